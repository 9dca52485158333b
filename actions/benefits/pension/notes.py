"""What is said beside a pension worked out here: what is assumed and what cannot be known."""

from collections.abc import Mapping
from typing import Any

from actions.benefits.pension.base import Base

_ALWAYS = (
    "这是刚退休时每月的数，以后每年涨的没有算在里面。",
    "缴费年限、指数和个人账户，以社保核定的为准。填得不准，算出来也不准。",
)
_TWO_DIVISORS = "2025年以前退休又不是整岁的，计发月数怎么取，还没有确认，所以按两个整岁给一个范围。"
_DOUBTED = (46 * 12, 48 * 12)  # ages between which the number of 47 plays in (4-11)
_DOUBTED_DIVISOR = "47岁的计发月数，有的材料写成别的数，以社保核定为准。"
_ONE_INDEX = "建账前的指数没有单独填，按平均缴费指数算。"
_SECOND_HAND = "计发基数和过渡系数来自公开资料，具体以窗口为准。"
_PROVISIONAL = "这还不是最后的数。新基数公布以后，社保会重新算，把差的补上。"


def notes_of(facts: Mapping[str, Any], base: Base | None, two_divisors: bool) -> tuple[str, ...]:
    """Whole sentences; `base` is None where no sum was worked out."""
    notes = [_PROVISIONAL] if base is not None and base.provisional else []
    if two_divisors:
        notes.append(_TWO_DIVISORS)
    if _DOUBTED[0] < facts["age_months"] < _DOUBTED[1]:
        notes.append(_DOUBTED_DIVISOR)
    if facts["before_account"] and facts.get("before_index") is None:
        notes.append(_ONE_INDEX)
    return (*notes, *_ALWAYS, *((_SECOND_HAND,) if base is not None else ()))
