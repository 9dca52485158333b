"""Fits the weights of the ranking on ways of asking that were held out of their guides. Looks at no evaluation question."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.guides.model import Guide
from knowledge_base.ranking.guide_ranker import GuideRanker
from knowledge_base.ranking.weights import SIGNS, WEIGHTS_FILE, RankingWeights
from knowledge_base.text.synonyms import Lexicon

HELD_OUT_EVERY = 5  # of a guide's ways of asking, so that four fifths remain to be learned from
STEPS, RATE, MOMENTUM, RIDGE = 400, 1.0, 0.9, 1e-4
# A stored way of asking must always win; held-out ones are never exact, so this weight cannot be learned from them.
EXACT_WEIGHT = 8.0
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class HeldOut:
    """A ranker that has not seen `asked` (way of asking, id of its guide)."""

    ranker: GuideRanker
    asked: tuple[tuple[str, str], ...]


def hold_out(
    guides: Mapping[str, Guide], lexicon: Lexicon, outside: Mapping[str, Sequence[str]], weights: RankingWeights | None = None
) -> HeldOut:
    """Takes every HELD_OUT_EVERY-th way of asking out of its guide and builds a ranker of the rest."""
    asked: list[tuple[str, str]] = []
    remaining: dict[str, Guide] = {}
    for key, guide in guides.items():
        ways = [*guide.questions, *guide.phrasings]
        out = set(ways[2::HELD_OUT_EVERY])
        asked += [(way, key) for way in ways if way in out]
        remaining[key] = replace(
            guide,
            questions=tuple(way for way in guide.questions if way not in out),
            phrasings=tuple(way for way in guide.phrasings if way not in out),
        )
    return HeldOut(GuideRanker.build(remaining, lexicon, outside, weights), tuple(asked))


def fit_ranking(held_out: HeldOut, path: Path = WEIGHTS_FILE) -> RankingWeights:
    """Softmax regression over the signs of the candidates; writes `path`."""
    samples = []
    for way, key in held_out.asked:
        signs = held_out.ranker.signs(way)
        if key in signs.ids:
            samples.append((signs.rows, signs.ids.index(key)))
    weights = _descend(samples)
    named = {name: round(float(weight), 3) for name, weight in zip(SIGNS, weights, strict=True)}
    named["exact"] = EXACT_WEIGHT
    path.write_text(json.dumps(named, indent=2) + "\n", encoding="utf-8")
    return RankingWeights(tuple(named.values()))


def _descend(samples: list[tuple[Floats, int]]) -> Floats:
    weights, momentum = np.zeros(len(SIGNS)), np.zeros(len(SIGNS))
    for _ in range(STEPS):
        gradient = RIDGE * weights
        for rows, right in samples:
            total = rows @ weights
            likely = np.exp(total - total.max())
            likely /= likely.sum()
            likely[right] -= 1
            gradient = gradient + rows.T @ likely / len(samples)
        momentum = MOMENTUM * momentum + gradient
        weights = weights - RATE * momentum
    return weights
