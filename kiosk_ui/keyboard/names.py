"""Names of people put together from what is typed: a surname, a given name, or both."""

from collections.abc import Iterator

from kiosk_ui.keyboard.cutting import Cut
from kiosk_ui.keyboard.lexicon import Lexicon

SURNAME, GIVEN = 4.5, 3.0  # what a hanzi of a name is worth in a name field beside its frequency; falls with its rank
_BASE = 3.5
_MOST_WHOLE, _MOST_BEGUN = 9, 3  # names put together; more of them would hide the hanzi to put others together from
_MOST_SURNAMES, _MOST_GIVEN = 5, 7
_ALIKE = 0.2  # 桂芝 before 桂志
_DOUBLED = 0.5  # 芳芳 yes, 垚垚 no
_COMPOUND = 3.0  # 欧阳 is meant as one surname
_INSIDE = 0.7  # of two hanzi of a given name the first and the second each weigh this much


def names_for(cut: Cut, lexicon: Lexicon, start: bool, last: bool) -> list[tuple[str, float]]:
    """(name, score) of the likeliest names for the syllables of `cut`: with a surname where the name begins (`start`)."""
    found = sorted(_all_names(cut, lexicon, start, last), key=lambda one: (-one[1], one[0]))
    return found[: _MOST_WHOLE if last else _MOST_BEGUN]


def _all_names(cut: Cut, lexicon: Lexicon, start: bool, last: bool) -> Iterator[tuple[str, float]]:
    meant = [lexicon.spellings.meant(letters, last and place == len(cut.parts) - 1) for place, letters in enumerate(cut.parts)]
    if 2 <= len(meant) <= 3 and start:
        yield from _joined(_singles(meant[0], lexicon.surnames, _MOST_SURNAMES), _given_names(meant[1:], lexicon), 1.2)
    if 3 <= len(meant) <= 4 and start:
        yield from _joined(_doubles(meant[:2], lexicon), _given_names(meant[2:], lexicon), 1.2 + _COMPOUND)
    if len(meant) == 2:
        if start:
            yield from ((text, score + _BASE + _COMPOUND) for text, score in _doubles(meant, lexicon))
        yield from ((text, score + _BASE - start) for text, score in _given_names(meant, lexicon))


def _joined(
    surnames: list[tuple[str, float]], given: list[tuple[str, float]], bonus: float
) -> Iterator[tuple[str, float]]:
    for surname, first in surnames:
        for name, second in given:
            yield surname + name, _BASE + bonus + first + second


def _given_names(meant: list[dict[str, float]], lexicon: Lexicon) -> list[tuple[str, float]]:
    parts = [_singles(sounds, lexicon.given, _MOST_GIVEN) for sounds in meant]
    if len(parts) == 1:
        return parts[0]
    return [
        (a + b, _INSIDE * (x + y) + _ALIKE * ((a in lexicon.womens) == (b in lexicon.womens)))
        for a, x in parts[0]
        for b, y in parts[1]
        if a != b or x > _DOUBLED
    ]


def _singles(
    sounds: dict[str, float], table: dict[str, list[tuple[str, float]]], most: int
) -> list[tuple[str, float]]:
    found = [(text, weight - cost) for sound, cost in sounds.items() for text, weight in table.get(sound, ())]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:most]


def _doubles(meant: list[dict[str, float]], lexicon: Lexicon) -> list[tuple[str, float]]:
    return [
        (text, weight - first - second)
        for sound, several in lexicon.surnames.items()
        if "'" in sound
        for a, b in [sound.split("'")]
        if (first := meant[0].get(a)) is not None and (second := meant[1].get(b)) is not None
        for text, weight in several
    ]
