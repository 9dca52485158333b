"""Turns the features of the best hits into a probability that the best one is right, and into a decision."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

from knowledge_base.search.model import Hit

CALIBRATION_FILE = Path(__file__).with_name("calibration.json")
FEATURES = ("score", "question", "coverage", "bm25", "exact", "margin")


@dataclass(frozen=True)
class Calibration:
    """A logistic model over FEATURES and the two thresholds; fitted by `wanqing eval --fit` on the development half."""

    weights: tuple[float, ...]
    bias: float
    answer_at: float  # probability from which the best guide is given as the answer
    clarify_at: float  # probability from which candidates are offered; below, an honest decline

    def probability(self, hits: Sequence[Hit]) -> float:
        """How likely the first of `hits` answers the question, 0..1."""
        if not hits:
            return 0.0
        total = self.bias + sum(w * x for w, x in zip(self.weights, features(hits[0]), strict=True))
        return 1 / (1 + exp(-total))


def features(hit: Hit) -> tuple[float, ...]:
    """FEATURES of a hit, each within 0..1."""
    return (hit.score, *(hit.parts[name] for name in FEATURES[1:]))


@lru_cache(maxsize=1)
def load_calibration(path: Path = CALIBRATION_FILE) -> Calibration:
    """The fitted calibration. Raises OSError or ValueError when the file cannot be read."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Calibration(tuple(data["weights"]), data["bias"], data["answer_at"], data["clarify_at"])
