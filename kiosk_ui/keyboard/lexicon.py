"""The lexicon: every word and hanzi that can be offered, filed under the first letters of its syllables."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk_ui.keyboard.gathered import Gathered, Ranked, Word
from kiosk_ui.keyboard.spelling import Spellings, key_letter

DOMAIN, PLACE = 2.5, 3.0  # powers of ten the kiosk's own words are raised by where they are wanted


@dataclass(frozen=True)
class Lexicon:
    """Words by key, most wanted first. Read-only, hence safe to share between threads."""

    spellings: Spellings
    filed: dict[str, list[Word]]
    begun: dict[str, list[Word]]  # longer phrases of the domain by the beginning of their key
    keys: frozenset[str]
    surnames: Ranked
    given: Ranked
    womens: frozenset[str]
    surname_weights: dict[str, float]
    given_weights: dict[str, float]

    def __len__(self) -> int:
        return sum(map(len, self.filed.values()))


def make_lexicon(gathered: Gathered) -> Lexicon:
    """The lexicon of what was gathered."""
    filed: dict[str, list[Word]] = {}
    begun: dict[str, list[Word]] = {}
    for word in sorted(gathered.words, key=lambda one: (-most(one), one.text)):
        key = "".join(map(key_letter, word.sounds))
        filed.setdefault(key, []).append(word)
        for end in range(2, len(key)) if word.domain or word.place else ():
            begun.setdefault(key[:end], []).append(word)
    return Lexicon(
        Spellings(sound for word in gathered.words for sound in word.sounds),
        filed,
        begun,
        frozenset(key[:end] for key in filed for end in range(1, len(key) + 1)),
        gathered.surnames,
        gathered.given,
        gathered.womens,
        _weights(gathered.surnames.values()),
        _weights(gathered.given.values()),
    )


def most(word: Word) -> float:
    """The most `word` can be worth in any field."""
    return word.weight + max(DOMAIN * word.domain, PLACE * word.place)


def _weights(rows: Iterable[list[tuple[str, float]]]) -> dict[str, float]:
    return {text: weight for row in rows for text, weight in row}
