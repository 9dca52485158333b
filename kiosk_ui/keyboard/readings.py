"""How hanzi and words are read, as toneless pinyin with v for ü."""

import re
from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

_TONES = str.maketrans("āáǎàōóǒòēéěèêếềīíǐìūúǔùüǖǘǚǜńňǹḿ", "aaaaooooeeeeeeeiiiiuuuuvvvvvnnnm")
_SYLLABLE = re.compile(r"[a-z]*[aeiouv][a-z]*")  # m, n and hng are read, but nobody types a hanzi by them


def readings(character: str) -> list[str]:
    """Every reading of one hanzi, the usual one first; none if it has none that can be typed."""
    found = pinyin_dict.get(ord(character), "").split(",")
    plain = dict.fromkeys(reading.translate(_TONES) for reading in found)
    return [reading for reading in plain if _SYLLABLE.fullmatch(reading) and reading.isascii()]


def quick_reading(word: str) -> tuple[str, ...] | None:
    """The reading of a dictionary word: as listed, else hanzi by hanzi. None if a hanzi has none."""
    known = phrases_dict.get(word)
    if known:
        return tuple(syllable[0].translate(_TONES) for syllable in known)
    syllables = [readings(character)[:1] for character in word]
    return tuple(one[0] for one in syllables) if all(syllables) else None


def careful_reading(phrase: str) -> tuple[str, ...]:
    """The reading of a phrase by the words in it: 银行 is yin hang wherever it stands."""
    return tuple(lazy_pinyin(phrase, style=Style.NORMAL))


def usual_readings(characters: Iterable[str]) -> dict[str, list[str]]:
    """By hanzi, its readings; hanzi without any are left out."""
    return {character: found for character in characters if (found := readings(character))}
