"""Moving a booking: the new place and the old one in one transaction, all of it or nothing."""

from actions.booking import repository
from actions.booking.desk import Desk, Work
from actions.booking.errors import NeedsAddress, PastSlot, WrongService
from actions.booking.info import BookingInfo
from actions.booking.letters import Letters
from actions.booking.lookup import Lookup, Wish, living, open_booking
from actions.booking.places import HOLD, Places, Request
from actions.booking.slots import SlotSearch


class Moving:
    """Moves open bookings."""

    def __init__(self, desk: Desk, search: SlotSearch, places: Places, lookup: Lookup) -> None:
        self._desk, self._search, self._places, self._lookup = desk, search, places, lookup
        self._letters = Letters(desk)

    def reschedule(self, booking_id: int, wish: Wish) -> BookingInfo:
        """See BookingService.reschedule."""
        slot, earlier = self._desk.read(lambda session: self._lookup.look(session, wish))
        if earlier:
            return earlier
        info = self._desk.read(lambda session: self._lookup.own(session, wish.person_id, booking_id))
        self._search.check(slot)
        offerable = self._lookup.offerable([info.slot_id, slot.id])
        return self._desk.run(lambda work: self._move(work, info, wish), offerable)

    def _move(self, work: Work, seen: BookingInfo, wish: Wish) -> BookingInfo:
        slots = {slot.id: slot for slot in repository.lock_slots(work.session, {seen.slot_id, wish.slot_id})}
        if earlier := self._lookup.earlier(work.session, wish):
            return earlier
        old, target, origin = open_booking(work, seen.id), slots[wish.slot_id], slots[seen.slot_id]
        if origin.id == target.id:
            return self._lookup.info(work.session, old.id)
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
        request = Request(living(work.session, wish.person_id), wish.key, visit.address_sealed if visit else "")
        booking = self._places.take(work, target, request, HOLD, old)
        self._places.settle(work, booking, number)
        self._places.offer(work, origin)
        self._letters.confirmed(work, target, booking)
        work.note(
            "booking:moved", wish.who, booking.person_id, booking=booking.id, slot=target.id, **{"from": origin.id}
        )
        return self._lookup.info(work.session, booking.id)
