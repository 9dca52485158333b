"""Which features of a short Chinese sentence tell its intent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

SILENT = re.compile(r"[\W_]+")


def respell(text: str, respellings: Mapping[str, str]) -> str:
    """Lower-case, without punctuation and blanks, dialect words replaced in the order given («俺» by «我»)."""
    plain = SILENT.sub("", text.lower())
    for spoken, standard in respellings.items():
        plain = plain.replace(spoken, standard)
    return plain


def character_ngrams(plain: str, longest: int) -> Iterable[str]:
    """Yield every run of 1 to `longest` characters, with ^ and $ marking the sentence's ends.

    The ends matter: «取消» alone asks for a cancellation, «取消预约有没有影响» asks about the rule.
    """
    marked = f"^{plain}$"
    for length in range(1, longest + 1):
        for start in range(len(marked) - length + 1):
            yield marked[start : start + length]


def sentence_features(
    text: str,
    words: Iterable[str],
    groups: Mapping[str, re.Pattern[str]],
    respellings: Mapping[str, str],
    longest: int,
) -> Counter[str]:
    """Count a sentence's features: characters, words and word groups; the prefix keeps the kinds apart."""
    plain = respell(text, respellings)
    features = Counter(f"c:{ngram}" for ngram in character_ngrams(plain, longest))
    features.update(f"w:{word}" for word in (respell(word, respellings) for word in words) if word)
    features.update(f"g:{name}" for name, pattern in groups.items() if pattern.search(plain))
    return features
