"""The version of the pages: changes with every file a browser gets, so that a kiosk knows when to load itself anew."""

import hashlib
from functools import cache
from pathlib import Path

_ROOM = Path(__file__).resolve().parents[1]
_KINDS = ("*.js", "*.css", "*.svg", "*.html")
DIGITS = 12


@cache
def page_version() -> str:
    """Twelve hexadecimal digits; worked out once, for the files do not change under a running process."""
    digest = hashlib.sha256()
    for file in sorted(file for kind in _KINDS for file in _ROOM.rglob(kind)):
        digest.update(file.relative_to(_ROOM).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:DIGITS]
