"""Pronunciation: words the engine misreads are handed to it in characters that sound right."""

import functools
import hashlib
import re
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("lexicon.txt")
_LINE = re.compile(r"(?P<written>\S+) => (?P<said>\S+) \| (?P<phonemes>.+)")


class Entry(NamedTuple):
    """`written` is replaced by `said`, which espeak must pronounce as `phonemes`."""

    written: str
    said: str
    phonemes: str


def read_entries(path: Path = FILE) -> tuple[Entry, ...]:
    """The entries in the order of the file. Raises ValueError naming the line that is none."""
    entries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise ValueError(f"{path.name}:{number}: not `写 => 读 | phonemes`")
        entries.append(Entry(match["written"], match["said"], match["phonemes"]))
    return tuple(entries)


ENTRIES = read_entries()
_SAID = {entry.written: entry.said for entry in ENTRIES}
_PATTERN = re.compile("|".join(re.escape(written) for written in sorted(_SAID, key=len, reverse=True)))


def pronounce(text: str) -> str:
    """`text` with every entry of the lexicon applied."""
    return _PATTERN.sub(lambda match: _SAID[match[0]], text)


@functools.cache
def version() -> str:
    """Changes with every change of the lexicon, so that no sound of the old one is served."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()[:12]
