"""Parts of the day and clock times."""

import re
from datetime import time

from actions.when.model import Part
from actions.when.numerals import NUMBER, number
from actions.when.questions import CLOSED, NO_SUCH_TIME, Unclear
from actions.when.wordings import EVENING, PARTS

_MINUTES = {"半": 30, "一刻": 15, "三刻": 45, "整": 0, "": 0}
# 早一点, 晚一点, 快一点 and 差一点 are no one o'clock.
_CLOCK = re.compile(
    rf"(?<![早晚快慢近远差有好多少\d:])(?P<hour>{NUMBER})(?:点(?:钟)?|时(?!候)|:(?=\d))"
    rf"(?P<minute>半|一刻|三刻|整|{NUMBER}(?=分|$|[^\d点号月天周个]))?"
)
FIRST_HOUR, LAST_HOUR = 7, 18  # outside no office is open; the opening hours themselves belong to the office
_MORNING_ENDS = 12
_AFTERNOON_HOURS = range(1, 7)  # 三点 without 上午 or 下午 is in the afternoon


def read(plain: str) -> tuple[Part | None, time | None]:
    """Part of the day and clock time in `plain`. Raises Unclear for no such time and for closed hours."""
    named = [part for word, part in PARTS if word in plain]
    clocks = list(_CLOCK.finditer(plain))
    if not clocks:
        if EVENING in plain and not named:
            raise Unclear(CLOSED.format(said="晚上"), "closed")
        return (named[0] if len(named) == 1 else None), None
    clock = _clock(clocks[0], named[0] if len(named) == 1 else None, EVENING in plain)
    return (named[0] if len(named) == 1 else None), clock


def _clock(found: re.Match[str], part: Part | None, evening: bool) -> time:
    hour, said = number(found["hour"]), found["minute"] or ""
    minute = _MINUTES[said] if said in _MINUTES else number(said)
    if hour is None or minute is None or hour > 24 or minute > 59:
        raise Unclear(NO_SUCH_TIME.format(said=found[0]), "impossible")
    hour = _in_24_hours(hour, part)
    if part == "morning" and hour >= _MORNING_ENDS + 1:
        raise Unclear(NO_SUCH_TIME.format(said=f"上午{found[0]}"), "contradiction")
    if evening or not FIRST_HOUR <= hour < LAST_HOUR:
        raise Unclear(CLOSED.format(said=found[0]), "closed")
    return time(hour, minute)


def _in_24_hours(hour: int, part: Part | None) -> int:
    if part == "morning":
        return hour
    if part == "afternoon":
        return hour + 12 if hour < _MORNING_ENDS else hour
    return hour + 12 if hour in _AFTERNOON_HOURS else hour
