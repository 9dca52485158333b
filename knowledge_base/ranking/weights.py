"""Weights of the ranking: how much each sign that a guide is meant counts. Fitted by `wanqing eval --fit`."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WEIGHTS_FILE = Path(__file__).with_name("weights.json")
# The signs, each within 0..1 and comparable between the guides of one question.
SIGNS = (
    "bm25",  # words and character pairs of the question found in the guide, rare ones first
    "coverage",  # share of the question's words that the guide uses at all
    "question",  # likeness to the closest single way of asking
    "latent",  # likeness in meaning learned from how the guides' words go together
    "exact",  # the question is a stored way of asking, but for punctuation
    "lead",  # bm25 relative to the best guide of this question
    "wording",  # how people word this matter, all ways of asking together
)


@dataclass(frozen=True)
class RankingWeights:
    """One weight a sign; the weighted sums are log-odds, so that a softmax over them tells how sure the ranking is."""

    weights: tuple[float, ...]

    def array(self) -> NDArray[np.float64]:
        return np.array(self.weights)


@lru_cache(maxsize=1)
def load_weights(path: Path = WEIGHTS_FILE) -> RankingWeights:
    """The fitted weights. Raises OSError or ValueError when the file cannot be read or names other signs."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if tuple(data) != SIGNS:
        raise ValueError(f"{path.name} was fitted on other signs: run `wanqing eval --fit`")
    return RankingWeights(tuple(data.values()))
