"""What is looked up before and within a booking's transaction: the slot, the person's own booking, earlier requests."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.booking import repository
from actions.booking.desk import Desk, Who, Work
from actions.booking.errors import BadKey, HoldExpired, KeyInUse, NotOpen, UnknownBooking, UnknownPerson, UnknownSlot
from actions.booking.info import BookingInfo, info_of
from actions.booking.model import Booking, Slot
from actions.booking.slots import SlotSearch
from actions.records.model import Person

KEY_CHARACTERS = 80


@dataclass(frozen=True)
class Wish:
    """Who wants which slot, under which idempotency key."""

    person_id: int
    slot_id: int
    key: str
    who: Who
    address: str | None = None


class Lookup:
    """Finds what a request is about, and refuses what is not the person's."""

    def __init__(self, desk: Desk, search: SlotSearch) -> None:
        self._desk, self._search = desk, search

    def own(self, session: Session, person_id: int, booking_id: int) -> BookingInfo:
        """The person's booking. Raises UnknownBooking, also for another person's."""
        return self.own_with_slot(session, person_id, booking_id)[0]

    def own_with_slot(self, session: Session, person_id: int, booking_id: int) -> tuple[BookingInfo, Slot]:
        """The same, and its slot."""
        row = repository.fetch_row_of_person(session, person_id, booking_id)
        if row is None:
            raise UnknownBooking
        return info_of(row, self._desk.vault), row[1]

    def info(self, session: Session, booking_id: int) -> BookingInfo:
        """What may be told of a booking that exists."""
        return info_of(repository.fetch_row(session, booking_id), self._desk.vault)

    def offerable(self, slot_ids: Iterable[int]) -> frozenset[int]:
        """Those of the slots that lie in opening hours: only their places may be offered on."""
        slots = self._desk.read(lambda session: [slot_of(session, slot_id) for slot_id in slot_ids])
        return frozenset(slot.id for slot in slots if self._search.is_open(slot))

    def look(self, session: Session, wish: Wish) -> tuple[Slot, BookingInfo | None]:
        """The slot, and what the same request did before."""
        if not 0 < len(wish.key) <= KEY_CHARACTERS:
            raise BadKey
        slot = slot_of(session, wish.slot_id)
        return slot, self.earlier(session, wish)

    def earlier(self, session: Session, wish: Wish) -> BookingInfo | None:
        """What a request with this key did before. Raises KeyInUse when it was another request."""
        booking = repository.fetch_booking_by_key(session, wish.key)
        if booking is None:
            return None
        if (booking.person_id, booking.slot_id) != (wish.person_id, wish.slot_id):
            raise KeyInUse
        return self.info(session, booking.id)


def slot_of(session: Session, slot_id: int) -> Slot:
    """The slot. Raises UnknownSlot."""
    slot = repository.fetch_slot(session, slot_id)
    if slot is None:
        raise UnknownSlot
    return slot


def living(session: Session, person_id: int) -> Person:
    """Somebody who may book. Raises UnknownPerson."""
    person = repository.fetch_person(session, person_id)
    if person is None or person.died_on is not None:
        raise UnknownPerson
    return person


def open_booking(work: Work, booking_id: int) -> Booking:
    """The booking, locked, if it still takes a place. Raises HoldExpired or NotOpen."""
    booking = repository.fetch_booking(work.session, booking_id, lock=True)
    if booking is None or booking.state not in repository.OPEN_STATES:
        raise NotOpen
    if booking.state == "held" and (booking.held_until or work.now) <= work.now:
        raise HoldExpired
    return booking


def locked(work: Work, seen: BookingInfo) -> tuple[Slot, Booking]:
    """The booking and its slot, locked in this order. Raises UnknownBooking."""
    slot = repository.lock_slots(work.session, [seen.slot_id])[0]
    booking = repository.fetch_booking(work.session, seen.id, lock=True)
    if booking is None:
        raise UnknownBooking
    return slot, booking
