"""BM25 over one view of all passages: bm25s builds and scores the index, queries may weigh their tokens."""

import math
from collections.abc import Mapping, Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.config import ViewConfig

Scores = NDArray[np.float32]


class TokenTable:
    """The tokens of all passages in one view, as numbers: a tenth of the memory of strings."""

    def __init__(self) -> None:
        # Number 0 is a token that no text holds: bm25s wants one of its own in the vocabulary.
        self.vocabulary: dict[str, int] = {"": 0}
        self.documents: list[list[int]] = []

    def open_document(self) -> None:
        """Begins the next passage."""
        self.documents.append([])

    def extend(self, tokens: Sequence[str], times: int = 1) -> None:
        """Adds `tokens`, each `times` over, to the passage begun last."""
        vocabulary = self.vocabulary
        self.documents[-1].extend([vocabulary.setdefault(token, len(vocabulary)) for token in tokens] * times)


class Postings:
    """Which passages hold a token, and with what BM25 score.

    bm25s computes every score when the index is built; a query then only adds up columns of that matrix. They are added
    here instead of in `bm25s.BM25.get_scores`, because that knows no token weights and cannot tell a token's idf.
    """

    def __init__(self, table: TokenTable, config: ViewConfig) -> None:
        """Raises ValueError when there is no document."""
        if not table.documents:
            raise ValueError("an index needs at least one passage")
        self.count = len(table.documents)
        index = bm25s.BM25(method="lucene", k1=config.k1, b=config.b)
        index.index((table.documents, table.vocabulary), show_progress=False)
        self._ids: Mapping[str, int] = index.vocab_dict
        self._data: Scores = index.scores["data"]
        self._rows: NDArray[np.int32] = index.scores["indices"]
        self._starts: list[int] = index.scores["indptr"].tolist()

    def add(self, tokens: Mapping[str, float], scores: Scores, held: Scores, factor: float = 1.0) -> float:
        """Adds factor * weight * BM25 of every token to `scores` and factor * weight * idf to `held`, in place.

        Both have one value a passage. Returns what a passage that holds every token has in `held`; `scores` stay below.
        """
        total = 0.0
        for token, weight in tokens.items():
            start, end = self._span(token)
            share = factor * weight
            telling = share * self._idf(end - start)
            total += telling
            if end > start:
                rows = self._rows[start:end]
                scores[rows] += self._data[start:end] * np.float32(share)
                held[rows] += np.float32(telling)
        return total

    @property
    def terms(self) -> int:
        """How many different tokens the passages hold."""
        return len(self._starts) - 1

    def number(self, token: str) -> int | None:
        """The column of `token`, None when no passage holds it."""
        start, end = self._span(token)
        return self._ids[token] if end > start else None

    def idf(self, token: str) -> float:
        """How telling `token` is among the passages."""
        start, end = self._span(token)
        return self._idf(end - start)

    def dense(self, first: int, last: int) -> Scores:
        """The BM25 scores of the terms first..last-1, passages x terms."""
        last = min(last, self.terms)
        start, end = self._starts[first], self._starts[last]
        columns = np.repeat(np.arange(last - first), np.diff(self._starts[first : last + 1]))
        matrix = np.zeros((self.count, last - first), dtype=np.float32)
        matrix[self._rows[start:end], columns] = self._data[start:end]
        return matrix

    def _idf(self, holders: int) -> float:
        """How telling a token is (lucene form, never negative); a token no passage holds is the most telling."""
        return math.log(1 + (self.count - holders + 0.5) / (holders + 0.5))

    def _span(self, token: str) -> tuple[int, int]:
        number = self._ids.get(token)
        if number is None or number + 1 >= len(self._starts):
            return 0, 0
        return self._starts[number], self._starts[number + 1]
