"""Fits the decision to answer, to ask back or to decline on the development half. Never looks at the other half."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.answering.calibration import CALIBRATION_FILE, FEATURES, feature_row
from knowledge_base.evaluation.model import EvaluationQuestion
from knowledge_base.evaluation.ranking_fit import HeldOut
from knowledge_base.ranking.guide_ranker import GuideRanker

# A wrong answer costs a trip to the office, a question back one touch: so wrong answers weigh more than misses. The ways
# of asking are improved on the same half, which makes it look easier than what people say next: hence so little.
MAX_WRONG_SHARE = 0.005
# Of held-out ways of asking a sixth is wrong just below this, whatever the development half says: less sure is a guess.
LOWEST_ANSWER_AT = 0.87
# What is not our business may get candidates this often; they cost a touch on 都不是.
MAX_OUTSIDE_CANDIDATES = 0.35
RIDGE, STEPS, RATE = 0.05, 4000, 0.5
Floats = NDArray[np.float64]
# Whether a question is our business shows in the words it shares with the guides, not in how long it is or how clearly
# one guide leads: the examples of other business are short, and a model that knew their length would trust any story.
_TELLS_OUR_BUSINESS = np.array([float(name in ("bm25", "coverage", "question", "latent")) for name in FEATURES])


@dataclass(frozen=True)
class Observations:
    """Features of the best guide for each question; whether it is right; whether the question is our business."""

    rows: Floats
    right: Floats
    ours: Floats


def fit(
    ranker: GuideRanker,
    questions: Sequence[EvaluationQuestion],
    outside: Sequence[str],
    held_out: HeldOut,
    path: Path = CALIBRATION_FILE,
) -> dict[str, float]:
    """Write both models and thresholds to `path`; `outside` are messages of other business. Returns the thresholds."""
    asked = _of_questions(ranker, questions)
    other = _of_texts(ranker, outside)
    ways = _of_ways_of_asking(held_out)
    right_weights, right_bias = _logistic(np.vstack([asked.rows, ways.rows]), np.concatenate([asked.right, ways.right]))
    everything = np.vstack([asked.rows, other.rows, ways.rows]) * _TELLS_OUR_BUSINESS
    ours_weights, ours_bias = _logistic(everything, np.concatenate([asked.ours, other.ours, ways.ours]), balanced=True)
    ours_weights = ours_weights * _TELLS_OUR_BUSINESS
    # Thresholds come from the questions and messages alone: ways of asking are cleaner than what people say.
    answer_at = max(LOWEST_ANSWER_AT, _answer_threshold(_probability(asked.rows, right_weights, right_bias), asked.right))
    strange = np.vstack([asked.rows[asked.ours == 0], other.rows])
    clarify_at = float(np.quantile(_probability(strange, ours_weights, ours_bias), 1 - MAX_OUTSIDE_CANDIDATES))
    content = {
        "features": list(FEATURES),
        "right": _plain(right_weights, right_bias),
        "ours": _plain(ours_weights, ours_bias),
        "answer_at": round(answer_at, 3),
        "clarify_at": round(clarify_at, 3),
    }
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return {"answer_at": answer_at, "clarify_at": clarify_at}


def _of_questions(ranker: GuideRanker, questions: Sequence[EvaluationQuestion]) -> Observations:
    """Questions that stand alone; follow-ups are decided by the thread, double questions in two halves."""
    seen = []
    for question in questions:
        ranked = [] if question.before or question.also else ranker.rank(question.text, 1)
        if ranked and not ranked[0].is_outside:
            seen.append((feature_row(ranked[0]), ranked[0].guide_id in question.guides, question.in_scope))
    return _observations(seen)


def _of_texts(ranker: GuideRanker, texts: Sequence[str]) -> Observations:
    ranked = (ranker.rank(text, 1) for text in texts)
    return _observations([(feature_row(best[0]), False, False) for best in ranked if best and not best[0].is_outside])


def _of_ways_of_asking(held_out: HeldOut) -> Observations:
    ranked = ((held_out.ranker.rank(way, 1), key) for way, key in held_out.asked)
    return _observations([(feature_row(best[0]), best[0].guide_id == key, True) for best, key in ranked if best and not best[0].is_outside])


def _observations(seen: Sequence[tuple[tuple[float, ...], bool, bool]]) -> Observations:
    if not seen:
        raise ValueError("nothing to fit on")
    rows, right, ours = zip(*seen, strict=True)
    return Observations(np.array(rows), np.array(right, dtype=float), np.array(ours, dtype=float))


def _logistic(rows: Floats, truth: Floats, balanced: bool = False) -> tuple[Floats, float]:
    """Ridge logistic regression by gradient descent; a handful of weights need nothing heavier."""
    weights, bias = np.zeros(rows.shape[1]), 0.0
    sample = np.ones(len(rows))
    if balanced:
        sample = np.where(truth == 1, 0.5 / truth.mean(), 0.5 / (1 - truth.mean()))
    for _ in range(STEPS):
        error = sample * (_probability(rows, weights, bias) - truth)
        weights = weights - RATE * (rows.T @ error / len(rows) + RIDGE / len(rows) * weights)
        bias -= RATE * float(error.mean())
    return weights, bias


def _probability(rows: Floats, weights: Floats, bias: float) -> Floats:
    odds: Floats = 1 / (1 + np.exp(-(rows @ weights + bias)))
    return odds


def _answer_threshold(probability: Floats, right: Floats) -> float:
    """The lowest threshold at which wrong answers stay within MAX_WRONG_SHARE of all questions."""
    wrong = np.sort(probability[right == 0])[::-1]
    allowed = int(MAX_WRONG_SHARE * len(right))
    return float(wrong[allowed]) + 1e-3 if allowed < len(wrong) else 0.0


def _plain(weights: Floats, bias: float) -> dict[str, object]:
    return {"weights": [round(float(weight), 3) for weight in weights], "bias": round(float(bias), 3)}
