"""Dates as exactly as people know them: how they are written, said back and checked."""

import calendar
from datetime import date

from actions.benefits.fields import Option
from actions.benefits.reading.model import AskBack, Value
from actions.benefits.reading.numerals import whole

FUTURE = "{said}还没有到。请您再说一遍是哪一年、哪一月。"
NO_SUCH_DAY = "日历上没有{said}。请您再说一遍是哪年、几月、几号。"
WHICH_DAY = "您说的“{said}”，是公历的哪一年、几月？记不准就说个大概的年月。"
LUNAR = "您说的“{said}”是农历的日子，我怕算错。公历是哪一年、几月？死亡证明上写的是公历。"
FIRST_YEAR = 1900
RELATIVE_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}


def year_of(said: str, today: date) -> int | None:
    """2026 for 今年, 26年 and 二零二六年; 1998 for 98年; None when it is no year."""
    plain = said.removesuffix("的").removesuffix("年份").removesuffix("年")
    if f"{plain}年" in RELATIVE_YEARS:
        return today.year + RELATIVE_YEARS[f"{plain}年"]
    year = whole(plain)
    if year is not None and year < 100:
        year += 2000 if year <= today.year % 100 else 1900
    return year


def iso(year: int, month: int | None = None, day: int | None = None) -> str:
    """2026, 2026-03 or 2026-03-05."""
    return "-".join((f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)))


def spell(value: str) -> str:
    """2026年3月5日, 2026年3月, 2026年."""
    parts = [int(part) for part in value.split("-")]
    return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def option(value: str) -> Option:
    """A date as a possible answer."""
    return Option(value, spell(value))


def first_day(value: str) -> date:
    """The earliest day the value may mean."""
    year, month, day = ([int(part) for part in value.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def checked(year: int | None, month: int | None, day: int | None, said: str, today: date) -> Value | AskBack:
    """The date, unless there is none such or it is still to come."""
    if year is None or not FIRST_YEAR <= year <= 9999 or month is not None and not 1 <= month <= 12:
        return AskBack(NO_SUCH_DAY.format(said=said))
    if day is not None and not 1 <= day <= calendar.monthrange(year, month or 1)[1]:
        return AskBack(NO_SUCH_DAY.format(said=said))
    value = iso(year, month, day)
    if first_day(value) > today:
        return AskBack(FUTURE.format(said=said))
    return Value(value, spell(value))


def month_before(today: date, months: int) -> tuple[int, int]:
    """Year and month so many months before `today`."""
    years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return years, month + 1
