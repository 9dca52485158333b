"""BM25 (lucene form) written down once more, slowly and plainly, to check the engine against."""

import math
from collections.abc import Mapping, Sequence


def bm25(documents: Sequence[Sequence[str]], query: Mapping[str, float], k1: float, b: float) -> list[float]:
    """Score of every document for the weighted tokens of `query`."""
    average = sum(map(len, documents)) / len(documents)
    scores = []
    for document in documents:
        score = 0.0
        for token, weight in query.items():
            holders = sum(token in other for other in documents)
            idf = math.log(1 + (len(documents) - holders + 0.5) / (holders + 0.5))
            count = document.count(token)
            score += weight * idf * count / (count + k1 * (1 - b + b * len(document) / average))
        scores.append(score)
    return scores


def reachable(documents: Sequence[Sequence[str]], query: Mapping[str, float]) -> float:
    """What a document that holds every token of `query` without end would score."""
    total = 0.0
    for token, weight in query.items():
        holders = sum(token in document for document in documents)
        total += weight * math.log(1 + (len(documents) - holders + 0.5) / (holders + 0.5))
    return total
