"""Arabic digits to hanzi, the ways Chinese says them."""

DIGITS = "零一二三四五六七八九"
_SMALL_UNITS = ("", "十", "百", "千")
_BIG_UNITS = ("", "万", "亿", "万亿", "亿亿")
# Longer numbers are read digit by digit.
LONGEST_CARDINAL = 16


def one_by_one(digits: str, telephone: bool = False) -> str:
    """2017 -> 二零一七; with `telephone` 1 is 幺, as numbers that are dialled or written down are said."""
    said = "".join(DIGITS[int(digit)] for digit in digits)
    return said.replace("一", "幺") if telephone else said


def in_groups(digits: str, *sizes: int) -> str:
    """Telephone digits with a pause after each group: 3, 4, 4 -> 幺三九，九八七六，五四三二.

    The last group takes the rest.
    """
    groups, start = [], 0
    for size in sizes[:-1]:
        groups.append(digits[start : start + size])
        start += size
    groups.append(digits[start:])
    return "，".join(one_by_one(group, telephone=True) for group in groups if group)


def cardinal(digits: str, measured: bool = False) -> str:
    """20000 -> 二万 and, `measured` (before a measure word or a unit), 两万; 100002 -> 十万零二; 10 -> 十.

    A leading zero or more than 16 digits is read digit by digit.
    """
    if len(digits) > LONGEST_CARDINAL or (len(digits) > 1 and digits[0] == "0"):
        return one_by_one(digits)
    if not int(digits):
        return "零"
    return _by_big_units(digits, measured)


def decimal(number: str, measured: bool = False) -> str:
    """12.05 -> 十二点零五; without a point as `cardinal`. Thousands commas are taken out."""
    whole, _, fraction = number.replace(",", "").partition(".")
    if not fraction:
        return cardinal(whole, measured)
    return f"{cardinal(whole)}点{one_by_one(fraction)}"


def _by_big_units(digits: str, measured: bool) -> str:
    groups = [digits[max(0, end - 4) : end] for end in range(len(digits), 0, -4)]  # lowest first
    said, gap = "", False
    for power in range(len(groups) - 1, -1, -1):
        group = int(groups[power])
        if not group:
            gap = bool(said)
            continue
        if said and (gap or group < 1000):
            said += "零"
        said += (_below_ten_thousand(group) if said else _leading(group, measured)) + _BIG_UNITS[power]
        gap = False
    return said


def _leading(number: int, measured: bool) -> str:
    """The front of a number: 15 is 十五 without 一, and what is measured begins with 两, except in 二十."""
    said = _below_ten_thousand(number)
    if said.startswith("一十"):
        return said[1:]
    if measured and said.startswith("二") and not said.startswith("二十"):
        return "两" + said[1:]
    return said


def _below_ten_thousand(number: int) -> str:
    said, gap = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(said)
            continue
        said += ("零" if gap else "") + DIGITS[digit] + _SMALL_UNITS[power]
        gap = False
    return said
