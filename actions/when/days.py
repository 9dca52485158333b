"""Days named in a sentence, each as a first and a last day."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from actions.when.numerals import NUMBER, number
from actions.when.questions import NO_SUCH_DAY, PAST, Unclear
from actions.when.wordings import FIXED_HOLIDAYS, MONTH_STRETCHES, NEAR_DAYS

_WEEKDAYS = {**{hanzi: place for place, hanzi in enumerate("一二三四五六天")}, **{str(n): n - 1 for n in range(1, 8)}}
_HALF_YEAR = timedelta(days=183)
_AFTER_HOLIDAY_DAYS = 7


@dataclass(frozen=True)
class Mention:
    """One naming of days; `dated` when it names a day of the month, `weekday` when it is a bare weekday (0 is Monday)."""

    first: date
    last: date
    said: str
    dated: bool = False
    weekday: int | None = None


Reader = Callable[[re.Match[str], date], Mention]


def mentions(plain: str, today: date) -> tuple[list[Mention], str]:
    """All days named in `plain`, and what is left of it. Raises Unclear for a past or impossible day."""
    found: list[Mention] = []
    for pattern, reader in _READERS:
        for match in pattern.finditer(plain):
            mention = reader(match, today)
            if mention.last < today:
                raise Unclear(PAST.format(said=mention.said), "past")
            found.append(mention)
        plain = pattern.sub(lambda match: "　" * len(match[0]), plain)
    return found, plain


def _date(match: re.Match[str], today: date) -> Mention:
    """12月3号: the coming one, unless it has gone by in the last half year."""
    month, day = number(match["month"]), number(match["day"])
    if match["year"] and match["year"] not in ("今年", "明年"):
        year = number(match["year"].rstrip("年")) or today.year
        year = year + 2000 if year < 100 else year
        wanted = _day(year, month, day, match[0])
    else:
        wanted = _day(today.year + (match["year"] == "明年"), month, day, match[0])
        if not match["year"] and today - wanted > _HALF_YEAR:
            wanted = _day(today.year + 1, month, day, match[0])
    return Mention(wanted, wanted, match[0], dated=True)


def _day_of_month(match: re.Match[str], today: date) -> Mention:
    """三号: of this month, or of the next when it has gone by."""
    day = number(match["day"])
    year, month = _month(today, 1 if match["month"] == "下月" else 0)
    if not match["month"] and day is not None and day < today.day:
        year, month = _month(today, 1)
    if not match["month"] and day is not None and day > calendar.monthrange(year, month)[1]:
        raise Unclear(NO_SUCH_DAY.format(said=f"{month}月{day}号"), "impossible")
    wanted = _day(year, month, day, match[0])
    return Mention(wanted, wanted, match[0], dated=True)


def _stretch(match: re.Match[str], today: date) -> Mention:
    """十二月初, 下月中旬, 月底."""
    first_day, last_day = MONTH_STRETCHES[match["stretch"]]
    named = match["month"]
    year, month = _month(today, 1 if named == "下月" else 0)
    if named and named.endswith("月") and named not in ("下月", "本月"):
        month = number(named[:-1]) or 0
        if not 1 <= month <= 12:
            raise Unclear(NO_SUCH_DAY.format(said=named), "impossible")
        year = today.year if month >= today.month else today.year + 1
    first, last = _stretch_of(year, month, first_day, last_day)
    if last < today and not named:
        first, last = _stretch_of(*_month(today, 1), first_day, last_day)
    return Mention(first, last, match[0])


def _stretch_of(year: int, month: int, first_day: int, last_day: int) -> tuple[date, date]:
    return date(year, month, first_day), date(year, month, last_day or calendar.monthrange(year, month)[1])


def _whole_month(match: re.Match[str], today: date) -> Mention:
    year, month = _month(today, {"上月": -1, "本月": 0, "下月": 1}[match[0]])
    return Mention(*_stretch_of(year, month, 1, 0), match[0])


def _named_month(match: re.Match[str], today: date) -> Mention:
    """十二月: all of it."""
    month = number(match["month"]) or 0
    if not 1 <= month <= 12:
        raise Unclear(NO_SUCH_DAY.format(said=match[0]), "impossible")
    return Mention(*_stretch_of(today.year if month >= today.month else today.year + 1, month, 1, 0), match[0])


def _weekday(match: re.Match[str], today: date) -> Mention:
    """下周三 is in the week after this one; 周三 alone is the next one to come."""
    monday = today - timedelta(days=today.weekday())
    before = match["which"] or ""
    weeks = -before.count("上") if "上" in before else before.count("下")
    start = monday + timedelta(weeks=weeks)
    day = match["day"]
    if day in ("末", "六周天"):
        return Mention(start + timedelta(days=5), start + timedelta(days=6), match[0])
    if day is None:
        return Mention(max(start, today) if not weeks else start, start + timedelta(days=6), match[0])
    wanted = start + timedelta(days=_WEEKDAYS[day])
    if not before and wanted < today:
        wanted += timedelta(weeks=1)
    return Mention(wanted, wanted, match[0], weekday=None if before else wanted.weekday())


def _near(match: re.Match[str], today: date) -> Mention:
    first, last = next((first, last) for word, first, last in NEAR_DAYS if word == match[0])
    return Mention(today + timedelta(first), today + timedelta(last), match[0])


def _after(match: re.Match[str], today: date) -> Mention:
    """三天后, 过一个周, 两周以后."""
    count = number(match["count"]) or 0
    if match["unit"] == "天":
        day = today + timedelta(days=min(count, 999))
        return Mention(day, day, match[0])
    day = today + timedelta(weeks=min(count, 99))
    return Mention(day, day + timedelta(days=6), match[0])


def _holiday(match: re.Match[str], today: date) -> Mention:
    """元旦, 元旦后: the coming one."""
    month, day = FIXED_HOLIDAYS[match["name"]]
    that = date(today.year, month, day)
    if that < today:
        that = date(today.year + 1, month, day)
    if match["side"] is None:
        return Mention(that, that, match[0])
    step = timedelta(days=1 if "后" in match["side"] else -1)
    edge, far = that + step, that + step * _AFTER_HOLIDAY_DAYS
    return Mention(min(edge, far), max(edge, far), match[0])


def _year_end(match: re.Match[str], today: date) -> Mention:
    return Mention(date(today.year, 12, 20), date(today.year, 12, 31), match[0])


def _day(year: int, month: int | None, day: int | None, said: str) -> date:
    try:
        return date(year, month or 0, day or 0)
    except (ValueError, OverflowError) as error:
        raise Unclear(NO_SUCH_DAY.format(said=said), "impossible") from error


def _month(today: date, ahead: int) -> tuple[int, int]:
    years, month = divmod(today.month - 1 + ahead, 12)
    return today.year + years, month + 1


_STRETCH = "|".join(sorted(MONTH_STRETCHES, key=len, reverse=True))
_NEAR = "|".join(sorted((word for word, _, _ in NEAR_DAYS), key=len, reverse=True))
# Tried in this order; what one has read the next does not see.
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(rf"(?P<year>今年|明年|\d{{2,4}}年)?(?P<month>{NUMBER})(?:月份?|/)(?P<day>{NUMBER})(?:号|日)?(?![点个])"), _date),
    (re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})"), _date),
    (re.compile(rf"(?P<month>(?:{NUMBER}|下|本)月|)月?(?:份)?(?<=月)(?P<stretch>{_STRETCH})(?!午)"), _stretch),
    (re.compile(rf"(?P<month>下月|本月)?(?<!第)(?P<day>{NUMBER})[号日](?![窗码楼线])"), _day_of_month),
    (re.compile(r"上月|本月|下月"), _whole_month),
    (re.compile(rf"(?P<month>{NUMBER})月份?"), _named_month),
    (re.compile(rf"过?(?P<count>{NUMBER})个?(?P<unit>天|周)(?:以后|之后|后|过后)(?!天)"), _after),
    (re.compile(rf"过(?P<count>{NUMBER})个?(?P<unit>天|周)(?<!过两天)"), _after),
    (re.compile(_NEAR), _near),
    (re.compile(r"(?P<which>上上|下下|上|下|这|本)?个?周(?P<day>[一二三四五六天末1-6])?"), _weekday),
    (re.compile(rf"(?P<name>{'|'.join(FIXED_HOLIDAYS)})(?:节|假期)?(?P<side>以后|之后|过后|后|以前|之前|前)?"), _holiday),
    (re.compile(r"年底|年末"), _year_end),
)
