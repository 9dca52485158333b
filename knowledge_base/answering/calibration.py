"""Turns the features of the best guide into a probability that it is right, and holds the two thresholds."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

from knowledge_base.ranking.guide_ranker import FEATURES, RankedGuide

CALIBRATION_FILE = Path(__file__).with_name("calibration.json")


@dataclass(frozen=True)
class Calibration:
    """A logistic model over FEATURES and the two thresholds; fitted by `wanqing eval --fit` on the development half."""

    weights: tuple[float, ...]
    bias: float
    answer_at: float  # probability from which the best guide is given as the answer
    clarify_at: float  # probability from which candidates are offered; below, an honest decline

    def probability(self, ranked: Sequence[RankedGuide]) -> float:
        """How likely the first of `ranked` answers the question, 0..1."""
        if not ranked:
            return 0.0
        total = self.bias + sum(w * x for w, x in zip(self.weights, feature_row(ranked[0]), strict=True))
        return 1 / (1 + exp(-total))


def feature_row(guide: RankedGuide) -> tuple[float, ...]:
    """The FEATURES of a ranked guide in their fixed order."""
    return tuple(guide.features[name] for name in FEATURES)


@lru_cache(maxsize=1)
def load_calibration(path: Path = CALIBRATION_FILE) -> Calibration:
    """The fitted calibration. Raises OSError or ValueError when the file cannot be read or names other features."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if tuple(data["features"]) != FEATURES:
        raise ValueError(f"{path.name} was fitted on other features: run `wanqing eval --fit`")
    return Calibration(tuple(data["weights"]), data["bias"], data["answer_at"], data["clarify_at"])
