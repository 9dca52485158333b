"""What the document a passage stands in says about it: its rank among texts, and whether its other articles match too."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.config import SearchConfig
from knowledge_base.search.model import Passage

Scores = NDArray[np.float32]

_POOL, _MEMBERS = 100, 10  # The best 100 passages say which documents matter; at most 10 of them speak for each.


class Documents:
    """Adjusts scores by document. Keeps them within 0..1 and leaves a score of 0 at 0."""

    def __init__(self, passages: Sequence[Passage], config: SearchConfig) -> None:
        bonus = [config.authority.get(passage.authority, 0.0) for passage in passages]
        self._factor = np.array([1 + value for value in bonus], dtype=np.float32)
        self._factor /= self._factor.max() * (1 + config.document_share)
        numbers: dict[str, int] = {}
        self._document = np.array(
            [numbers.setdefault(passage.document or passage.id, len(numbers)) for passage in passages], dtype=np.int64
        )
        self._count, self._share = len(numbers), config.document_share
        self._plain = not any(bonus) and not config.document_share

    def adjusted(self, scores: Scores) -> Scores:
        """`scores` with the rank of the document, plus a share of what its best passages score on average."""
        if self._plain:
            return scores
        ranked = scores * self._factor
        if self._share:
            ranked += np.float32(self._share) * self._support(ranked)[self._document] * (scores > 0)
        return ranked

    def _support(self, scores: Scores) -> Scores:
        """Per document: the sum of its best passages among the best of all, over the most that may speak for it."""
        pool = np.argpartition(-scores, _POOL)[:_POOL] if len(scores) > _POOL else np.arange(len(scores))
        support, members = np.zeros(self._count, dtype=np.float32), np.zeros(self._count, dtype=np.int64)
        for number in pool[np.argsort(-scores[pool], kind="stable")]:
            document = self._document[number]
            if members[document] < _MEMBERS:
                support[document] += scores[number]
                members[document] += 1
        return support / np.float32(_MEMBERS)
