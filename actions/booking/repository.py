"""All SQL of bookings and slots. Locks are taken in this order: slots by id, then bookings, then the audit head."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from actions.booking.info import BookingRow
from actions.booking.model import Booking, HomeVisit, Slot, VisitTeam
from actions.database.types import UtcDateTime
from actions.offices.model import Office, OfficeService
from actions.records.model import Person

OPEN_STATES = ("held", "confirmed")
_FRESH = {"populate_existing": True}  # what was read before a lock was held may have changed


def fetch_person(session: Session, person_id: int) -> Person | None:
    return session.get(Person, person_id)


def fetch_office(session: Session, office_id: str) -> Office | None:
    return session.get(Office, office_id)


def fetch_offered_services(session: Session, service: str, office_ids: Collection[str]) -> Sequence[OfficeService]:
    query = select(OfficeService).where(OfficeService.service == service, OfficeService.office_id.in_(office_ids))
    return session.scalars(query).all()


def fetch_offered_service(session: Session, office_id: str, service: str, *, lock: bool = False) -> OfficeService | None:
    query = select(OfficeService).where(OfficeService.office_id == office_id, OfficeService.service == service)
    return session.scalar(query.with_for_update() if lock else query)


def fetch_slot(session: Session, slot_id: int) -> Slot | None:
    return session.get(Slot, slot_id)


def lock_slots(session: Session, slot_ids: Iterable[int]) -> list[Slot]:
    """The slots, locked in the order of their ids until the transaction ends."""
    query = select(Slot).where(Slot.id.in_(set(slot_ids))).order_by(Slot.id).with_for_update()
    return list(session.scalars(query.execution_options(**_FRESH)))


def add_missing_slots(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Inserts the slots that do not exist yet; others may do the same at the same moment."""
    if rows:
        insert: Any = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
        session.execute(insert(Slot).on_conflict_do_nothing(), list(rows))


def fetch_slots_between(
    session: Session, service: str, office_ids: Collection[str], starts: datetime, ends: datetime
) -> Sequence[Slot]:
    """Slots that begin in [starts, ends)."""
    query = select(Slot).where(
        Slot.service == service, Slot.office_id.in_(office_ids), Slot.starts_at >= starts, Slot.starts_at < ends
    )
    return session.scalars(query.order_by(Slot.starts_at, Slot.id)).all()


def count_taken_by_slot_and_team(
    session: Session, slot_ids: Collection[int], now: datetime
) -> dict[int, dict[int | None, int]]:
    """Open bookings per slot and visit team (None: no visit); lapsed holds do not count."""
    query = (
        select(Booking.slot_id, HomeVisit.team_id, func.count())
        .outerjoin(HomeVisit, HomeVisit.booking_id == Booking.id)
        .where(Booking.slot_id.in_(slot_ids), _takes_a_place(now))
        .group_by(Booking.slot_id, HomeVisit.team_id)
    )
    taken: dict[int, dict[int | None, int]] = {}
    for slot_id, team_id, count in session.execute(query):
        taken.setdefault(slot_id, {})[team_id] = count
    return taken


@dataclass(frozen=True)
class Room:
    """Whether a slot still to come is full, and whether the person has a part in it (by the key, or an open booking)."""

    full: bool
    concerned: bool


def _takes_a_place(now: Any) -> Any:
    return (Booking.state == "confirmed") | ((Booking.state == "held") & (Booking.held_until > now))


def _room_query() -> Select[bool, bool]:
    now = bindparam("now", type_=UtcDateTime())
    taken = select(func.count()).where(Booking.slot_id == Slot.id, _takes_a_place(now)).scalar_subquery()
    keyed = exists().where(Booking.idempotency_key == bindparam("key"))
    mine = exists().where(
        Booking.person_id == bindparam("person_id"), Booking.service == Slot.service, Booking.state.in_(OPEN_STATES)
    )
    full = (taken >= Slot.capacity) & (Slot.starts_at > now)
    return select(full, keyed | mine).where(Slot.id == bindparam("slot_id"))


_ROOM = _room_query()  # built once: building it takes longer than running it


def fetch_room(session: Session, slot_id: int, person_id: int, key: str, now: datetime) -> Room | None:
    """The room of a slot as it is this moment, in one query; None when there is no such slot."""
    wanted = {"slot_id": slot_id, "person_id": person_id, "key": key, "now": now}
    row = session.execute(_ROOM, wanted).one_or_none()
    return None if row is None else Room(bool(row[0]), bool(row[1]))


def fetch_open_of_slot(session: Session, slot_id: int) -> Sequence[Booking]:
    query = select(Booking).where(Booking.slot_id == slot_id, Booking.state.in_(OPEN_STATES)).order_by(Booking.id)
    return session.scalars(query.execution_options(**_FRESH)).all()


