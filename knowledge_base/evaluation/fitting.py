"""Fits the decision to answer, to ask back or to decline on the development half. Never looks at the other half."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.answering.calibration import CALIBRATION_FILE, FEATURES, feature_row
from knowledge_base.evaluation.model import EvaluationQuestion
from knowledge_base.ranking.guide_ranker import GuideRanker

# A wrong answer costs a trip to the office, a question back one touch: so wrong answers weigh more than misses.
MAX_WRONG_SHARE = 0.01
RIDGE = 0.05
STEPS, RATE = 4000, 0.5
Matrix = NDArray[np.float64]


def fit(ranker: GuideRanker, questions: Sequence[EvaluationQuestion], path: Path = CALIBRATION_FILE) -> dict[str, float]:
    """Write weights and thresholds to `path`; returns the thresholds. Raises ValueError without questions."""
    rows, right = _observations(ranker, questions)
    weights, bias = _logistic(rows, right)
    probability = 1 / (1 + np.exp(-(rows @ weights + bias)))
    answer_at = _answer_threshold(probability, right)
    clarify_at = min(_clarify_threshold(probability, right), answer_at)
    content = {
        "features": list(FEATURES),
        "weights": [round(float(weight), 3) for weight in weights],
        "bias": round(float(bias), 3),
        "answer_at": round(answer_at, 3),
        "clarify_at": round(clarify_at, 3),
    }
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return {"answer_at": answer_at, "clarify_at": clarify_at}


def _observations(ranker: GuideRanker, questions: Sequence[EvaluationQuestion]) -> tuple[Matrix, Matrix]:
    rows, right = [], []
    for question in questions:
        if question.before or question.also:
            continue  # decided by the thread, or in two halves
        if ranked := ranker.rank(question.text, 2):
            rows.append(feature_row(ranked[0]))
            right.append(float(ranked[0].guide_id in question.guides))
    if not rows:
        raise ValueError("no question to fit on")
    return np.array(rows), np.array(right)


def _logistic(rows: Matrix, right: Matrix) -> tuple[Matrix, float]:
    """Ridge logistic regression by gradient descent; six weights need nothing heavier."""
    weights, bias = np.zeros(rows.shape[1]), 0.0
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-(rows @ weights + bias))) - right
        weights -= RATE * (rows.T @ error / len(rows) + RIDGE / len(rows) * weights)
        bias -= RATE * float(error.mean())
    return weights, bias


def _answer_threshold(probability: Matrix, right: Matrix) -> float:
    """The lowest threshold at which wrong answers stay within MAX_WRONG_SHARE of all questions."""
    allowed = MAX_WRONG_SHARE * len(right)
    wrong = np.sort(probability[right == 0])[::-1]
    place = int(np.floor(allowed))
    return float(wrong[place]) + 1e-3 if place < len(wrong) else 0.0


def _clarify_threshold(probability: Matrix, right: Matrix) -> float:
    """Below this a right guide on top is rarer than one in five: candidates would mostly mislead."""
    order = np.argsort(probability)
    for place in range(len(order)):
        window = right[order[place : place + 20]]
        if window.mean() >= 0.2:
            return float(probability[order[place]])
    return float(probability.max())
