"""Turns text into syllables that sound alike, so that 认正 finds 认证 and 丧藏费 finds 丧葬费."""

import re
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from knowledge_base.text.segment import is_hanzi, runs

# Sounds that northern speakers and pinyin keyboards confuse, folded onto one spelling. Order matters: initials first.
_FUZZY = (
    (re.compile(r"^zh"), "z"),
    (re.compile(r"^ch"), "c"),
    (re.compile(r"^sh"), "s"),
    (re.compile(r"^n(?=[aeiouv])"), "l"),
    (re.compile(r"ing$"), "in"),
    (re.compile(r"eng$"), "en"),
)


@lru_cache(maxsize=32_768)
def sound(char: str) -> str:
    """Toneless, fuzzy syllable of one hanzi in its most common reading; the character itself when it has none."""
    syllable: str = lazy_pinyin(char, style=Style.NORMAL, errors="default")[0]
    for pattern, folded in _FUZZY:
        syllable = pattern.sub(folded, syllable)
    return syllable


def syllable_pairs(text: str) -> list[str]:
    """Overlapping pairs of syllables within each run of hanzi ("ren-zen"); lone hanzi, letters and digits give none.

    A single syllable stands for dozens of characters and would match everywhere.
    """
    pairs: list[str] = []
    for run in runs(text):
        if is_hanzi(run):
            syllables = [sound(char) for char in run]
            pairs.extend(f"{first}-{second}" for first, second in zip(syllables, syllables[1:], strict=False))
    return pairs
