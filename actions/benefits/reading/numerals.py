"""Numbers as people write them: 32, 三十二, 二零二六, 三千二, 1.2万, 一万二."""

import re
from decimal import Decimal

from actions.when.numerals import number as below_100

HAN = "零一二两三四五六七八九十百"
NUMBER = rf"(?:[0-9]{{1,9}}(?:\.[0-9]{{1,4}})?|[{HAN}]{{1,9}})"
_DIGITS = "零一二三四五六七八九"
_UNITS = {"万": 10000, "千": 1000, "百": 100, "十": 10}


def whole(text: str) -> int | None:
    """The whole number `text` spells, or None (十十, 一点二). 三千二 is 3200, 二零二六 is 2026."""
    if re.fullmatch(r"[0-9]{1,12}", text):
        return int(text)
    spelled = text.replace("两", "二")
    if re.fullmatch(rf"[{_DIGITS}]{{2,}}", spelled):
        return int("".join(str(_DIGITS.index(digit)) for digit in spelled))
    return _by_units(spelled, 100000)


def _by_units(spelled: str, ceiling: int) -> int | None:
    for unit, size in _UNITS.items():
        if unit not in spelled or size >= ceiling:
            continue
        if unit == "十":
            return below_100(spelled)
        high, _, low = spelled.partition(unit)
        much, rest = (_by_units(high, ceiling) or _number(high)), _rest(low, size)
        return None if much is None or rest is None else much * size + rest
    return _number(spelled)


def _rest(low: str, size: int) -> int | None:
    """What stands behind a unit: 三千二 -> 200, 三千零二 -> 2, 三千二百 -> 200."""
    if not low:
        return 0
    bare = low.lstrip("零")
    if bare == low and _number(low) is not None and len(low) == 1:
        return (_number(low) or 0) * size // 10
    return _by_units(bare, size)


def _number(text: str) -> int | None:
    if re.fullmatch(r"[0-9]{1,6}", text):
        return int(text)
    return _DIGITS.index(text) if len(text) == 1 and text in _DIGITS else None


def decimal(text: str) -> Decimal | None:
    """The decimal `text` spells: 0.8684, 零点八六, 一点二, 1.2万."""
    if found := re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,6})?)([百千万])?", text):
        return Decimal(found[1]) * _UNITS.get(found[2] or "", 1)
    before, point, after = text.replace("两", "二").partition("点")
    if not point:
        value = whole(text)
        return None if value is None else Decimal(value)
    ones = whole(before)
    if ones is None or not after or any(digit not in _DIGITS for digit in after):
        return None
    return Decimal(f"{ones}.{''.join(str(_DIGITS.index(digit)) for digit in after)}")
