"""Gathers every word of the keyboard with its reading and weight. Run as a program it prints them: the dictionaries it needs
are large, and a process of its own gives their memory back."""

import json
import math
import sys
from collections.abc import Iterable, Iterator

from kiosk_ui.keyboard import readings, sources
from kiosk_ui.keyboard.gathered import Gathered, Ranked, Word, as_json

_SECOND_READING = 1.5  # powers of ten rarer than the usual one: 行 as hang
_ASKED = 0.8  # what a tenfold of questions with the word adds
_ASKED_CHARACTER = 0.4
_OLD_FORM = 1.5  # hanzi outside GB 2312 are old forms nearly always, unless names have them
_UNKNOWN = 0.3  # the weight of a hanzi no text has
_LONGEST_WORD = 4
_OF_A_PLACE = 3.0

def gather(places: Iterable[str] = ()) -> Gathered:
    """All words of the repository's content and `places` (names of offices)."""
    surnames, given = _surnames(), _given()
    rows = [(word, count) for word, count in sources.jieba_rows() if sources.is_writable(word)]
    asked = sources.asked_often(sources.questions(), {word for word, _ in rows})
    several = (
        *_characters(rows, asked, {text: sound for table in (given, surnames) for sound, row in table.items() for text, _ in row}),
        *_dictionary(rows, asked),
        *_places(places),
        *_domain(asked),
    )
    words = {(word.text, word.sounds): word for word in several}  # the later one of the same text and reading counts
    return Gathered(list(words.values()), surnames, given, frozenset(sources.listed("womens_characters.txt")))


def _characters(rows: list[tuple[str, int]], asked: dict[str, int], named: dict[str, str]) -> Iterator[Word]:
    counts = sources.character_counts(rows)
    for text in {*counts, *(text for text in named if len(text) == 1)}:
        usual = readings.readings(text)
        weight = (math.log10(counts[text] + 1) or _UNKNOWN) + _ASKED_CHARACTER * math.log10(asked.get(text, 0) + 1)
        weight -= _OLD_FORM * (text not in named and not _is_simplified(text))
        for place, sound in enumerate(dict.fromkeys([*usual, *([named[text]] if text in named else [])])):
            rarer = 0 if sound == named.get(text) else min(place, 2)
            yield Word(text, (sound,), weight - _SECOND_READING * rarer)


def _is_simplified(character: str) -> bool:
    return bool(character.encode("gb2312", "ignore"))


def _dictionary(rows: list[tuple[str, int]], asked: dict[str, int]) -> Iterator[Word]:
    for text, count in rows:
        often = asked.get(text, 0)
        common = count >= sources.LEAST_FREQUENCY or (often > 2 and count > 2)
        if common and 2 <= len(text) <= _LONGEST_WORD:
            sounds = readings.quick_reading(text)
            if sounds and len(sounds) == len(text):
                yield Word(text, sounds, math.log10(count + 1) + _ASKED * math.log10(often + 1))


def _places(places: Iterable[str]) -> Iterator[Word]:
    for text in {*sources.listed("places.txt"), *filter(sources.is_writable, places)}:
        if len(text) > 1:
            yield Word(text, readings.careful_reading(text), _OF_A_PLACE, place=True)


def _domain(asked: dict[str, int]) -> Iterator[Word]:
    for text, count in sources.domain_phrases().items():
        if len(text) > 1:
            weight = math.log10(count) + _ASKED * math.log10(asked.get(text, 0) + 1)
            yield Word(text, readings.careful_reading(text), weight, domain=True)


def _surnames() -> Ranked:
    found: Ranked = {}
    entries = list(dict.fromkeys(sources.listed("surnames.txt")))
    for place, entry in enumerate(entries):
        text, _, reading = entry.partition(":")
        sound = reading or "'".join(readings.careful_reading(text))
        found.setdefault(sound, []).append((text, 1 - place / len(entries)))
    return found


def _given() -> Ranked:
    found: Ranked = {}
    entries = list(dict.fromkeys(sources.listed("given_names.txt")))
    for place, entry in enumerate(entries):
        text, _, reading = entry.partition(":")
        found.setdefault(reading or readings.readings(text)[0], []).append((text, 1 - place / len(entries)))
    return found


def main() -> None:
    """Read a JSON list of places, write what was gathered."""
    places = json.loads(sys.stdin.buffer.read() or b"[]")
    sys.stdout.buffer.write(as_json(gather(places)).encode())


if __name__ == "__main__":
    main()
