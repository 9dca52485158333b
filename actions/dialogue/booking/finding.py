"""Finds free times for a wish; when there are none, the nearest ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from actions.booking import repository
from actions.booking.errors import UnknownSlot
from actions.booking.info import FreeSlot
from actions.booking.model import Slot
from actions.booking.wording import day_words, slot_words, when_words
from actions.clock import SHANGHAI
from actions.counter import Counter
from actions.database.unit_of_work import UnitOfWork
from actions.dialogue.booking.codes import HOME_VISIT, pick
from actions.reply import Choice
from actions.when.model import PART_HOURS, TimeWish
from actions.when.wish import FARTHEST_DAYS

MOST_SHOWN = 6
_LOOK_AT = 60  # free times fetched before those of the wished part of the day are picked


@dataclass(frozen=True)
class Found:
    """Free times; `exact` when they are what was wished for, else they are the nearest others."""

    slots: Sequence[FreeSlot]
    exact: bool


def find(counter: Counter, service: str, office_id: str, wish: TimeWish, area: str | None, today: date) -> Found:
    """Up to six free times for `wish`, else the nearest ones within reach."""
    fitting = [slot for slot in _free(counter, service, office_id, wish.first, wish.last, area) if _fits(slot, wish)]
    if (clock := wish.clock) and fitting:
        return _near_clock(fitting, clock, by_half_days=service == HOME_VISIT)
    if fitting:
        return Found(_spread(fitting), exact=True)
    others = _free(counter, service, office_id, today, today + timedelta(FARTHEST_DAYS), area)
    others.sort(key=lambda slot: abs((_local(slot).date() - wish.first).days))
    return Found(sorted(others[: MOST_SHOWN // 2], key=lambda slot: slot.starts_at), exact=False)


def works_on(counter: Counter, office_id: str, first: date, last: date) -> bool:
    """Whether the office is open on any day from `first` to `last`."""
    days = (first + timedelta(ahead) for ahead in range((last - first).days + 1))
    return any(counter.offices.spans(office_id, day) for day in days)


def _near_clock(slots: list[FreeSlot], clock: time, *, by_half_days: bool) -> Found:
    """The times at `clock`, for home visits the half days around it; else those next to it."""
    if by_half_days:
        exact = [slot for slot in slots if (_local(slot).hour < 12) == (clock.hour < 12)]
    else:
        exact = [slot for slot in slots if _minutes_apart(slot, clock) == 0]
    if exact:
        return Found(exact[:MOST_SHOWN], exact=True)
    nearest = sorted(slots, key=lambda slot: (_local(slot).date(), _minutes_apart(slot, clock)))
    return Found(sorted(nearest[: MOST_SHOWN // 2], key=lambda slot: slot.starts_at), exact=False)


def _free(counter: Counter, service: str, office_id: str, first: date, last: date, area: str | None) -> list[FreeSlot]:
    starts = datetime.combine(first, time(), SHANGHAI)
    ends = datetime.combine(last + timedelta(1), time(), SHANGHAI)
    return list(counter.bookings.find_slots(service, starts, ends, [office_id], limit=_LOOK_AT, area=area))


def _fits(slot: FreeSlot, wish: TimeWish) -> bool:
    if wish.part is None:
        return True
    first, last = PART_HOURS[wish.part]
    return first <= _local(slot).hour < last


def _spread(slots: list[FreeSlot]) -> list[FreeSlot]:
    """At most six, of several days when there are several: the first three of each day."""
    if len(slots) <= MOST_SHOWN:
        return slots
    by_day = [list(group) for _, group in groupby(slots, key=lambda slot: _local(slot).date())]
    if len(by_day) == 1:
        return slots[:MOST_SHOWN]
    return [slot for day in by_day for slot in day[: MOST_SHOWN // 2]][:MOST_SHOWN]


def _minutes_apart(slot: FreeSlot, clock: time) -> int:
    local = _local(slot)
    return abs(local.hour * 60 + local.minute - clock.hour * 60 - clock.minute)


def _local(slot: FreeSlot) -> datetime:
    return slot.starts_at.astimezone(SHANGHAI)


def slot_of(counter: Counter, slot_id: int) -> Slot:
    """The slot itself. Raises UnknownSlot."""
    with UnitOfWork(counter.engine, reads_only=True) as work:
        slot = repository.fetch_slot(work.session, slot_id)
        if slot is None:
            raise UnknownSlot
        work.session.expunge(slot)
        return slot


def choices_for(slots: Sequence[FreeSlot], today: date) -> tuple[Choice, ...]:
    """One choice per time."""
    return tuple(
        Choice(when_words(slot.service, slot.starts_at, slot.ends_at, today), pick(f"slot:{slot.slot_id}"))
        for slot in slots
    )


def slots_card(slots: Sequence[FreeSlot], today: date) -> dict[str, Any]:
    """The card of free times, grouped by day; `choice` is the place of the time among the reply's choices."""
    groups: list[dict[str, Any]] = []
    for place, slot in enumerate(slots):
        heading = day_words(_local(slot).date(), today)
        if not groups or groups[-1]["heading"] != heading:
            groups.append({"heading": heading, "office": slot.office.name, "items": []})
        label = slot_words(slot.service, slot.starts_at, slot.ends_at)
        groups[-1]["items"].append({"label": label, "free": slot.free, "choice": place})
    return {"type": "slots", "heading": "请点一个时间", "groups": groups}
