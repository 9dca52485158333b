"""The words retirees use and the official terms they stand for, editable by staff."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge_base.text.normalise import normalise
from knowledge_base.text.segment import DICTIONARY_FOLDER, Segmenter, shared_segmenter
from knowledge_base.text.sound_alike import SoundAlikes

Kind = Literal["synonym", "typo", "dialect"]
# One file per kind; the first column is what people write, the second what it stands for, the third a note for staff.
FILES: Mapping[Kind, str] = {"synonym": "synonyms.tsv", "typo": "homophones.tsv", "dialect": "dialect.tsv"}


class LexiconError(ValueError):
    """A row or file of the lexicon cannot be used; the message names it."""


@dataclass(frozen=True)
class LexiconRow:
    """`written` stands for `meant`: typos and dialect are put right, a synonym is understood as the official term.

    `meant` may be empty for a dialect particle that says nothing, and equal to `written` to protect a right word from a
    shorter row (老人证 must not be read as 人证 -> 认证).
    """

    kind: Kind
    written: str
    meant: str
    note: str = ""


class Lexicon:
    """What people write, put right and put into official terms. Immutable; build a new one after staff edit a row."""

    def __init__(self, rows: Iterable[LexiconRow], segmenter: Segmenter | None = None) -> None:
        """Raises LexiconError when a row has no `written` or one `written` stands twice with different meanings."""
        self._segmenter = segmenter or shared_segmenter()
        rows = tuple(rows)
        self._typos = _Replacer(row for row in rows if row.kind == "typo")
        self._dialect = _Replacer(row for row in rows if row.kind == "dialect")
        self._sound_alikes = SoundAlikes(self._segmenter.domain_words, lambda text: self._segmenter.is_word(text, 2))
        self._synonyms = _Replacer((row for row in rows if row.kind == "synonym"), spaced=True)

    @classmethod
    def from_files(cls, folder: Path = DICTIONARY_FOLDER, segmenter: Segmenter | None = None) -> "Lexicon":
        """The lexicon that ships with the repository. Raises LexiconError naming file and line."""
        return cls(read_rows(folder), segmenter)

    def correct(self, text: str) -> str:
        """Normalised `text` with frequent typos put right and dialect words in standard Chinese."""
        right = self._typos.replace(normalise(text), keep_if=self._would_cut_a_word)
        right = self._sound_alikes.correct(right, keep_if=self._would_cut_a_word)
        return self._dialect.replace(right, keep_if=self._short_and_would_cut_a_word)

    def officialise(self, corrected: str) -> str:
        """Corrected text with each colloquial expression replaced by its official term (longest expression first)."""
        return self._synonyms.replace(corrected, keep_if=self._short_and_would_cut_a_word)

    def _short_and_would_cut_a_word(self, text: str, start: int, end: int) -> bool:
        return end - start <= 2 and self._would_cut_a_word(text, start, end)

    def _would_cut_a_word(self, text: str, start: int, end: int) -> bool:
        """确认正确 holds 认正 and 养老今年 holds 养老今, but only by cutting a real word in two."""
        before, after = text[start - 1 : start + 1] if start else "", text[end - 1 : end + 1]
        return any(len(pair) == 2 and self._segmenter.is_word(pair) for pair in (before, after))


def read_rows(folder: Path = DICTIONARY_FOLDER) -> Iterator[LexiconRow]:
    """All rows of the three files in `folder`. Raises LexiconError naming file and line."""
    for kind, name in FILES.items():
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for number, cells in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
                if number == 1:
                    continue  # the head: written, meant, note
                if len(cells) != 3:
                    raise LexiconError(f"{name}:{number}: expected 3 columns, got {len(cells)}")
                yield LexiconRow(kind, *cells)


class _Replacer:
    """Replaces every `written` by its `meant`, longest first, in one pass."""

    def __init__(self, rows: Iterable[LexiconRow], spaced: bool = False) -> None:
        """`spaced` sets what is put in apart from its neighbours, so that no word forms across the seam."""
        self._meant: dict[str, str] = {}
        self._spaced = spaced
        for row in rows:
            if not row.written:
                raise LexiconError(f"a {row.kind} row has nothing in its first column (meant: {row.meant!r})")
            if self._meant.setdefault(row.written.lower(), row.meant) != row.meant:
                raise LexiconError(f"{row.kind} {row.written!r} stands twice with different meanings")
        for right in {word for meant in self._meant.values() for word in meant.split()}:
            self._meant.setdefault(right.lower(), right)  # 丧葬补助金 holds 丧葬补助, which must not be replaced in it
        longest_first = sorted(self._meant, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)", re.IGNORECASE)

    def replace(self, text: str, keep_if: Callable[[str, int, int], bool]) -> str:
        def meant(match: re.Match[str]) -> str:
            if keep_if(text, match.start(), match.end()):
                return match.group()
            right = self._meant[match.group().lower()]
            return f" {right} " if self._spaced else right

        return self._pattern.sub(meant, text)
