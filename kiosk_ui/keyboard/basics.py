"""The small part of the lexicon a page keeps, so that writing goes on while the server is away."""

from typing import TypedDict

from kiosk_ui.keyboard.lexicon import Lexicon, most

_HANZI_EACH = 48  # four pages of candidates
_PHRASES = 700


class Basics(TypedDict):
    """Hanzi by syllable in one string, and phrases with their syllables ("yang lao jin"), both most wanted first."""

    hanzi: dict[str, str]
    phrases: list[tuple[str, str]]


def basics_of(lexicon: Lexicon) -> Basics:
    """The basics of a lexicon; hanzi of names stand before others of their frequency."""
    by_sound: dict[str, dict[str, float]] = {}
    phrases = []
    for several in lexicon.filed.values():
        for word in several:
            if len(word.text) == 1:
                named = max(lexicon.surname_weights.get(word.text, 0.0), lexicon.given_weights.get(word.text, 0.0))
                by_sound.setdefault(word.sounds[0], {})[word.text] = word.weight + named
            elif word.domain or word.place:
                phrases.append(word)
    phrases.sort(key=lambda word: (-most(word), word.text))
    return {
        "hanzi": {sound: _first(weights) for sound, weights in sorted(by_sound.items())},
        "phrases": [(word.text, " ".join(word.sounds)) for word in phrases[:_PHRASES]],
    }


def _first(weights: dict[str, float]) -> str:
    return "".join(sorted(weights, key=lambda text: (-weights[text], text))[:_HANZI_EACH])
