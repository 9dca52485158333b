"""Cuts what was typed into syllables: every way that wastes no letter, best first judged by what stays abbreviated."""

from collections.abc import Iterator
from typing import NamedTuple

from kiosk_ui.keyboard.spelling import DOUBLE_INITIALS, LONGEST, SINGLE_INITIALS, VOWELS, Spellings, key_letter

MARK = "'"  # between syllables, for who wants xi'an
_LOST = 3  # a letter that belongs to no syllable weighs as much as three abbreviated ones
_MOST_CUTS = 400  # nobody types what has more; keeps the time bounded


class Cut(NamedTuple):
    """One way to read the first `end` letters: its syllables as typed, the key words are filed under, how many are abbreviated."""

    end: int
    key: str
    parts: tuple[str, ...]
    short: int


class Cuts:
    """The ways to read `typed` (letters a-z and MARK, lower case)."""

    def __init__(self, typed: str, spellings: Spellings) -> None:
        self.typed = typed
        self._spellings = spellings
        self._steps = [self._steps_at(at) for at in range(len(typed))]
        self._rest = self._cost_to_end()

    @property
    def least(self) -> int:
        """How many syllables stay abbreviated in the best way to read everything."""
        return self._rest[0]

    def whole(self, cut: Cut) -> bool:
        return cut.end == len(self.typed)

    def steps(self, at: int) -> list[tuple[int, str, int]]:
        """(end, letters, 1 if abbreviated) of every syllable that may begin at `at`."""
        return self._steps[at]

    def ways(self, keys: frozenset[str]) -> Iterator[Cut]:
        """Ways to read a beginning whose key is one of `keys`. What is left over stays as readable as it can be."""
        waiting, given = [Cut(0, "", (), 0)], 0
        while waiting and given < _MOST_CUTS:
            here = waiting.pop()
            if here.end == len(self.typed):
                continue
            for end, letters, short in self._steps[here.end]:
                cut = Cut(end, here.key + key_letter(letters), (*here.parts, letters), here.short + short)
                slack = 1 if end == len(self.typed) else 0
                if cut.key in keys and cut.short + self._rest[end] <= self.least + slack:
                    given += 1
                    yield cut
                    waiting.append(cut)

    def _steps_at(self, at: int) -> list[tuple[int, str, int]]:
        typed, found = self.typed, []
        at_mark = at + (typed[at] == MARK)
        for end in range(at_mark + 1, min(at_mark + LONGEST, len(typed)) + 1):
            letters = typed[at_mark:end]
            if MARK in letters:
                break
            last = end == len(typed)
            if letters in self._spellings.full:
                found.append((end, letters, 0))
            elif self._stands_for_more(letters, typed[end : end + 1], last):
                found.append((end, letters, 1))
        return found

    def _stands_for_more(self, letters: str, following: str, last: bool) -> bool:
        if last:
            return letters in self._spellings.begun
        initial = letters in DOUBLE_INITIALS or (len(letters) == 1 and letters in SINGLE_INITIALS)
        return initial and following not in VOWELS

    def _cost_to_end(self) -> list[int]:
        cost = [0] * (len(self.typed) + 1)
        for at in range(len(self.typed) - 1, -1, -1):
            lost = 0 if self.typed[at] == MARK else _LOST
            cost[at] = min([cost[at + 1] + lost, *(short + cost[end] for end, _, short in self._steps[at])])
        return cost
