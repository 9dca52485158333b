"""Finds lines that share a key, in eight bytes a line, however long the file is."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

import numpy

from actions.records.importing.lines import Line


class KeyLog:
    """Remembers a 64-bit fingerprint of every line's key; only the few that look alike are compared whole."""

    def __init__(self, key: Sequence[str]) -> None:
        self.key = itemgetter(*key)
        self._prints = array("q")

    def note(self, lines: Iterable[Line]) -> None:
        """Remembers the keys of `lines`."""
        key = self.key
        self._prints.extend(hash(key(values)) for _, values in lines)

    def alike(self) -> frozenset[int]:
        """Fingerprints that occur more than once."""
        prints = numpy.frombuffer(self._prints, dtype=numpy.int64)
        prints.sort()
        return frozenset(prints[1:][prints[1:] == prints[:-1]].tolist())

    def repeated(self, lines: Iterable[Line], alike: frozenset[int]) -> Iterator[tuple[int, int]]:
        """(line, the earlier line it repeats) among all `lines` of the file, read once more."""
        first: dict[object, int] = {}
        for number, values in lines:
            found = self.key(values)
            if hash(found) in alike and (earlier := first.setdefault(found, number)) != number:
                yield number, earlier
