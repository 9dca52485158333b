"""The likeliest sentence for letters no single word covers, so that a whole question may be typed before choosing."""

from kiosk_ui.keyboard.cutting import Cuts
from kiosk_ui.keyboard.gathered import Word
from kiosk_ui.keyboard.lexicon import Lexicon, most
from kiosk_ui.keyboard.spelling import key_letter

_WORD_COST = 7.0  # the power of ten of all words in the dictionary: what one more word in the sentence costs
_LONGEST = 5  # syllables of one word
_DOMAIN = 1.5


def sentence(cuts: Cuts, lexicon: Lexicon) -> str:
    """The likeliest words in a row for everything typed in full syllables; empty if some are abbreviated."""
    if cuts.least:
        return ""
    best: list[tuple[float, str] | None] = [(0.0, "")] + [None] * len(cuts.typed)
    for at in range(len(cuts.typed)):
        here = best[at]
        if here is None:
            continue
        for end, word, score in _words_at(cuts, lexicon, at):
            total = here[0] + score - _WORD_COST
            there = best[end]
            if there is None or total > there[0]:
                best[end] = (total, here[1] + word.text)
    reached = best[-1]
    return reached[1] if reached else ""


def _words_at(cuts: Cuts, lexicon: Lexicon, start: int) -> list[tuple[int, Word, float]]:
    found: list[tuple[int, Word, float]] = []
    waiting: list[tuple[int, str, tuple[dict[str, float], ...]]] = [(start, "", ())]
    while waiting:
        at, key, meant = waiting.pop()
        if at == len(cuts.typed) or len(meant) == _LONGEST:
            continue
        for end, letters, short in cuts.steps(at):
            longer, sounds = key + key_letter(letters), (*meant, lexicon.spellings.full.get(letters, {}))
            if short or longer not in lexicon.keys:
                continue
            if fits := _best(lexicon.filed.get(longer, ()), sounds):
                found.append((end, *fits))
            waiting.append((end, longer, sounds))
    return found


def _best(words: list[Word] | tuple[Word, ...], meant: tuple[dict[str, float], ...]) -> tuple[Word, float] | None:
    chosen: tuple[Word, float] | None = None
    for word in words:  # most wanted first: those that follow cannot score more than this
        if chosen and most(word) <= chosen[1]:
            break
        cost = 0.0
        for sound, costs in zip(word.sounds, meant, strict=True):
            if sound not in costs:
                break
            cost += costs[sound]
        else:
            score = word.weight + _DOMAIN * word.domain - cost
            if chosen is None or score > chosen[1]:
                chosen = (word, score)
    return chosen
