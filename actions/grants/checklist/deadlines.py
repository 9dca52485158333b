"""Last days counted in working days of the State Council's calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from actions.offices.calendar.days import day_kind


@dataclass(frozen=True)
class Deadline:
    """The last day, and the sentence to show with it when a year's holidays are not announced."""

    day: date
    note: str = ""


def after_working_days(start: date, count: int) -> Deadline:
    """The last of `count` working days after `start`, whose own day does not count (民法典第二百零一条)."""
    day, left, note = start, count, ""
    while left:
        day += timedelta(days=1)
        kind = day_kind(day)
        left -= kind.workday
        note = note or kind.note
    return Deadline(day, note)
