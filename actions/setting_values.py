"""How the text of a setting becomes a value; what cannot be one is refused by the name of the variable."""

import ipaddress
import re
import shlex
from collections.abc import Mapping

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_RATES = r"\d+(\.\d+)?( \d+(\.\d+)?){2}"
_SLIP_PRINTER = r"network:[^:\s]+(:\d{1,5})?|file:/\S+"
_PAGE_PRINTER = r"cups:[A-Za-z0-9_.@][A-Za-z0-9_.@-]{0,126}|ipps?://[^\s/]+/\S+"
_AES_KEY = r"[A-Za-z0-9+/]{43}"


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message names the variable."""


def integer(raw: Mapping[str, str], name: str, low: int, high: int) -> int:
    """A whole number between `low` and `high`. Raises SettingsError, as all here do."""
    try:
        value = int(raw[name])
    except ValueError as error:
        raise SettingsError(f"{name} must be a whole number, not {raw[name]!r}") from error
    if not low <= value <= high:
        raise SettingsError(f"{name} must lie between {low} and {high}, not {value}")
    return value


def one_of(raw: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """One of the words `allowed`."""
    if raw[name] not in allowed:
        raise SettingsError(f"{name} must be one of {', '.join(allowed)}, not {raw[name]!r}")
    return raw[name]


def networks(raw: Mapping[str, str], name: str) -> tuple[Network, ...]:
    """Networks with spaces between."""
    try:
        return tuple(ipaddress.ip_network(network) for network in raw[name].split())
    except ValueError as error:
        raise SettingsError(f"{name} must be networks like 10.0.0.0/8 with spaces between: {error}") from error


def pairs(raw: Mapping[str, str], name: str) -> dict[str, str]:
    """What is written as kind=code, with spaces between."""
    found = [pair.partition("=") for pair in raw[name].split()]
    if not all(key and value for key, _, value in found):
        raise SettingsError(f"{name} must be kind=code pairs with spaces between")
    return {key: value for key, _, value in found}


def command(raw: Mapping[str, str], name: str) -> str:
    """A command line with {file} in it, or nothing."""
    words = _words(name, raw[name])
    if words and not any("{file}" in word for word in words):
        raise SettingsError(f"{name} must say where the file goes: {{file}}")
    return raw[name]


def speech(raw: Mapping[str, str], name: str, plain: str) -> str:
    """`plain`, a command or a folder of a model."""
    kind, _, value = raw[name].partition(":")
    if raw[name] == plain or (kind == "sherpa-onnx" and value):
        return raw[name]
    if kind != "command":
        raise SettingsError(f"{name} must be {plain}, command:PROGRAM ARGUMENTS or sherpa-onnx:FOLDER, not {raw[name]!r}")
    if not _words(name, value):
        raise SettingsError(f"{name} names no program after command:")
    return raw[name]


def rates(raw: Mapping[str, str], name: str) -> str:
    """Three speeds, or nothing."""
    return _shaped(raw, name, _RATES, f"three numbers with a space between, not {raw[name]!r}")


def slip_printer(raw: Mapping[str, str], name: str) -> str:
    """Where the 80 mm printer is, or nothing."""
    return _shaped(raw, name, _SLIP_PRINTER, f"network:HOST:PORT or file:/dev/..., not {raw[name]!r}")


def page_printer(raw: Mapping[str, str], name: str) -> str:
    """Where the A4 printer is, or nothing."""
    return _shaped(raw, name, _PAGE_PRINTER, f"cups:NAME or ipp://HOST/PRINTER, not {raw[name]!r}")


def aes_key(raw: Mapping[str, str], name: str) -> str:
    """An EncodingAESKey, or nothing; a secret, so it is not repeated."""
    return _shaped(raw, name, _AES_KEY, "the 43 letters and digits of the EncodingAESKey")


def _shaped(raw: Mapping[str, str], name: str, pattern: str, wanted: str) -> str:
    if raw[name] and not re.fullmatch(pattern, raw[name]):
        raise SettingsError(f"{name} must be {wanted}")
    return raw[name]


def _words(name: str, line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError as error:
        raise SettingsError(f"{name} is not a command: {error}") from error
