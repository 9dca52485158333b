"""What each way of naming a date means; days.py says how each is recognised."""

import re
from datetime import date, timedelta

from actions.benefits.reading.day_words import FUTURE, WHICH_DAY, checked, iso, month_before, option, spell, year_of
from actions.benefits.reading.model import AskBack, Value
from actions.benefits.reading.numerals import whole

Answer = Value | AskBack
_NEAR = {"大前天": 3, "前天": 2, "昨天": 1, "今天": 0}
_WEEKDAYS = "一二三四五六日"


def full(found: re.Match[str], today: date) -> Answer:
    return checked(year_of(found["year"], today), whole(found["month"]), whole(found["day"]), found[0], today)


def digits(found: re.Match[str], today: date) -> Answer | None:
    answer = checked(int(found["year"]), int(found["month"]), int(found["day"]) if found["day"] else None, found[0], today)
    return answer if isinstance(answer, Value) else None


def month_of_year(found: re.Match[str], today: date) -> Answer:
    return checked(year_of(found["year"], today), whole(found["month"]), None, found[0], today)


def without_year(found: re.Match[str], today: date) -> Answer:
    """三月份, 3月5号: of this year; a month that has not come yet leaves the year open."""
    month, day = whole(found["month"]), whole(found["day"]) if found.groupdict().get("day") else None
    answer = checked(today.year, month, day, found[0], today)
    if isinstance(answer, Value) or not answer.question.startswith(FUTURE.format(said=found[0])):
        return answer
    if (month, day) == (2, 29):
        return AskBack(WHICH_DAY.format(said=found[0]))
    return AskBack(WHICH_DAY.format(said=found[0]), tuple(option(iso(today.year - back, month, day)) for back in (1, 2)))


def month_back(found: re.Match[str], today: date) -> Answer:
    year, month = month_before(today, {"上上月": 2, "上月": 1, "本月": 0}[found["which"]])
    return checked(year, month, whole(found["day"]) if found["day"] else None, found[0], today)


def part_of_year(found: re.Match[str], today: date) -> Answer:
    """去年年底, 今年春天: the year is certain; a winter lies in two."""
    year = year_of(found["year"], today)
    if year is None or year > today.year:
        return AskBack(FUTURE.format(said=found[0]))
    if "冬" in found["part"]:
        years = [one for one in (year, year + 1) if one <= today.year] if year < today.year else [year - 1, year]
        return AskBack(WHICH_DAY.format(said=found[0]), tuple(option(iso(one)) for one in years))
    answer = checked(year, None, None, found[0], today)
    said = f"{year}年{found['part'].removeprefix('年')}"
    return Value(answer.value, said) if isinstance(answer, Value) else answer


def year_only(found: re.Match[str], today: date) -> Answer:
    return checked(year_of(found["year"], today), None, None, found[0], today)


def last_year_or(found: re.Match[str], today: date) -> Answer:
    """头年 is last year in the Northeast, and elsewhere the time before the New Year."""
    return AskBack(WHICH_DAY.format(said=found[0]), tuple(option(iso(today.year - back)) for back in (1, 0)))


def around(found: re.Match[str], today: date) -> Answer:
    """清明前, 国庆前后: the month or two around it, of the year said or else the last one."""
    months = {"清明": (3, 4), "元旦": (1, 12), "五一": (4, 5), "国庆": (9, 10), "十一": (9, 10), "冬至": (12,), "夏至": (6,), "三伏": (7, 8), "三九": (1,)}
    year = year_of(found["year"], today) if found["year"] else today.year
    wanted = months[found["name"]]
    options = [iso((year or today.year) - (found["name"] == "元旦" and month == 12), month) for month in wanted]
    earlier = iso(today.year, today.month)
    return AskBack(WHICH_DAY.format(said=found[0]), tuple(option(one) for one in options if one <= earlier))


def season(found: re.Match[str], today: date) -> Answer:
    return AskBack(WHICH_DAY.format(said=found[0]), tuple(option(iso(today.year - back)) for back in (0, 1)))


def near_day(found: re.Match[str], today: date) -> Answer:
    day = today - timedelta(days=_NEAR[found["word"]])
    return Value(day.isoformat(), spell(day.isoformat()))


def week(found: re.Match[str], today: date) -> Answer:
    monday = today - timedelta(days=today.weekday() + 7 * found["which"].count("上"))
    if not found["day"]:
        return within(monday, min(monday + timedelta(days=6), today), found[0])
    day = monday + timedelta(days=_WEEKDAYS.index(found["day"].replace("天", "日")))
    return checked(day.year, day.month, day.day, found[0], today)


def within(first: date, last: date, said: str) -> Answer:
    """The month when both ends lie in one, the months to choose from otherwise."""
    months = dict.fromkeys(iso(day.year, day.month) for day in (first, last))
    if len(months) == 1:
        (month,) = months
        return Value(month, spell(month))
    return AskBack(WHICH_DAY.format(said=said), tuple(option(month) for month in months))


def some_days(found: re.Match[str], today: date) -> Answer:
    return within(today - timedelta(days=7), today, found[0])


def days_ago(found: re.Match[str], today: date) -> Answer:
    count = 15 if found["half"] else (whole(found["count"]) or 0) * (7 if "周" in found["unit"] else 1)
    if count > 3650:
        return AskBack(WHICH_DAY.format(said=found[0]))
    day = today - timedelta(days=count)
    if count <= 3 and not found["half"] and "周" not in found["unit"]:
        return Value(day.isoformat(), spell(day.isoformat()))
    slack = timedelta(days=max(1, count // 6))
    return within(day - slack, min(day + slack, today), found[0])


def months_ago(months: int, said: str, today: date) -> Answer:
    """So many months ago, give or take: the year when it is the same either way, else the years to choose from."""
    slack = 1 if months < 12 else 11
    years = {month_before(today, max(months + step, 0))[0] for step in (-slack, 0, slack)}
    if len(years) == 1:
        (year,) = years
        return Value(iso(year), spell(iso(year)))
    nearest = month_before(today, months)[0]
    ordered = sorted(years, key=lambda year: (abs(year - nearest), year))[:2]
    return AskBack(WHICH_DAY.format(said=said), tuple(option(iso(year)) for year in ordered))


def ago(found: re.Match[str], today: date) -> Answer:
    count = 6 if found["half"] else (whole(found["count"]) or 0) * (1 if "月" in (found["unit"] or "") else 12)
    return months_ago(count, found[0], today) if 0 < count < 1200 else AskBack(WHICH_DAY.format(said=found[0]))


def just_now(found: re.Match[str], today: date) -> Answer:
    days = tuple(option((today - timedelta(days=back)).isoformat()) for back in (0, 1))
    months = tuple(option(iso(*month_before(today, back))) for back in (0, 1))
    return AskBack("请您说一下是哪一天，或者哪一年、几月？", days + months)


def day_only(found: re.Match[str], today: date) -> Answer:
    day = whole(found["day"])
    options = []
    for back in (0, 1):
        answer = checked(*month_before(today, back), day, found[0], today)
        options += [option(answer.value)] if isinstance(answer, Value) else []
    return AskBack(f"{found[0]}，是哪一年、几月的？", tuple(options))
