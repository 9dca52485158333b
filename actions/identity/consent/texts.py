"""The consent texts: dated content files, the newest one is shown."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class ConsentText:
    """What is shown before anything personal (个人信息保护法第十七条、第二十九条)."""

    version: str
    heading: str
    paragraphs: tuple[str, ...]
    agree: str
    refuse: str


@cache
def versions() -> tuple[str, ...]:
    """Every version there ever was, oldest first."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def current_version() -> str:
    """The version people are asked to agree to now."""
    return versions()[-1]


def consent_text(version: str, handler: str) -> ConsentText:
    """The text of `version` with the name of who answers for the data. Raises LookupError for no version of ours."""
    if version not in versions():
        raise LookupError("no such consent text")
    return _read(version, handler)


@cache
def _read(version: str, handler: str) -> ConsentText:
    content = yaml.safe_load((_FOLDER / f"{version}.yaml").read_text(encoding="utf-8"))
    paragraphs = tuple(paragraph.replace("{handler}", handler) for paragraph in content["paragraphs"])
    return ConsentText(content["version"], content["heading"], paragraphs, content["agree"], content["refuse"])
