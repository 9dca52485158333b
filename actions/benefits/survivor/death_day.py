"""When somebody died, as exactly as the family knows: a day, a month or a year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from actions.benefits.errors import BadFacts
from actions.benefits.survivor.questions import DIED_ON

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True)
class DeathDay:
    """The first and the last day it may have been: the same when the day is known."""

    first: date
    last: date

    @property
    def year(self) -> int:
        return self.first.year


def death_day(told: str, today: date) -> DeathDay:
    """2026-03-05, 2026-03 or 2026. Raises BadFacts for what is no date, or lies ahead in this year.

    A year that has not begun is let through: that its figure is not published is what the family is told.
    """
    day = _span(told)
    if day.year == today.year and day.first > today:
        raise BadFacts(DIED_ON, "去世的日子还没有到。请看一看，再填一次。")
    return DeathDay(day.first, min(day.last, today)) if day.year == today.year else day


def _span(told: str) -> DeathDay:
    match = _SHAPE.fullmatch(told)
    try:
        if match:
            year, month, day = (int(part) if part else 0 for part in match.groups())
            first = date(year, month or 1, day or 1)
            last = date(year, month or 12, day or monthrange(year, month or 12)[1])
            return DeathDay(first, last)
    except ValueError as error:
        raise BadFacts(DIED_ON, "没有这一天。请看一看去世的日子，再填一次。") from error
    raise BadFacts(DIED_ON, "去世的日子要写成2026-03-05，记不准的写2026-03或者2026。")
