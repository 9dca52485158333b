"""How amounts, months and spans of time of a record are written for people."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal


def yuan(cents: int) -> str:
    """321540 -> 3,215.40元."""
    return f"{figure(cents)}元"


def figure(cents: int) -> str:
    """321540 -> 3,215.40, for the inside of a sum."""
    sign, cents = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{cents // 100:,}.{cents % 100:02d}"


def to_cents(amount: Decimal) -> int:
    """Yuan to 分, half up, as assessments are rounded."""
    return int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))


def month_name(month: int, on: date) -> str:
    """202611 -> 11月, in another year than that of `on` 2025年12月."""
    year, number = divmod(month, 100)
    return f"{number}月" if year == on.year else f"{year}年{number}月"


def day_name(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def month_before(month: int) -> int:
    """202601 -> 202512."""
    return month - 1 if month % 100 > 1 else month - 100 + 11


def month_of(day: date) -> int:
    return day.year * 100 + day.month


def span(months: int) -> str:
    """463 -> 38年7个月."""
    years, rest = divmod(months, 12)
    return "".join([f"{years}年" if years or not rest else "", f"{rest}个月" if rest else ""])
