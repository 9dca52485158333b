"""Finds free times. Slots come into being when they are first searched for, out of the office's opening hours."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from actions.booking import repository
from actions.booking.desk import Desk, Hours
from actions.booking.errors import OfficeClosed, PastSlot, TooFarAhead
from actions.booking.info import FreeSlot, place_of
from actions.booking.model import Slot
from actions.booking.visits import room
from actions.clock import SHANGHAI
from actions.offices.model import OfficeService

HORIZON_DAYS = 60
HOME_VISIT = "home_visit"
_SHORTEST_VISIT_WINDOW = timedelta(hours=1)
Span = tuple[datetime, datetime]


class SlotSearch:
    """Free slots of offices, as the directory's opening hours allow them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(
        self, service: str, starts: datetime, ends: datetime, office_ids: Sequence[str], limit: int, area: str | None
    ) -> list[FreeSlot]:
        """At most `limit` slots with a free place that begin in [starts, ends), earliest first."""
        now = self._desk.now()
        # A slot that begins this very moment has begun.
        first, last = max(starts, now + timedelta(microseconds=1)), min(ends, end_of_horizon(now))
        offered = self._desk.read(lambda session: repository.fetch_offered_services(session, service, office_ids))
        hours = {row.office_id: self._desk.offices.hours(row.office_id) for row in offered}
        found: list[FreeSlot] = []
        for day in _days(first, last) if offered else ():
            wanted = _times_of_day(offered, hours, day, first, last)
            if wanted:
                found += self._free_of_day(service, wanted, area, now)
            if len(found) >= limit:
                break
        return found[:limit]

    def check(self, slot: Slot) -> None:
        """Raises PastSlot, TooFarAhead or OfficeClosed when the slot cannot be booked now."""
        now = self._desk.now()
        if slot.starts_at <= now:
            raise PastSlot
        if slot.starts_at >= end_of_horizon(now):
            raise TooFarAhead
        if not self.is_open(slot):
            day = slot.starts_at.astimezone(SHANGHAI).date()
            raise OfficeClosed(self._desk.offices.hours(slot.office_id).why_closed(day))

    def is_open(self, slot: Slot) -> bool:
        """Whether the slot lies in the office's opening hours as they are now."""
        spans = self._desk.offices.hours(slot.office_id).spans(slot.starts_at.astimezone(SHANGHAI).date())
        return any(opens <= slot.starts_at and slot.ends_at <= closes for opens, closes in _windows(slot.service, spans))

    def _free_of_day(
        self, service: str, wanted: Mapping[tuple[str, datetime], dict[str, object]], area: str | None, now: datetime
    ) -> list[FreeSlot]:
        slots = self._desk.read(lambda session: _existing(session, service, wanted))
        if missing := [row for key, row in wanted.items() if key not in slots]:
            self._desk.run(lambda work: repository.add_missing_slots(work.session, missing))
            slots = self._desk.read(lambda session: _existing(session, service, wanted))
        return self._desk.read(lambda session: _with_room(session, list(slots.values()), area, now))


def end_of_horizon(now: datetime) -> datetime:
    """The end of the last day that can be booked, HORIZON_DAYS from today."""
    last = now.astimezone(SHANGHAI).date() + timedelta(days=HORIZON_DAYS + 1)
    return datetime.combine(last, time(), SHANGHAI)


def places_left(session: Session, slot: Slot, taken: Mapping[int | None, int], area: str | None) -> int:
    """Free places of the slot for somebody who lives in community `area`."""
    if slot.service != HOME_VISIT:
        return max(0, slot.capacity - sum(taken.values()))
    visits = {team_id: count for team_id, count in taken.items() if team_id is not None}
    return room(repository.fetch_teams(session, slot.office_id), visits, slot.capacity, area)


def _existing(
    session: Session, service: str, wanted: Mapping[tuple[str, datetime], dict[str, object]]
) -> dict[tuple[str, datetime], Slot]:
    moments = [starts for _, starts in wanted]
    office_ids = {office_id for office_id, _ in wanted}
    rows = repository.fetch_slots_between(
        session, service, office_ids, min(moments), max(moments) + timedelta(microseconds=1)
    )
    return {(slot.office_id, slot.starts_at): slot for slot in rows if (slot.office_id, slot.starts_at) in wanted}


def _with_room(session: Session, slots: Sequence[Slot], area: str | None, now: datetime) -> list[FreeSlot]:
    taken = repository.count_taken_by_slot_and_team(session, [slot.id for slot in slots], now)
    free = []
    for slot in sorted(slots, key=lambda each: (each.starts_at, each.id)):
        left = places_left(session, slot, taken.get(slot.id, {}), area)
        office = repository.fetch_office(session, slot.office_id)
        if left and office:
            free.append(FreeSlot(slot.id, place_of(office), slot.service, slot.starts_at, slot.ends_at, left))
    return free


def _times_of_day(
    offered: Sequence[OfficeService], hours: Mapping[str, Hours], day: date, first: datetime, last: datetime
) -> dict[tuple[str, datetime], dict[str, object]]:
    """The slots the day should have, by office and beginning."""
    return {
        (row.office_id, starts): {
            "office_id": row.office_id, "service": row.service, "starts_at": starts, "ends_at": ends,
            "capacity": row.capacity, "area": "",
        }
        for row in offered
        for starts, ends in _times(row, hours[row.office_id].spans(day))
        if first <= starts < last
    }  # fmt: skip


def _days(first: datetime, last: datetime) -> Iterator[date]:
    day, end = first.astimezone(SHANGHAI).date(), last.astimezone(SHANGHAI)
    while datetime.combine(day, time(), SHANGHAI) < end:
        yield day
        day += timedelta(days=1)


def _times(row: OfficeService, spans: Sequence[Span]) -> Iterator[Span]:
    if row.service == HOME_VISIT:
        yield from _windows(row.service, spans)
        return
    step = timedelta(minutes=row.slot_minutes)
    for opens, closes in spans:
        starts = opens
        while starts + step <= closes:
            yield starts, starts + step
            starts += step


def _windows(service: str, spans: Sequence[Span]) -> list[Span]:
    """The spans in which slots may lie; for home visits the two halves of the day."""
    if service != HOME_VISIT or not spans:
        return list(spans)
    noon = datetime.combine(spans[0][0].astimezone(SHANGHAI).date(), time(12), SHANGHAI)
    morning = [(opens, min(closes, noon)) for opens, closes in spans if opens < noon]
    afternoon = [(max(opens, noon), closes) for opens, closes in spans if closes > noon]
    halves = [(half[0][0], half[-1][1]) for half in (morning, afternoon) if half]
    return [(opens, closes) for opens, closes in halves if closes - opens >= _SHORTEST_VISIT_WINDOW]
