"""OfficeHours: when one office is open on a day, judged from its hours, its closures and the working calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from actions.clock import SHANGHAI
from actions.offices.calendar.days import WEEKDAYS, day_kind

Span = tuple[datetime, datetime]
_WORKWEEK = range(5)


@dataclass(frozen=True)
class ClosedDays:
    """Days an office is closed, inclusive, and why."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True)
class OfficeHours:
    """The hours of one office: (weekday, opens, closes) with 0 for Monday, and its closures."""

    hours: Sequence[tuple[int, time, time]]
    closures: Sequence[ClosedDays] = ()

    def spans(self, day: date) -> list[Span]:
        """(opens, closes) of the day in Dalian time, in order; empty when closed.

        A holiday and a closure empty the day. A make-up workday has the hours of the first day of the working week that
        has any (Monday at nearly every office), because the notices say only that it is worked. A weekend day has hours
        only where the office entered some.
        """
        kind = day_kind(day)
        if kind.holiday or self._closure(day):
            return []
        weekday = self._usual_weekday() if kind.make_up else day.weekday()
        spans = sorted((opens, closes) for on, opens, closes in self.hours if on == weekday)
        return [(_at(day, opens), _at(day, closes)) for opens, closes in spans]

    def why_closed(self, day: date) -> str | None:
        """A sentence for the visitor, or None when the office opens that day."""
        if self.spans(day):
            return None
        kind, shown = day_kind(day), f"{day.month}月{day.day}日"
        if closure := self._closure(day):
            return f"{shown}这里不开门：{closure.reason}。"
        if kind.holiday:
            return f"{shown}是{kind.name}放假，这里不开门。"
        return f"{shown}是{WEEKDAYS[day.weekday()]}，这里不开门。"

    def _closure(self, day: date) -> ClosedDays | None:
        return next((closed for closed in self.closures if closed.first <= day <= closed.last), None)

    def _usual_weekday(self) -> int | None:
        return min((on for on, _, _ in self.hours if on in _WORKWEEK), default=None)




def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, SHANGHAI)
