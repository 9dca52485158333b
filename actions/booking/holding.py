"""Hold and confirm: each is one transaction, all of it or nothing."""

from sqlalchemy.orm import Session

from actions.booking import repository
from actions.booking.cancelling import Cancelling
from actions.booking.desk import Desk, Who, Work
from actions.booking.errors import AlreadyBooked, HoldExpired, NeedsAddress, NotOpen, SlotTaken
from actions.booking.info import BookingInfo
from actions.booking.letters import Letters
from actions.booking.lookup import Lookup, Wish, living, locked, slot_of
from actions.booking.model import Booking, Slot
from actions.booking.places import HOLD, Places, Request
from actions.booking.retry import ChangedMeanwhile
from actions.booking.slots import HOME_VISIT, SlotSearch
from actions.booking.visits import ADDRESS_FIELD, clean_address
from actions.records.model import Person


class Holding:
    """The way of a booking from hold to its number."""

    def __init__(
        self, desk: Desk, search: SlotSearch, places: Places, lookup: Lookup, cancelling: Cancelling
    ) -> None:
        self._desk, self._search, self._places = desk, search, places
        self._lookup, self._cancelling = lookup, cancelling
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
        info, slot = self._desk.read(lambda session: self._lookup.own_with_slot(session, person_id, booking_id))
        if info.state == "confirmed":
            return info
        self._search.check(slot)
        return self._desk.run(lambda work: self._confirm(work, info, who))

    def give_address(self, person_id: int, booking_id: int, address: str) -> BookingInfo:
        """See BookingService.set_visit_address."""
        sealed = self._desk.vault.seal(clean_address(address), ADDRESS_FIELD)

        def action(work: Work) -> BookingInfo:
            info = self._lookup.own(work.session, person_id, booking_id)
            repository.lock_slots(work.session, [info.slot_id])
            visit = repository.fetch_visit(work.session, booking_id)
            booking = repository.fetch_booking(work.session, booking_id, lock=True)
            if visit is None or booking is None or booking.state not in repository.OPEN_STATES:
                raise NotOpen
            visit.address_sealed = sealed
            work.session.flush()
            return self._lookup.info(work.session, booking_id)

        return self._desk.run(action)

    def _look_for_room(self, session: Session, wish: Wish) -> tuple[Slot, BookingInfo | None]:
        """As Lookup.look. Who asks for a full slot and has no part in it is refused here: losing must cost little and queue
        for no lock, because those who won need both to confirm."""
        room = repository.fetch_room(session, wish.slot_id, wish.person_id, wish.key, self._desk.now())
        if room and room.full and not room.concerned:
            raise SlotTaken
        return self._lookup.look(session, wish)

    def _hold(self, work: Work, wish: Wish, address: str | None) -> BookingInfo:
        slots = self._lock(work, wish)
        if earlier := self._lookup.earlier(work.session, wish):
            return earlier
        person, slot = living(work.session, wish.person_id), slots[wish.slot_id]
        for each in slots.values():
            self._places.free_lapsed(work, each)
        mine = repository.fetch_open_of_person(work.session, wish.person_id, slot.service)
        if mine and mine.slot_id not in slots:
            raise ChangedMeanwhile  # the person was somewhere else at the same moment
        if mine and mine.state == "confirmed":
            raise AlreadyBooked(self._lookup.info(work.session, mine.id))
        if mine and mine.slot_id == slot.id:
            return self._lookup.info(work.session, mine.id)
        if mine:
            self._cancelling.end(work, slots[mine.slot_id], mine, "replaced", wish.who)
        booking = self._places.take(work, slot, Request(person, wish.key, self._sealed(person, slot, address)), HOLD)
        self._places.booked_by(work, wish.who, booking, "booking:held")
        return self._lookup.info(work.session, booking.id)

    def _lock(self, work: Work, wish: Wish) -> dict[int, Slot]:
        """Locks the wished slot and the one of the person's open booking, by id."""
        wished = slot_of(work.session, wish.slot_id)
        mine = repository.fetch_open_of_person(work.session, wish.person_id, wished.service)
        return {slot.id: slot for slot in repository.lock_slots(work.session, {wished.id, *_slot_ids(mine)})}

    def _confirm(self, work: Work, seen: BookingInfo, who: Who) -> BookingInfo:
        slot, booking = locked(work, seen)
        if booking.state == "confirmed":
            return self._lookup.info(work.session, booking.id)
        if booking.state != "held" or (booking.held_until or work.now) <= work.now:
            raise HoldExpired if booking.confirmed_at is None else NotOpen
        visit = repository.fetch_visit(work.session, booking.id)
        if visit and not visit.address_sealed:
            raise NeedsAddress
        self._places.settle(work, booking)
        self._letters.confirmed(work, slot, booking)
        self._places.booked_by(work, who, booking, "booking:confirmed")
        return self._lookup.info(work.session, booking.id)

    def _sealed(self, person: Person, slot: Slot, address: str | None) -> str:
        if address is None or slot.service != HOME_VISIT:
            return self._places.recorded_address(person, slot.service)
        return self._desk.vault.seal(address, ADDRESS_FIELD)


def _slot_ids(booking: Booking | None) -> tuple[int, ...]:
    return (booking.slot_id,) if booking else ()
