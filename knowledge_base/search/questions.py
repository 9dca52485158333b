"""Compares a query with every single question (and title) of the passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.config import View

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Line:
    """One question or title of the passage at position `passage`."""

    passage: int
    text: str
    key: str
    tokens: Mapping[View, Sequence[str]]


class Questions:
    """idf-weighted cosine between a query and each line, over the tokens of all views together."""

    def __init__(self, lines: Sequence[Line], passages: int, weights: Mapping[View, float]) -> None:
        """`passages` is how many there are; `weights` how much each view counts."""
        self._lines, self._passages, self._weights = lines, passages, weights
        self._owner = np.array([line.passage for line in lines], dtype=np.int64)
        self._keys: dict[str, list[int]] = {}
        postings: dict[tuple[View, str], list[int]] = {}
        for number, line in enumerate(lines):
            self._keys.setdefault(line.key, []).append(number)
            for view, tokens in line.tokens.items():
                for token in set(tokens):
                    postings.setdefault((view, token), []).append(number)
        self._postings = {token: np.array(numbers, dtype=np.int64) for token, numbers in postings.items()}
        self._lengths = self._norms()

    def similarity(self, query: Mapping[View, Mapping[str, float]], key: str) -> tuple[Floats, NDArray[np.int64]]:
        """Per passage: the similarity (0..1) of its closest line and that line's number (-1 when nothing is shared)."""
        dot, norm = np.zeros(len(self._lines), dtype=np.float32), 0.0
        for view, tokens in query.items():
            for token, weight in tokens.items():
                telling = self._telling(view, token) * weight
                norm += telling * telling
                if (holders := self._postings.get((view, token))) is not None:
                    dot[holders] += telling * self._telling(view, token)
        cosine = dot / (np.maximum(self._lengths, 1e-9) * max(norm**0.5, 1e-9))
        cosine[self._keys.get(key, [])] = 1.0
        return self._best_by_passage(np.minimum(cosine, 1.0))

    def exact(self, key: str) -> Floats:
        """Per passage: 1 when the query is, but for punctuation and typos, one of its lines, else 0."""
        found = np.zeros(self._passages, dtype=np.float32)
        found[self._owner[self._keys.get(key, [])]] = 1
        return found

    def text(self, number: int) -> str:
        """The line itself; empty for -1."""
        return self._lines[number].text if number >= 0 else ""

    def _best_by_passage(self, cosine: Floats) -> tuple[Floats, NDArray[np.int64]]:
        best = np.zeros(self._passages, dtype=np.float32)
        which = np.full(self._passages, -1, dtype=np.int64)
        order = np.argsort(cosine, kind="stable")
        order = order[cosine[order] > 0]
        best[self._owner[order]] = cosine[order]  # ascending: the closest line is written last
        which[self._owner[order]] = order
        return best, which

    def _telling(self, view: View, token: str) -> float:
        holders = self._postings.get((view, token))
        count = 0 if holders is None else len(holders)
        return float(np.log(1 + (len(self._lines) - count + 0.5) / (count + 0.5))) * self._weights[view]

    def _norms(self) -> Floats:
        squares = np.zeros(len(self._lines), dtype=np.float32)
        for (view, token), holders in self._postings.items():
            squares[holders] += self._telling(view, token) ** 2
        return np.sqrt(squares)
