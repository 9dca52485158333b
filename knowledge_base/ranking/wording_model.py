"""How likely each guide is to be asked for in these words: multinomial naive Bayes over tf-idf weights.

Search finds the closest wording; this model weighs all wordings of a guide together, which tells neighbours apart. It is
counted, not trained, so that a changed guide is understood as soon as it is loaded.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.views import Analyser

Floats = NDArray[np.float64]
# Smoothing in units of a token's tf-idf weight; measured on the development half: .1 beats .5 and 1.
ALPHA = 0.1
Token = tuple[str, str]  # view, token


class WordingModel:
    """Immutable; safe to share between threads."""

    def __init__(self, texts: Mapping[str, Sequence[str]], analyser: Analyser) -> None:
        """`texts`: by guide id, every line of it that people's words may be compared with."""
        self.ids = list(texts)
        self._analyser = analyser
        lines = [(place, _line_tokens(analyser, text)) for place, key in enumerate(self.ids) for text in texts[key]]
        self._idf = _inverse_document_frequencies(tokens for _, tokens in lines)
        counts = self._counts(lines)
        size = len(self._idf)
        totals = np.zeros(len(self.ids))
        for weights in counts.values():
            for place, weight in weights.items():
                totals[place] += weight
        self._floor = np.log(ALPHA) - np.log(totals + ALPHA * size)
        self._gains = {token: _gain(weights) for token, weights in counts.items()}

    def log_likelihoods(self, query: str) -> Floats:
        """By place in `ids`: log-likelihood of the query's words, each word weighted by its idf; zeros without words."""
        weights = self._weights(
            {(str(view), token): weight for view, found in self._analyser.query(query)[1].items() for token, weight in found.items()}
        )
        total = np.zeros(len(self.ids))
        for token, weight in weights.items():
            total += weight * self._floor
            if token in self._gains:
                places, gains = self._gains[token]
                total[places] += weight * gains
        return total

    def _counts(self, lines: Iterable[tuple[int, Counter[Token]]]) -> dict[Token, dict[int, float]]:
        counts: dict[Token, dict[int, float]] = {}
        for place, tokens in lines:
            for token, weight in self._weights(tokens).items():
                held = counts.setdefault(token, {})
                held[place] = held.get(place, 0.0) + weight
        return counts

    def _weights(self, tokens: Mapping[Token, float]) -> dict[Token, float]:
        """tf-idf weights of length 1; words no guide uses tell nothing and are left out."""
        weights = {token: count * self._idf[token] for token, count in tokens.items() if token in self._idf}
        length = sum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
        return {token: weight / length for token, weight in weights.items()}


def _line_tokens(analyser: Analyser, text: str) -> Counter[Token]:
    return Counter((str(view), token) for view, found in analyser.passage(text)[1].items() for token in found)


def _inverse_document_frequencies(lines: Iterable[Counter[Token]]) -> dict[Token, float]:
    frequency: Counter[Token] = Counter()
    number = 0
    for tokens in lines:
        frequency.update(tokens.keys())
        number += 1
    return {token: float(np.log((1 + number) / (1 + count)) + 1) for token, count in frequency.items()}


def _gain(weights: Mapping[int, float]) -> tuple[NDArray[np.int64], Floats]:
    places = np.fromiter(weights, dtype=np.int64)
    held = np.fromiter(weights.values(), dtype=np.float64)
    return places, np.log(held + ALPHA) - np.log(ALPHA)
