"""Hold, confirm, move, cancel: each is one transaction, all of it or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.booking import repository
from actions.booking.desk import Desk, Who, Work
from actions.booking.errors import (
    AlreadyBooked,
    BadKey,
    HoldExpired,
    KeyInUse,
    NeedsAddress,
    NotOpen,
    PastSlot,
    SlotTaken,
    UnknownBooking,
    UnknownPerson,
    UnknownSlot,
    WrongService,
)
from actions.booking.info import BookingInfo, info_of
from actions.booking.letters import Letters
from actions.booking.model import Booking, Slot
from actions.booking.places import HOLD, Places, Request
from actions.booking.retry import ChangedMeanwhile
from actions.booking.slots import HOME_VISIT, SlotSearch
from actions.booking.visits import ADDRESS_FIELD, clean_address
from actions.records.model import Person

KEY_CHARACTERS = 80
# Why a booking was cancelled, as the audit keeps it; a reason in free words could hold something personal.
REASONS = frozenset({"person", "relative", "staff", "office_closed", "released", "replaced"})


@dataclass(frozen=True)
class Wish:
    """Who wants which slot, under which idempotency key."""

    person_id: int
    slot_id: int
    key: str
    who: Who
    address: str | None = None


class Holding:
    """The way of a booking from hold to its end."""

    def __init__(self, desk: Desk, search: SlotSearch, places: Places) -> None:
        self._desk, self._search, self._places = desk, search, places
        self._letters = Letters(desk)

    def hold(self, wish: Wish) -> BookingInfo:
        """See BookingService.hold."""
        address = clean_address(wish.address) if wish.address is not None else None
        slot, earlier = self._desk.read(lambda session: self._look_for_room(session, wish))
        if earlier:
            return earlier
        self._search.check(slot)
        return self._desk.run(lambda work: self._hold(work, wish, address), frozenset({slot.id}))

    def confirm(self, person_id: int, booking_id: int, who: Who) -> BookingInfo:
        """See BookingService.confirm."""
        info = self._desk.read(lambda session: self.own(session, person_id, booking_id))
        if info.state == "confirmed":
            return info
        self._search.check(self._desk.read(lambda session: _slot(session, info.slot_id)))
        return self._desk.run(lambda work: self._confirm(work, info, who))

    def cancel(self, person_id: int, booking_id: int, reason: str, who: Who) -> BookingInfo:
        """See BookingService.cancel."""
        info = self._desk.read(lambda session: self.own(session, person_id, booking_id))
        offerable = self.offerable([info.slot_id])
        return self._desk.run(lambda work: self._cancel(work, info, reason, who), offerable)

    def reschedule(self, booking_id: int, wish: Wish) -> BookingInfo:
        """See BookingService.reschedule."""
        slot, earlier = self._desk.read(lambda session: self._look(session, wish))
        if earlier:
            return earlier
        info = self._desk.read(lambda session: self.own(session, wish.person_id, booking_id))
        self._search.check(slot)
        offerable = self.offerable([info.slot_id, slot.id])
        return self._desk.run(lambda work: self._move(work, info, wish), offerable)

    def give_address(self, person_id: int, booking_id: int, address: str) -> BookingInfo:
        """See BookingService.set_visit_address."""
        sealed = self._desk.vault.seal(clean_address(address), ADDRESS_FIELD)

        def action(work: Work) -> BookingInfo:
            info = self.own(work.session, person_id, booking_id)
            repository.lock_slots(work.session, [info.slot_id])
            visit = repository.fetch_visit(work.session, booking_id)
            booking = repository.fetch_booking(work.session, booking_id, lock=True)
            if visit is None or booking is None or booking.state not in repository.OPEN_STATES:
                raise NotOpen
            visit.address_sealed = sealed
            work.session.flush()
            return self.info(work.session, booking_id)

        return self._desk.run(action)

    def own(self, session: Session, person_id: int, booking_id: int) -> BookingInfo:
        """The person's booking. Raises UnknownBooking, also for another person's."""
        booking = repository.fetch_booking(session, booking_id)
        if booking is None or booking.person_id != person_id:
            raise UnknownBooking
        return self.info(session, booking_id)

    def info(self, session: Session, booking_id: int) -> BookingInfo:
        """What may be told of a booking that exists."""
        return info_of(repository.fetch_row(session, booking_id), self._desk.vault)

    def offerable(self, slot_ids: Iterable[int]) -> frozenset[int]:
        """Those of the slots that lie in opening hours: only their places may be offered on."""
        slots = self._desk.read(lambda session: [_slot(session, slot_id) for slot_id in slot_ids])
        return frozenset(slot.id for slot in slots if self._search.is_open(slot))

    def _look(self, session: Session, wish: Wish) -> tuple[Slot, BookingInfo | None]:
        """The slot, and what the same request did before."""
        if not 0 < len(wish.key) <= KEY_CHARACTERS:
            raise BadKey
        slot = _slot(session, wish.slot_id)
        return slot, self._earlier(session, wish)

    def _earlier(self, session: Session, wish: Wish) -> BookingInfo | None:
        booking = repository.fetch_booking_by_key(session, wish.key)
        if booking is None:
            return None
        if (booking.person_id, booking.slot_id) != (wish.person_id, wish.slot_id):
            raise KeyInUse
        return self.info(session, booking.id)

    def _look_for_room(self, session: Session, wish: Wish) -> tuple[Slot, BookingInfo | None]:
        """As _look. Who asks for a full slot and has no part in it is refused here: losing must cost little and queue
        for no lock, because those who won need both to confirm."""
        room = repository.fetch_room(session, wish.slot_id, wish.person_id, wish.key, self._desk.now())
        if room and room.full and not room.concerned:
            raise SlotTaken
        return self._look(session, wish)

    def _hold(self, work: Work, wish: Wish, address: str | None) -> BookingInfo:
        slots = self._lock(work, wish)
        if earlier := self._earlier(work.session, wish):
            return earlier
        person, slot = _living(work.session, wish.person_id), slots[wish.slot_id]
        for each in slots.values():
            self._places.free_lapsed(work, each)
        mine = repository.fetch_open_of_person(work.session, wish.person_id, slot.service)
        if mine and mine.slot_id not in slots:
            raise ChangedMeanwhile  # the person was somewhere else at the same moment
        if mine and mine.state == "confirmed":
            raise AlreadyBooked(self.info(work.session, mine.id))
        if mine and mine.slot_id == slot.id:
            return self.info(work.session, mine.id)
        if mine:
            self._end(work, slots[mine.slot_id], mine, "replaced", wish.who)
        booking = self._places.take(work, slot, Request(person, wish.key, self._sealed(person, slot, address)), HOLD)
        self._places.booked_by(work, wish.who, booking, "booking:held")
        return self.info(work.session, booking.id)

    def _lock(self, work: Work, wish: Wish) -> dict[int, Slot]:
        """Locks the wished slot and the one of the person's open booking, by id."""
        wished = _slot(work.session, wish.slot_id)
        mine = repository.fetch_open_of_person(work.session, wish.person_id, wished.service)
        return {slot.id: slot for slot in repository.lock_slots(work.session, {wished.id, *_slot_ids(mine)})}

    def _confirm(self, work: Work, seen: BookingInfo, who: Who) -> BookingInfo:
        slot, booking = self._locked(work, seen)
        if booking.state == "confirmed":
            return self.info(work.session, booking.id)
        if booking.state != "held" or (booking.held_until or work.now) <= work.now:
            raise HoldExpired if booking.confirmed_at is None else NotOpen
        visit = repository.fetch_visit(work.session, booking.id)
        if visit and not visit.address_sealed:
            raise NeedsAddress
        self._places.settle(work, booking)
        self._letters.confirmed(work, slot, booking)
        self._places.booked_by(work, who, booking, "booking:confirmed")
        return self.info(work.session, booking.id)

    def _cancel(self, work: Work, seen: BookingInfo, reason: str, who: Who) -> BookingInfo:
        slot, booking = self._locked(work, seen)
        if booking.state in ("cancelled", "expired"):
            return self.info(work.session, booking.id)
        if booking.state not in repository.OPEN_STATES:
            raise NotOpen
        if booking.state == "confirmed" and slot.starts_at <= work.now:
            raise PastSlot("这个预约的时间已经到了，不能取消了。")
        self._end(work, slot, booking, reason, who)
        return self.info(work.session, booking.id)

    def _move(self, work: Work, seen: BookingInfo, wish: Wish) -> BookingInfo:
        slots = {slot.id: slot for slot in repository.lock_slots(work.session, {seen.slot_id, wish.slot_id})}
        if earlier := self._earlier(work.session, wish):
            return earlier
        old, target, origin = self._open(work, seen.id), slots[wish.slot_id], slots[seen.slot_id]
        if origin.id == target.id:
            return self.info(work.session, old.id)
        if target.service != old.service:
            raise WrongService
        if old.state == "confirmed" and origin.starts_at <= work.now:
            raise PastSlot("原来预约的时间已经到了，不能再改。请重新约一次。")
        self._places.free_lapsed(work, target)
        number, visit = old.number, repository.fetch_visit(work.session, old.id)
        if visit and not visit.address_sealed:
            raise NeedsAddress
        old.number = None  # the number goes along: what people wrote down stays true
        self._places.end(work, old, "moved", "taken")
        request = Request(_living(work.session, wish.person_id), wish.key, visit.address_sealed if visit else "")
        booking = self._places.take(work, target, request, HOLD, old)
        self._places.settle(work, booking, number)
        self._places.offer(work, origin)
        self._letters.confirmed(work, target, booking)
        work.note(
            "booking:moved", wish.who, booking.person_id, booking=booking.id, slot=target.id, **{"from": origin.id}
        )
        return self.info(work.session, booking.id)

    def _open(self, work: Work, booking_id: int) -> Booking:
        """The booking, locked, if it still takes a place. Raises HoldExpired or NotOpen."""
        booking = repository.fetch_booking(work.session, booking_id, lock=True)
        if booking is None or booking.state not in repository.OPEN_STATES:
            raise NotOpen
        if booking.state == "held" and (booking.held_until or work.now) <= work.now:
            raise HoldExpired
        return booking

    def _locked(self, work: Work, seen: BookingInfo) -> tuple[Slot, Booking]:
        slot = repository.lock_slots(work.session, [seen.slot_id])[0]
        booking = repository.fetch_booking(work.session, seen.id, lock=True)
        if booking is None:
            raise UnknownBooking
        return slot, booking

    def _end(self, work: Work, slot: Slot, booking: Booking, reason: str, who: Who) -> None:
        self._places.end(work, booking, "cancelled")
        told = reason if reason in REASONS else "other"
        work.note("booking:cancelled", who, booking.person_id, booking=booking.id, reason=told)
        self._places.offer(work, slot)

    def _sealed(self, person: Person, slot: Slot, address: str | None) -> str:
        if address is None or slot.service != HOME_VISIT:
            return self._places.recorded_address(person, slot.service)
        return self._desk.vault.seal(address, ADDRESS_FIELD)


def _slot(session: Session, slot_id: int) -> Slot:
    slot = repository.fetch_slot(session, slot_id)
    if slot is None:
        raise UnknownSlot
    return slot


def _living(session: Session, person_id: int) -> Person:
    person = repository.fetch_person(session, person_id)
    if person is None or person.died_on is not None:
        raise UnknownPerson
    return person


def _slot_ids(booking: Booking | None) -> tuple[int, ...]:
    return (booking.slot_id,) if booking else ()
