"""How numbers, ages and months of a calculation are counted and written."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_HUNDREDTH = Decimal("0.01")


def in_years(months: int) -> Decimal:
    """Months as years with two places, as the published assessments count them (494 months are 41.17 years)."""
    return (Decimal(months) / 12).quantize(_HUNDREDTH, ROUND_HALF_UP)


def said(low: int, high: int | None = None) -> str:
    """分 as a sentence says it, with no more figures than it needs: 75078元, 80.90元, 75078元到75096元."""
    if high is not None and high != low:
        return f"{said(low)}到{said(high)}"
    return f"{low // 100}元" if low % 100 == 0 else f"{low / 100:.2f}元"


def plain(number: Decimal) -> str:
    """1.4000 -> 1.4, 35.00 -> 35."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def age_words(months: int) -> str:
    """724 -> 60岁4个月."""
    years, rest = divmod(months, 12)
    return f"{years}岁{rest}个月" if rest else f"{years}岁"


def month_number(iso: str) -> int:
    """2026-03 -> months since year 0, so that months can be added and counted."""
    year, month = iso.split("-")[:2]
    return int(year) * 12 + int(month) - 1


def first_day(month: int) -> date:
    """The first day of a month number."""
    return date(month // 12, month % 12 + 1, 1)


def month_words(month: int) -> str:
    """A month number as 2026年3月."""
    return f"{month // 12}年{month % 12 + 1}月"
