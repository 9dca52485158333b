"""Says of a calendar day whether it is worked, and whether that is announced or only assumed."""

from dataclasses import dataclass
from datetime import date

from actions.offices.calendar.notices import load_fixed_by_law, load_notices

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True)
class DayKind:
    """`workday` as the notice says, or as an ordinary week goes when the year's notice is not among our data.

    `name` is the holiday's name, 「国庆节调休上班」 for a make-up workday, or the weekday. `announced` says whether the
    year's notice is known; when it is not, `note` is the sentence to show with anything that rests on the day.
    """

    workday: bool
    name: str
    announced: bool
    holiday: bool = False
    make_up: bool = False
    note: str = ""


def day_kind(day: date) -> DayKind:
    """What kind of day `day` is in the State Council's calendar (offices' own closures are not looked at)."""
    notices = load_notices()
    announced = day.year in notices
    # A notice may reach into the years beside it, so every notice is asked for the day.
    for notice in notices.values():
        if day in notice.holidays:
            return DayKind(False, notice.holidays[day], announced, holiday=True, note=_note(day))
        if day in notice.make_up:
            return DayKind(True, f"{notice.make_up[day]}调休上班", announced, make_up=True, note=_note(day))
    fixed = None if announced else load_fixed_by_law().days.get((day.month, day.day))
    if fixed:
        return DayKind(False, fixed, announced, holiday=True, note=_note(day))
    return DayKind(day.weekday() < 5, WEEKDAYS[day.weekday()], announced, note=_note(day))


def _note(day: date) -> str:
    known = load_notices()
    if day.year in known:
        return ""
    if day.year < min(known):
        return f"{day.year}年的放假安排不在这里的资料里"
    return f"{day.year}年的放假安排还没有公布，到时以公布为准"
