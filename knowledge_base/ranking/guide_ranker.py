"""Ranks guides for a question by what search found and by how people word each matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.guides.files import OUTSIDE
from knowledge_base.guides.model import Guide
from knowledge_base.ranking.weights import SIGNS, RankingWeights, load_weights
from knowledge_base.ranking.wording_model import WordingModel
from knowledge_base.search.config import GUIDES, SearchConfig, View
from knowledge_base.search.index import SearchIndex
from knowledge_base.search.model import Passage
from knowledge_base.search.passages import guide_passage
from knowledge_base.search.views import Analyser
from knowledge_base.text.synonyms import Lexicon

Floats = NDArray[np.float64]
# Guides search hands over; a right guide hardly ever stands further down.
DEPTH = 40
# What the decision to answer rests on: how sure the ranking is, and how much of the question it explains.
FEATURES = ("sureness", "lead", "bm25", "coverage", "question", "latent", "exact", "agree", "length")
# A matter of other business holds very different things (身份证, 户口, 改名), so that its closest line says more than the whole.
CLOSEST_LINE = 5.0
_LONG_QUESTION = 60  # hanzi; beyond, a question is a story


@dataclass(frozen=True)
class RankedGuide:
    """A guide, how likely it is the one meant if any is (0..1), and its FEATURES (comparable between questions).

    `outside`: log-odds that the question is of other business rather than ours; the same for all of a ranking.
    """

    guide_id: str
    score: float
    features: Mapping[str, float]
    outside: float = float("-inf")

    @property
    def is_outside(self) -> bool:
        """Whether this is a matter that is not our business."""
        return self.guide_id.startswith(OUTSIDE)


@dataclass(frozen=True)
class Signs:
    """The SIGNS of the guides search found for one question: one row a guide, in the order of `ids`."""

    ids: tuple[str, ...]
    rows: Floats


class GuideRanker:
    """Immutable; safe to share between threads."""

    def __init__(self, index: SearchIndex, wording: WordingModel, weights: RankingWeights) -> None:
        """Use `build`."""
        self._index, self._wording, self._weights = index, wording, weights.array()
        self._place = {key: place for place, key in enumerate(wording.ids)}

    @classmethod
    def build(
        cls,
        guides: Mapping[str, Guide],
        lexicon: Lexicon,
        outside: Mapping[str, Sequence[str]] | None = None,
        weights: RankingWeights | None = None,
    ) -> "GuideRanker":
        """A ranker of `guides` and of `outside` matters, which compete with them; takes some seconds.

        Raises ValueError without a guide.
        """
        analyser, others = _RememberingAnalyser(lexicon, GUIDES), outside or {}
        passages = [guide_passage(guide) for guide in guides.values()]
        passages += [Passage(key, "guide", {"questions": lines}) for key, lines in others.items()]
        wording = WordingModel({**{key: lines_of(guide) for key, guide in guides.items()}, **others}, analyser)
        index = SearchIndex(passages, analyser, GUIDES)
        analyser.forget()
        return cls(index, wording, weights or load_weights())

    def log_odds(self, question: str) -> dict[str, float]:
        """Log-odds of each guide that search found; only their differences mean something."""
        signs = self.signs(question)
        return dict(zip(signs.ids, (signs.rows @ self._weights).tolist(), strict=True))

    def rank(self, question: str, count: int = 6) -> list[RankedGuide]:
        """The `count` best guides, best first; an empty list for a question without a known word."""
        signs = self.signs(question)
        if not signs.ids:
            return []
        total = signs.rows @ self._weights
        likely = np.exp(total - total.max())
        likely /= likely.sum()
        order = np.argsort(-total, kind="stable")
        outside = _outside(signs, total)
        agreed = int(np.argmax(signs.rows[:, SIGNS.index("bm25")])) == int(np.argmax(signs.rows[:, SIGNS.index("wording")]))
        return [
            RankedGuide(
                signs.ids[place],
                float(likely[place]),
                _features(signs.rows[place], likely, order, position, agreed and place == order[0], question),
                outside,
            )
            for position, place in enumerate(order[:count])
        ]

    def signs(self, question: str) -> Signs:
        """What speaks for each guide that search found."""
        hits = self._index.search(question, DEPTH)
        if not hits:
            return Signs((), np.zeros((0, len(SIGNS))))
        likelihood = self._wording.log_likelihoods(question)
        spread = float(np.ptp(likelihood)) or 1.0
        best = max(hit.parts["bm25"] for hit in hits) or 1.0
        rows = [
            [
                *(hit.parts[name] for name in ("bm25", "coverage", "question", "latent", "exact")),
                hit.parts["bm25"] / best,
                float(likelihood[self._place[hit.passage_id]] - likelihood.min()) / spread,
            ]
            for hit in hits
        ]
        return Signs(tuple(hit.passage_id for hit in hits), np.array(rows))


def _outside(signs: Signs, total: Floats) -> float:
    """Log-odds of other business: the best of it against the best guide, and whose closest single line is closer."""
    other = np.array([key.startswith(OUTSIDE) for key in signs.ids])
    if other.all() or not other.any():
        return float("inf") if other.all() else float("-inf")
    closest = signs.rows[:, SIGNS.index("question")]
    lead: float = total[other].max() - total[~other].max()
    return float(lead + CLOSEST_LINE * (closest[other].max() - closest[~other].max()))


def _features(
    signs: Floats, likely: Floats, order: Sequence[int] | NDArray[np.int64], position: int, agree: bool, question: str
) -> dict[str, float]:
    following = float(likely[order[position + 1]]) if position + 1 < len(order) else 0.0
    here = float(likely[order[position]])
    named = dict(zip(SIGNS, signs.tolist(), strict=True))
    return {
        "sureness": here,
        "lead": here - following,
        **{name: named[name] for name in ("bm25", "coverage", "question", "latent", "exact")},
        "agree": float(agree),
        "length": min(1.0, len(question) / _LONG_QUESTION),
    }


class _RememberingAnalyser(Analyser):
    """Cuts each line once, though search and the wording model both ask for it: cutting is most of the start-up time."""

    def __init__(self, lexicon: Lexicon, config: SearchConfig) -> None:
        super().__init__(lexicon, config)
        self._cut_lines: dict[str, tuple[str, dict[View, list[str]]]] = {}

    def passage(self, text: str) -> tuple[str, dict[View, list[str]]]:
        if text not in self._cut_lines:
            self._cut_lines[text] = super().passage(text)
        return self._cut_lines[text]

    def forget(self) -> None:
        self._cut_lines.clear()


def lines_of(guide: Guide) -> list[str]:
    """The lines of a guide that people's words are compared with: title, ways of asking, terms, summary, parts."""
    parts = [line for lines in guide.parts.values() for line in lines]
    return [guide.title, *guide.questions, *guide.phrasings, *guide.keywords, guide.summary, *parts]
