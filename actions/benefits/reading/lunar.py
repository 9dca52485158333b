"""Lunar dates are never converted: the civil months they may fall in are offered as answers."""

import re
from datetime import date, timedelta

from actions.benefits.reading.day_words import LUNAR, RELATIVE_YEARS, iso, option, year_of
from actions.benefits.reading.model import AskBack
from actions.benefits.reading.numerals import whole

# First days of the lunar years (GB/T 33661-2017《农历的编算和颁行》), to name fewer months for 正月 and 腊月.
NEW_YEARS: dict[int, tuple[int, int]] = {
    2015: (2, 19), 2016: (2, 8), 2017: (1, 28), 2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1),
    2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6),
}  # fmt: skip
# Name -> lunar month, first and last day around it.
FESTIVALS: dict[str, tuple[int, int, int]] = {
    "正月十五": (1, 15, 15), "元宵节": (1, 15, 15), "元宵": (1, 15, 15), "二月二": (2, 2, 2), "龙抬头": (2, 2, 2), "端午": (5, 5, 5),
    "七夕": (7, 7, 7), "中元": (7, 15, 15), "中秋": (8, 15, 15), "八月节": (8, 15, 15), "重阳": (9, 9, 9), "腊八": (12, 8, 8),
    "八月十五": (8, 15, 15), "七月十五": (7, 15, 15), "九月九": (9, 9, 9), "七月七": (7, 7, 7), "小年": (12, 23, 24), "除夕": (12, 29, 30), "大年三十": (12, 29, 30), "年三十": (12, 29, 30), "春节": (1, 1, 15), "大年初": (1, 1, 9),
    "过年": (1, 1, 15), "年前": (12, 1, 30), "年后": (1, 1, 30), "年根": (12, 20, 30), "年关": (12, 15, 30),
}  # fmt: skip
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_DAY = r"初[一二三四五六七八九十]|二?十[一二三四五六七八九]?|三十|月?底|初"
YEARS = "|".join(RELATIVE_YEARS)
_YEAR = rf"(?P<year>{YEARS}|头年|(?:19|20)[0-9]{{2}}年|[0-9]{{2}}年)?的?"
PATTERN = re.compile(
    rf"{_YEAR}(?:"
    rf"(?P<sign>农历|阴历|旧历|老历)(?:的)?(?P<a>闰?[0-9]{{1,2}}|闰?十?[一二三四五六七八九十正冬腊])月(?P<a_day>{_DAY}|[0-9]{{1,2}})?"
    rf"|(?P<b>[正冬腊])月(?:里)?(?P<b_day>{_DAY}|[0-9]{{1,2}})?"
    rf"|闰?(?P<c>十?[一二三四五六七八九十]|[0-9]{{1,2}})月(?P<c_day>初[一二三四五六七八九十](?![号日]))"
    rf"|(?<![0-9一二三四五六七八九十百两半几多])(?P<festival>{'|'.join(FESTIVALS)})(?![号日])(?:节|那天|前后|前|后|以前|以后|头|里|的时候)*|(?P<other>农历|阴历|旧历|老历)"
    r")"
)


def read(found: re.Match[str], today: date) -> AskBack:
    """A question for the civil month, with the months it may be."""
    said = found[0].removesuffix("的")
    if found["other"] or found["year"] == "头年":
        return AskBack(LUNAR.format(said=said))
    month, first, last = _span(found)
    if not 1 <= month <= 12:
        return AskBack(LUNAR.format(said=said))
    year = year_of(found["year"], today) if found["year"] else None
    months = civil_months(year, month, first, last) if year else _latest(month, first, last, today)
    months = [one for one in months if date(*one, 1) <= today]
    if not months and year == today.year:  # 今年腊月, said before it came round again
        months = [one for one in civil_months(year - 1, month, first, last) if one[0] == year]
    options = tuple(option(iso(*one)) for one in months)
    return AskBack(LUNAR.format(said=said), options)


def _span(found: re.Match[str]) -> tuple[int, int, int]:
    if found["festival"]:
        return FESTIVALS[found["festival"]]
    named = (found["a"] or found["b"] or found["c"]).removeprefix("闰")
    month = _MONTHS.get(named) or whole(named) or 0
    return month, *_days(found["a_day"] or found["b_day"] or found["c_day"] or "")


def _days(said: str) -> tuple[int, int]:
    if said in ("", "底", "月底", "初"):
        return {"": (1, 30), "初": (1, 10)}.get(said, (20, 30))
    day = whole(said.removeprefix("初")) or 1
    return (day, day) if 1 <= day <= 30 else (1, 30)


def civil_months(year: int, month: int, first: int, last: int) -> list[tuple[int, int]]:
    """The civil months in which days `first` to `last` of a lunar month can fall: a month holds its solar term (中气)."""
    term = date(year, 2, 19) + timedelta(days=round((month - 1) * 30.44))
    start, end = term - timedelta(days=29), term
    if month == 1 and year in NEW_YEARS:
        start = end = date(year, *NEW_YEARS[year])
    if month == 12 and year + 1 in NEW_YEARS:
        new_year = date(year + 1, *NEW_YEARS[year + 1])
        start, end, last = new_year - timedelta(days=30), new_year - timedelta(days=29), min(last, 29)
    low, high = start + timedelta(days=first - 1), end + timedelta(days=last - 1)
    count = (high.year - low.year) * 12 + high.month - low.month
    steps = (divmod(low.year * 12 + low.month - 1 + step, 12) for step in range(count + 1))
    return [(civil, place + 1) for civil, place in steps]


def _latest(month: int, first: int, last: int, today: date) -> list[tuple[int, int]]:
    """Without a year: the last time this day came by, or the time before."""
    for year in (today.year, today.year - 1):
        months = civil_months(year, month, first, last)
        if date(*months[0], 1) <= today:
            return months
    return civil_months(today.year - 2, month, first, last)
