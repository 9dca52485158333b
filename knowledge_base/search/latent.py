"""Latent semantic analysis of the guides: words asked together in one guide lend each other meaning in the others.

包烧费 and 采暖 stand together in some guides; a question with the one then leans towards all guides about the other.
Learned from the guides themselves by a singular value decomposition, so it needs no model and no download.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.config import View
from knowledge_base.search.postings import Postings, Scores

_BLOCK = 1024  # Terms taken at a time, so that no dense matrix of all terms is ever held.

Integers = NDArray[np.int64]


class Latent:
    """Cosine between a query and some passages in the space of the strongest `dimensions` directions.

    Costs their number squared in memory and cubed in time: 1 s for 500, so only guides are given to it.
    """

    def __init__(
        self, postings: Mapping[View, Postings], weights: Mapping[View, float], rows: Integers, dimensions: int
    ) -> None:
        """`rows` are the positions of the passages to compare with; there must be at least one."""
        self._postings, self._weights, self._rows = postings, weights, rows
        self._count, count = next(iter(postings.values())).count, len(rows)
        lengths = self._row_lengths(count)
        gram = np.zeros((count, count), dtype=np.float32)
        for _, _, block in self._blocks(lengths):
            gram += block @ block.T
        values, vectors = np.linalg.eigh(gram)
        kept = np.argsort(values)[::-1][:dimensions]
        kept = kept[values[kept] > 1e-4]
        basis = vectors[:, kept] / np.sqrt(values[kept])
        self._terms: dict[View, NDArray[np.float32]] = {
            view: np.zeros((table.terms, len(kept)), dtype=np.float32) for view, table in postings.items()
        }
        for view, start, block in self._blocks(lengths):
            self._terms[view][start : start + block.shape[1]] = block.T @ basis
        places = vectors[:, kept] * np.sqrt(values[kept])
        self._places = places / np.maximum(np.linalg.norm(places, axis=1, keepdims=True), 1e-9)

    def similarity(self, query: Mapping[View, Mapping[str, float]]) -> Scores:
        """Per passage of the index 0..1; what no passage has seen of the query lowers it for all of them alike."""
        found = np.zeros(self._count, dtype=np.float32)
        place = np.zeros(self._places.shape[1], dtype=np.float32)
        seen = total = 0.0
        for view, tokens in query.items():
            for token, share in tokens.items():
                telling = self._weights[view] * share * self._postings[view].idf(token)
                total += telling
                if (number := self._postings[view].number(token)) is not None:
                    seen += telling
                    place += np.float32(share) * self._terms[view][number]
        length = float(np.linalg.norm(place))
        if length and total:
            found[self._rows] = np.clip(self._places @ (place / length), 0, 1) * np.float32(seen / total)
        return found

    def _blocks(self, lengths: NDArray[np.float32]) -> Iterator[tuple[View, int, NDArray[np.float32]]]:
        """(view, first term, passages x terms) of each block of terms, rows brought to length 1."""
        for view, table in self._postings.items():
            for start in range(0, table.terms, _BLOCK):
                yield view, start, table.dense(start, start + _BLOCK)[self._rows] * (self._weights[view] / lengths)

    def _row_lengths(self, count: int) -> NDArray[np.float32]:
        squares = np.zeros((count, 1), dtype=np.float32)
        for _, _, block in self._blocks(np.ones((count, 1), dtype=np.float32)):
            squares += (block**2).sum(axis=1, keepdims=True)
        return np.maximum(np.sqrt(squares), 1e-9)
