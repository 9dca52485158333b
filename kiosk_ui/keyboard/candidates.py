"""What may be meant by the letters typed: candidates in order, each with how many letters it uses up."""

import re
from typing import NamedTuple

from kiosk_ui.keyboard.composing import sentence
from kiosk_ui.keyboard.cutting import MARK, Cut, Cuts
from kiosk_ui.keyboard.gathered import Word
from kiosk_ui.keyboard.lexicon import DOMAIN, PLACE, Lexicon
from kiosk_ui.keyboard.names import GIVEN, SURNAME, names_for

MODES = ("question", "name", "place")  # what a field asks for
MOST_LETTERS = 60
_LETTERS = re.compile(rf"[a-z{MARK}]*")
_DOMAIN = {"question": DOMAIN, "name": -1.0, "place": 0.0}
_PLACE = {"question": 0.5, "name": -1.0, "place": PLACE}
_WORD_IN_NAME = 2.5  # a name field wants hanzi of names, not words
_COMPLETION, _BEYOND = 3.5, 0.3  # a phrase not typed to its end, and each syllable of it that is missing
_MOST_COMPLETIONS = 4
_SYLLABLE = 1.2  # what each further syllable adds to a word in full: 西安 beside 先
_MOST_ABBREVIATED = 60  # of words with an abbreviated syllable; in full there are never too many
_LETTER = 0.9  # of candidates that leave letters over, the longer is meant: what one letter is worth


class Candidate(NamedTuple):
    """Words to choose; choosing them uses the first `uses` letters, the rest stays."""

    text: str
    uses: int


def tidy(typed: str) -> str:
    """What can be looked up of `typed`: lower-case letters, ü as v."""
    plain = typed.lower().replace("ü", "v").replace("’", MARK)
    return "".join(letter for letter in plain if _LETTERS.fullmatch(letter))[:MOST_LETTERS].lstrip(MARK)


def candidates(typed: str, lexicon: Lexicon, mode: str = "question", start: bool = True) -> list[Candidate]:
    """Every candidate for `typed` (as from `tidy`), best first. `start`: nothing stands in the field yet."""
    if not typed:
        return []
    cuts = Cuts(typed, lexicon.spellings)
    scores: dict[Candidate, float] = {}
    for cut in cuts.ways(lexicon.keys):
        for text, score in _fitting(cut, lexicon, mode, start, cuts.whole(cut)):
            one = Candidate(text, cut.end)
            scores[one] = max(score, scores.get(one, score))
    found = _ordered(scores, len(typed))
    if mode != "name" and (composed := _sentence(cuts, lexicon)):
        found.insert(0, composed)
    return list({one.text: one for one in reversed(found)}.values())[::-1]


def _sentence(cuts: Cuts, lexicon: Lexicon) -> Candidate | None:
    """The likeliest sentence, where no one word says everything typed in full."""
    whole = len(cuts.typed)
    written = any(
        cuts.whole(cut) and not cut.short and _first_meant(cut, lexicon) for cut in cuts.ways(lexicon.keys)
    )
    text = "" if written else sentence(cuts, lexicon)
    return Candidate(text, whole) if text else None


def _first_meant(cut: Cut, lexicon: Lexicon) -> bool:
    meant = tuple(lexicon.spellings.full[letters] for letters in cut.parts)
    return any(_cost(word, meant) is not None for word in lexicon.filed.get(cut.key, ()))


def _ordered(scores: dict[Candidate, float], letters: int) -> list[Candidate]:
    def place(item: tuple[Candidate, float]) -> tuple[bool, float, str]:
        one, score = item
        left_over = one.uses < letters
        return left_over, -(score + (_LETTER * one.uses if left_over else 0)), one.text

    return [one for one, _ in sorted(scores.items(), key=place)]


def _fitting(cut: Cut, lexicon: Lexicon, mode: str, start: bool, last: bool) -> list[tuple[str, float]]:
    count = len(cut.parts) - 1
    meant = tuple(lexicon.spellings.meant(letters, last and at == count) for at, letters in enumerate(cut.parts))
    found, most = [], _MOST_ABBREVIATED if cut.short else None
    bonus = 0.0 if cut.short else _SYLLABLE * count
    for word in lexicon.filed.get(cut.key, ()):
        cost = _cost(word, meant)
        if cost is not None:
            found.append((word.text, _worth(word, lexicon, mode, start) - cost + bonus))
            if len(found) == most:
                break
    if last and mode != "name":
        found += _completions(cut, lexicon, mode, meant)
    if mode == "name":
        found += names_for(cut, lexicon, start, last)
    return found


def _cost(word: Word, meant: tuple[dict[str, float], ...]) -> float | None:
    total = 0.0
    for sound, costs in zip(word.sounds, meant, strict=False):
        cost = costs.get(sound)
        if cost is None:
            return None
        total += cost
    return total


def _worth(word: Word, lexicon: Lexicon, mode: str, start: bool) -> float:
    worth = word.weight + word.domain * _DOMAIN[mode] + word.place * _PLACE[mode]
    if mode != "name":
        return worth
    if len(word.text) > 1:
        return worth - _WORD_IN_NAME
    of_surname, of_given = lexicon.surname_weights.get(word.text, 0.0), lexicon.given_weights.get(word.text, 0.0)
    return worth + (max(SURNAME * of_surname, of_given) if start else GIVEN * of_given + GIVEN * (of_given > 0))


def _completions(
    cut: Cut, lexicon: Lexicon, mode: str, meant: tuple[dict[str, float], ...]
) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    for word in lexicon.begun.get(cut.key, ()):
        cost = _cost(word, meant)
        if cost is not None:
            missing = len(word.sounds) - len(cut.parts)
            found.append((word.text, _worth(word, lexicon, mode, False) - cost - _COMPLETION - _BEYOND * missing))
            if len(found) == _MOST_COMPLETIONS:
                break
    return found
