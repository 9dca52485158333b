"""All SQL of the waiting list and of walk-in tickets."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from actions.booking.model import Booking, QueueTicket, Slot, WaitingEntry
from actions.booking.repository import OPEN_STATES
from actions.clock import SHANGHAI
from actions.records.model import Person

OPEN_ENTRIES = ("waiting", "offered")


def fetch_and_lock_waiting_for(session: Session, slot: Slot) -> Sequence[WaitingEntry]:
    """Those who wait for a place like this slot's, first come first; entries another transaction serves are left out."""
    day = slot.starts_at.astimezone(SHANGHAI).date()
    query = (
        select(WaitingEntry)
        .where(
            WaitingEntry.office_id == slot.office_id, WaitingEntry.service == slot.service,
            WaitingEntry.state == "waiting", WaitingEntry.first_day <= day, WaitingEntry.last_day >= day,
        )  # fmt: skip
        .order_by(WaitingEntry.joined_at, WaitingEntry.id)
        .with_for_update(skip_locked=True)
    )
    return session.scalars(query.execution_options(populate_existing=True)).all()


def somebody_waits_for(session: Session, slot: Slot) -> bool:
    day = slot.starts_at.astimezone(SHANGHAI).date()
    query = select(WaitingEntry.id).where(
        WaitingEntry.office_id == slot.office_id, WaitingEntry.service == slot.service,
        WaitingEntry.state == "waiting", WaitingEntry.first_day <= day, WaitingEntry.last_day >= day,
    )  # fmt: skip
    return session.scalar(query.limit(1)) is not None


def days_waited_for(session: Session, office_id: str, service: str) -> tuple[date, date] | None:
    """First and last day anybody waits for; None when nobody does."""
    query = select(func.min(WaitingEntry.first_day), func.max(WaitingEntry.last_day)).where(
        WaitingEntry.office_id == office_id, WaitingEntry.service == service, WaitingEntry.state == "waiting"
    )
    first, last = session.execute(query).one()
    return (first, last) if first else None


def fetch_entries_waiting(session: Session, today: date) -> Sequence[WaitingEntry]:
    """Everybody who waits, first come first."""
    query = select(WaitingEntry).where(WaitingEntry.state == "waiting", WaitingEntry.last_day >= today)
    return session.scalars(query.order_by(WaitingEntry.joined_at, WaitingEntry.id)).all()


def fetch_entry(session: Session, entry_id: int, *, lock: bool = False) -> WaitingEntry | None:
    return session.get(WaitingEntry, entry_id, populate_existing=True, with_for_update=lock or None)


def fetch_entry_of_booking(session: Session, booking_id: int) -> WaitingEntry | None:
    """The entry this booking was offered to, while the offer stands."""
    query = select(WaitingEntry).where(WaitingEntry.offered_booking_id == booking_id, WaitingEntry.state == "offered")
    return session.scalar(query)


def fetch_open_entry(session: Session, person_id: int, service: str) -> WaitingEntry | None:
    query = select(WaitingEntry).where(
        WaitingEntry.person_id == person_id, WaitingEntry.service == service, WaitingEntry.state.in_(OPEN_ENTRIES)
    )
    return session.scalar(query)


def fetch_open_entries(session: Session, person_id: int, *, lock: bool = False) -> Sequence[WaitingEntry]:
    query = select(WaitingEntry).where(WaitingEntry.person_id == person_id, WaitingEntry.state.in_(OPEN_ENTRIES))
    query = query.order_by(WaitingEntry.joined_at, WaitingEntry.id)
    return session.scalars(query.with_for_update() if lock else query).all()


def fetch_deceased_with_something_open(session: Session, now: datetime) -> Sequence[int]:
    """People who have died and have a booking still to come, or wait for one."""
    booked = exists().where(
        Booking.person_id == Person.id, Booking.state.in_(OPEN_STATES), Slot.id == Booking.slot_id, Slot.starts_at > now
    )
    waits = exists().where(WaitingEntry.person_id == Person.id, WaitingEntry.state.in_(OPEN_ENTRIES))
    return session.scalars(select(Person.id).where(Person.died_on.is_not(None), booked | waits)).all()


def count_waiting_before(session: Session, entry: WaitingEntry) -> int:
    earlier = (WaitingEntry.joined_at < entry.joined_at) | (
        (WaitingEntry.joined_at == entry.joined_at) & (WaitingEntry.id < entry.id)
    )
    query = select(func.count()).where(
        WaitingEntry.office_id == entry.office_id, WaitingEntry.service == entry.service,
        WaitingEntry.state == "waiting", earlier,
    )  # fmt: skip
    return session.scalar(query) or 0


def fetch_offers(session: Session, person_id: int, now: datetime) -> Sequence[tuple[WaitingEntry, int]]:
    """Offers that still stand: the entry and the booking it holds."""
    query = (
        select(WaitingEntry, Booking.id)
        .join(Booking, Booking.id == WaitingEntry.offered_booking_id)
        .where(
            WaitingEntry.person_id == person_id, WaitingEntry.state == "offered",
            Booking.state == "held", Booking.held_until > now,
        )  # fmt: skip
        .order_by(WaitingEntry.id)
    )
    return [(entry, booking_id) for entry, booking_id in session.execute(query)]


def fetch_last_entry(session: Session, person_id: int) -> WaitingEntry | None:
    """The person's newest entry, whatever became of it."""
    query = select(WaitingEntry).where(WaitingEntry.person_id == person_id)
    return session.scalar(query.order_by(WaitingEntry.id.desc()).limit(1))


def fetch_ticket(session: Session, ticket_id: int, *, lock: bool = False) -> QueueTicket | None:
    return session.get(QueueTicket, ticket_id, populate_existing=True, with_for_update=lock or None)


def fetch_next_ticket(session: Session, office_id: str, service: str, day: date) -> QueueTicket | None:
    """The lowest number of the day that was not called yet."""
    query = select(QueueTicket).where(
        QueueTicket.office_id == office_id, QueueTicket.service == service, QueueTicket.day == day,
        QueueTicket.called_at.is_(None),
    )  # fmt: skip
    return session.scalar(query.order_by(QueueTicket.number).limit(1))


def fetch_ticket_by_key(session: Session, key: str) -> QueueTicket | None:
    return session.scalar(select(QueueTicket).where(QueueTicket.idempotency_key == key))


def last_ticket_number(session: Session, office_id: str, service: str, day: date) -> int:
    query = select(func.max(QueueTicket.number)).where(
        QueueTicket.office_id == office_id, QueueTicket.service == service, QueueTicket.day == day
    )
    return session.scalar(query) or 0


def count_tickets_ahead(session: Session, ticket: QueueTicket) -> int:
    """People with an earlier number who were not called yet."""
    query = select(func.count()).where(
        QueueTicket.office_id == ticket.office_id, QueueTicket.service == ticket.service,
        QueueTicket.day == ticket.day, QueueTicket.number < ticket.number, QueueTicket.called_at.is_(None),
    )  # fmt: skip
    return session.scalar(query) or 0
