"""What the keyboard is made of: words with their readings and weights, and names, in a form one process hands to another."""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple

Ranked = dict[str, list[tuple[str, float]]]


class Word(NamedTuple):
    """Something to offer; `weight` is the power of ten of its frequency."""

    text: str
    sounds: tuple[str, ...]
    weight: float
    domain: bool = False
    place: bool = False


@dataclass(frozen=True)
class Gathered:
    """Words; surnames and hanzi of given names by reading (syllables joined by '), each with a weight from 0 to 1."""

    words: list[Word]
    surnames: Ranked
    given: Ranked
    womens: frozenset[str]


def as_json(gathered: Gathered) -> str:
    """Compact JSON that `from_json` reads."""
    return json.dumps(
        {
            "words": [[w.text, "'".join(w.sounds), round(w.weight, 3), w.domain + 2 * w.place] for w in gathered.words],
            "surnames": gathered.surnames,
            "given": gathered.given,
            "womens": sorted(gathered.womens),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(content: str) -> Gathered:
    """What `as_json` wrote; words that sound alike share their reading."""
    raw: dict[str, Any] = json.loads(content)
    shared: dict[str, tuple[str, ...]] = {}
    syllables: dict[str, str] = {}

    def sounds(joined: str) -> tuple[str, ...]:
        if joined not in shared:
            shared[joined] = tuple(syllables.setdefault(one, one) for one in joined.split("'"))
        return shared[joined]

    words = [Word(text, sounds(joined), weight, bool(kind & 1), bool(kind & 2)) for text, joined, weight, kind in raw["words"]]
    return Gathered(words, _ranked(raw["surnames"]), _ranked(raw["given"]), frozenset(raw["womens"]))


def _ranked(raw: dict[str, list[list[Any]]]) -> Ranked:
    return {sound: [(text, weight) for text, weight in row] for sound, row in raw.items()}
