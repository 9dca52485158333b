"""How sure the assistant is: that a question is our business, and that the best guide answers it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

from knowledge_base.ranking.guide_ranker import FEATURES, RankedGuide

CALIBRATION_FILE = Path(__file__).with_name("calibration.json")


@dataclass(frozen=True)
class Logistic:
    """A logistic model over FEATURES."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, row: Sequence[float]) -> float:
        """0..1 for one row of features."""
        return 1 / (1 + exp(-(self.bias + sum(weight * value for weight, value in zip(self.weights, row, strict=True)))))


@dataclass(frozen=True)
class Calibration:
    """Two models and two thresholds, fitted by `wanqing eval --fit` on the development half."""

    right: Logistic  # the best guide answers the question
    ours: Logistic  # the question is about our business at all
    answer_at: float  # of `right`, from which the best guide is given as the answer
    clarify_at: float  # of `ours`, from which candidates are offered; below, an honest decline

    def sureness(self, ranked: Sequence[RankedGuide]) -> float:
        """How likely the first of `ranked` answers the question, 0..1."""
        return self.right.probability(feature_row(ranked[0])) if ranked else 0.0

    def is_ours(self, ranked: Sequence[RankedGuide]) -> bool:
        """Whether candidates are worth offering."""
        return bool(ranked) and self.ours.probability(feature_row(ranked[0])) >= self.clarify_at


def feature_row(guide: RankedGuide) -> tuple[float, ...]:
    """The FEATURES of a ranked guide in their fixed order."""
    return tuple(guide.features[name] for name in FEATURES)


@lru_cache(maxsize=1)
def load_calibration(path: Path = CALIBRATION_FILE) -> Calibration:
    """The fitted calibration. Raises OSError or ValueError when the file cannot be read or names other features."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if tuple(data["features"]) != FEATURES:
        raise ValueError(f"{path.name} was fitted on other features: run `wanqing eval --fit`")
    right, ours = (Logistic(tuple(data[name]["weights"]), data[name]["bias"]) for name in ("right", "ours"))
    return Calibration(right, ours, data["answer_at"], data["clarify_at"])
