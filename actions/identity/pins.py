"""Personal PINs of clerks: scrypt hashes (RFC 7914), never the PIN."""

import base64
import hashlib
import hmac
import re
import secrets

from actions.identity.errors import BadStaffPin

_COST, _BLOCK, _LANES = 2**14, 8, 1  # 16 MB and some 40 ms a try
_PIN = re.compile(r"\d{6,12}", re.ASCII)
_RISING = "01234567890123456789"


def hashed_pin(pin: str) -> str:
    """The PIN as it is kept. Raises BadStaffPin for one that anybody would guess."""
    if not _PIN.fullmatch(pin) or len(set(pin)) == 1 or pin in _RISING or pin in _RISING[::-1]:
        raise BadStaffPin
    salt = secrets.token_bytes(16)
    return f"scrypt.{base64.b64encode(salt).decode()}.{base64.b64encode(_scrypt(pin, salt)).decode()}"


def pin_fits(pin: str, kept: str) -> bool:
    """Whether `pin` is the one behind `kept`."""
    _, salt, digest = kept.split(".")
    return hmac.compare_digest(_scrypt(pin[:100], base64.b64decode(salt)), base64.b64decode(digest))


def _scrypt(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, dklen=32)