def fetch_open_of_person(session: Session, person_id: int, service: str) -> Booking | None:
    """The one open booking the person can have for the service (uq_booking_open_person)."""
    query = select(Booking).where(
        Booking.person_id == person_id, Booking.service == service, Booking.state.in_(OPEN_STATES)
    )
    return session.scalar(query.execution_options(**_FRESH))


def fetch_booking_by_key(session: Session, key: str) -> Booking | None:
    return session.scalar(select(Booking).where(Booking.idempotency_key == key))


def fetch_booking(session: Session, booking_id: int, *, lock: bool = False) -> Booking | None:
    return session.get(Booking, booking_id, populate_existing=True, with_for_update=lock or None)


def number_is_used(session: Session, number: str) -> bool:
    return session.scalar(select(Booking.id).where(Booking.number == number)) is not None


def fetch_visit(session: Session, booking_id: int) -> HomeVisit | None:
    return session.get(HomeVisit, booking_id, populate_existing=True)


def fetch_teams(session: Session, office_id: str) -> Sequence[VisitTeam]:
    return session.scalars(select(VisitTeam).where(VisitTeam.office_id == office_id).order_by(VisitTeam.id)).all()


def fetch_booking_rows(session: Session, *conditions: Any) -> list[BookingRow]:
    """Bookings with slot, office, visit and team, earliest appointment first."""
    query = (
        select(Booking, Slot, Office, HomeVisit, VisitTeam)
        .join(Slot, Slot.id == Booking.slot_id)
        .join(Office, Office.id == Slot.office_id)
        .outerjoin(HomeVisit, HomeVisit.booking_id == Booking.id)
        .outerjoin(VisitTeam, VisitTeam.id == HomeVisit.team_id)
        .where(*conditions)
        .order_by(Slot.starts_at, Booking.id)
    )
    return [(booking, slot, office, visit, team) for booking, slot, office, visit, team in session.execute(query)]


def fetch_row(session: Session, booking_id: int) -> BookingRow:
    """The joined row of a booking that exists."""
    return fetch_booking_rows(session, Booking.id == booking_id)[0]


def fetch_rows_of_person(session: Session, person_id: int, now: datetime) -> list[BookingRow]:
    """Bookings that take a place and are not over."""
    return fetch_booking_rows(session, Booking.person_id == person_id, _takes_a_place(now), Slot.ends_at > now)


def fetch_rows_taking_a_place(session: Session, person_id: int, now: datetime) -> list[BookingRow]:
    """Open bookings of the person whose time is still to come, holds that ran out included."""
    return fetch_booking_rows(
        session, Booking.person_id == person_id, Booking.state.in_(OPEN_STATES), Slot.starts_at > now
    )


def fetch_rows_ahead(session: Session, now: datetime) -> list[BookingRow]:
    """Every open booking whose time is still to come."""
    return fetch_booking_rows(session, _takes_a_place(now), Slot.starts_at > now)


def fetch_row_of_person(session: Session, person_id: int, booking_id: int) -> BookingRow | None:
    rows = fetch_booking_rows(session, Booking.id == booking_id, Booking.person_id == person_id)
    return rows[0] if rows else None


def fetch_row_by_number(session: Session, person_id: int, number: str) -> BookingRow | None:
    rows = fetch_booking_rows(session, Booking.person_id == person_id, Booking.number == number)
    return rows[0] if rows else None


def fetch_slots_with_lapsed_holds(session: Session, now: datetime, latest: datetime) -> Sequence[int]:
    """Slots with a hold that ran out at `now`, or that ends after `latest` because the clock went back."""
    query = select(Booking.slot_id).where(
        Booking.state == "held", (Booking.held_until <= now) | (Booking.held_until > latest)
    )
    return session.scalars(query.distinct().order_by(Booking.slot_id)).all()


def fetch_ids_to_remind(session: Session, now: datetime, latest: datetime) -> Sequence[int]:
    """Confirmed bookings without a reminder whose slot begins in (now, latest]."""
    query = (
        select(Booking.id)
        .join(Slot, Slot.id == Booking.slot_id)
        .where(Booking.state == "confirmed", Booking.reminded_at.is_(None), Slot.starts_at > now, Slot.starts_at <= latest)
        .order_by(Slot.starts_at, Booking.id)
    )
    return session.scalars(query).all()


def fetch_office_ids_around(session: Session, person: Person, service: str) -> list[str]:
    """Offices that offer the service, nearest in the tree first: community, street, district, city."""
    found, office_id = [], person.community_id or person.street_id
    while office_id and (office := session.get(Office, office_id)):
        if fetch_offered_service(session, office.id, service):
            found.append(office.id)
        office_id = office.parent_id
    return found
