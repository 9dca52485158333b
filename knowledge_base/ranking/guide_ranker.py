"""Ranks guides for a question by what search found and by how people word each matter."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.guides.model import Guide
from knowledge_base.ranking.wording_model import WordingModel
from knowledge_base.search.config import GUIDES, SearchConfig, View
from knowledge_base.search.index import SearchIndex
from knowledge_base.search.model import Hit
from knowledge_base.search.passages import guide_passage
from knowledge_base.search.views import Analyser
from knowledge_base.text.synonyms import Lexicon

Floats = NDArray[np.float64]
# Guides search hands over; a right guide hardly ever stands further down.
DEPTH = 60
# Weight of the wording model beside the search score (both within 0..1); flat between .3 and .5 on the development half.
WORDING_SHARE = 0.4
# What the decision to answer rests on; every feature means the same for every question.
FEATURES = ("score", "search", "question", "coverage", "exact", "margin", "wording", "wording_margin", "agree")


@dataclass(frozen=True)
class RankedGuide:
    """A guide with its combined score (0 to 1 + WORDING_SHARE) and its FEATURES."""

    guide_id: str
    score: float
    features: Mapping[str, float]


class GuideRanker:
    """Immutable; safe to share between threads."""

    def __init__(self, index: SearchIndex, wording: WordingModel) -> None:
        """Use `build`."""
        self._index, self._wording = index, wording
        self._place = {key: place for place, key in enumerate(wording.ids)}

    @classmethod
    def build(cls, guides: Mapping[str, Guide], lexicon: Lexicon) -> "GuideRanker":
        """A ranker of `guides`; takes some seconds. Raises ValueError without a guide."""
        analyser = _RememberingAnalyser(lexicon, GUIDES)
        index = SearchIndex([guide_passage(guide) for guide in guides.values()], analyser, GUIDES)
        wording = WordingModel({key: lines_of(guide) for key, guide in guides.items()}, analyser)
        analyser.forget()
        return cls(index, wording)

    def rank(self, question: str, count: int = 6, prior: Mapping[str, float] | None = None) -> list[RankedGuide]:
        """The `count` best guides, best first; an empty list for a question without a known word.

        `prior` adds to the score of guides the thread of the talk makes likely.
        """
        hits = {hit.passage_id: hit for hit in self._index.search(question, DEPTH)}
        if not hits:
            return []
        likelihood = self._wording.log_likelihoods(question)
        search = self._spread({key: hit.score for key, hit in hits.items()})
        total = search + WORDING_SHARE * _relative(likelihood) + self._spread(prior or {})
        order = np.argsort(-total, kind="stable")[: count + 1]
        both_first = int(np.argmax(search)) if np.argmax(search) == np.argmax(likelihood) else -1
        ranked = []
        for position, place in enumerate(order[:count]):
            key = self._wording.ids[place]
            following = total[order[position + 1]] if position + 1 < len(order) else 0.0
            features = {
                **_search_features(hits.get(key)),
                "score": float(total[place]),
                "margin": float(total[place] - following),
                "wording": float(_relative(likelihood)[place]),
                "wording_margin": _lead(likelihood, int(place)),
                "agree": float(place == both_first),
            }
            ranked.append(RankedGuide(key, float(total[place]), features))
        return ranked

    def _spread(self, by_guide: Mapping[str, float]) -> Floats:
        """Values by guide as an array by place; unknown guides are left out."""
        values = np.zeros(len(self._place))
        for key, value in by_guide.items():
            if key in self._place:
                values[self._place[key]] = value
        return values


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


def _search_features(hit: Hit | None) -> dict[str, float]:
    if hit is None:
        return {"search": 0.0, "question": 0.0, "coverage": 0.0, "exact": 0.0}
    return {"search": hit.score, **{name: hit.parts[name] for name in ("question", "coverage", "exact")}}


def _relative(likelihood: Floats) -> Floats:
    """Log-likelihoods scaled to 0..1 over all guides."""
    spread = likelihood.max() - likelihood.min()
    return (likelihood - likelihood.min()) / spread if spread > 0 else np.zeros_like(likelihood)


def _lead(likelihood: Floats, place: int) -> float:
    """By how much the wording speaks for this guide rather than for the best other one; -1..2."""
    others = np.delete(likelihood, place)
    return float(np.clip(likelihood[place] - others.max(), -1.0, 2.0)) if len(others) else 2.0
