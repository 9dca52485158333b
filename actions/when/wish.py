"""Reads a wish for a time: 「下礼拜三下午」, 「后儿个头晌九点半」, 「月底」, 「越早越好」."""

import re
import unicodedata
from datetime import date, time, timedelta

from actions.when import clock_words
from actions.when.days import Mention, mentions
from actions.when.model import Part, QuestionBack, TimeWish
from actions.when.questions import CONTRADICTION, LUNAR_DAY, TOO_FAR, Unclear
from actions.when.wordings import ANY_TIME, LUNAR, RESPELLINGS

FARTHEST_DAYS = 60  # slots are not made further ahead
OPEN_DAYS = 14  # how far a wish without a day looks
_CORRECTION = re.compile(r"(?:改成|改到|改为|换成|换到|挪到|推到|推迟到|提前到|提到|[，,。 ]是|还是约|而是)")
_EITHER = re.compile(r"或|要么|要不|还是|到|至|和|跟|、|-|~|都")
_LONGEST_RANGE = timedelta(days=21)


def read_wish(text: str, today: date) -> TimeWish | QuestionBack | None:
    """The wish in `text` seen from `today` (Dalian); a question when it cannot be used; None when it names no time."""
    plain = standard(text)
    tail = _CORRECTION.split(plain)[-1]
    try:
        return (_read(tail, today) if tail != plain else None) or _read(plain, today)
    except Unclear as unclear:
        return unclear.question


def standard(text: str) -> str:
    """`text` in half width, without blanks, dialect and slips replaced by the standard words."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    for said, meant in RESPELLINGS:
        plain = plain.replace(said, meant)
    return plain


def _read(plain: str, today: date) -> TimeWish | None:
    if found := re.search(LUNAR, plain):
        raise Unclear(LUNAR_DAY.format(said=found[0]), "lunar")
    days, rest = mentions(plain, today)
    part, clock = clock_words.read(rest)
    anything = any(word in rest for word in ANY_TIME)
    if not days:
        if part is None and clock is None and not anything:
            return None
        return TimeWish(today, today + timedelta(OPEN_DAYS), part, clock, names_day=False, earliest=anything)
    first, last = _span(days, plain)
    return _within_reach(first, last, today, part, clock, anything)


def _span(days: list[Mention], plain: str) -> tuple[date, date]:
    """One stretch out of all days named. Raises Unclear when they do not agree."""
    dated = {day.first.weekday() for day in days if day.dated}
    days = [day for day in days if day.weekday not in dated]  # 12月3号周四: the weekday only confirms the date
    first, last = max(day.first for day in days), min(day.last for day in days)
    if first <= last:  # 下周三, 12月2号: the same day said twice, or a day within a week named
        return first, last
    first, last = min(day.first for day in days), max(day.last for day in days)
    alike = len({day.dated for day in days}) == 1
    if alike and _EITHER.search(plain) and last - first <= _LONGEST_RANGE:
        return first, last
    raise Unclear(CONTRADICTION.format(first=days[0].said, second=days[-1].said), "contradiction")


def _within_reach(first: date, last: date, today: date, part: Part | None, clock: time | None, anything: bool) -> TimeWish:
    farthest = today + timedelta(FARTHEST_DAYS)
    if first > farthest:
        raise Unclear(TOO_FAR.format(day=f"{farthest.month}月{farthest.day}号"), "far")
    return TimeWish(max(first, today), min(last, farthest), part, clock, True, anything)
