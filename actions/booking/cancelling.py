"""Cancelling a booking, or giving a held place back."""

from actions.booking import repository
from actions.booking.desk import Desk, Who, Work
from actions.booking.errors import NotOpen, PastSlot
from actions.booking.info import BookingInfo
from actions.booking.lookup import Lookup, locked
from actions.booking.model import Booking, Slot
from actions.booking.places import Places

# Why a booking was cancelled, as the audit keeps it; a reason in free words could hold something personal.
REASONS = frozenset({"person", "relative", "staff", "office_closed", "released", "replaced", "person-deceased"})


class Cancelling:
    """Ends open bookings and offers their places on."""

    def __init__(self, desk: Desk, places: Places, lookup: Lookup) -> None:
        self._desk, self._places, self._lookup = desk, places, lookup

    def cancel(self, person_id: int, booking_id: int, reason: str, who: Who) -> BookingInfo:
        """See BookingService.cancel."""
        info = self._desk.read(lambda session: self._lookup.own(session, person_id, booking_id))
        offerable = self._lookup.offerable([info.slot_id])
        return self._desk.run(lambda work: self.cancel_within(work, info, reason, who), offerable)

    def cancel_within(self, work: Work, seen: BookingInfo, reason: str, who: Who) -> BookingInfo:
        """The same in the transaction `work`."""
        slot, booking = locked(work, seen)
        if booking.state in ("cancelled", "expired"):
            return self._lookup.info(work.session, booking.id)
        if booking.state not in repository.OPEN_STATES:
            raise NotOpen
        if booking.state == "confirmed" and slot.starts_at <= work.now:
            raise PastSlot("这个预约的时间已经到了，不能取消了。")
        self.end(work, slot, booking, reason, who)
        return self._lookup.info(work.session, booking.id)

    def end(self, work: Work, slot: Slot, booking: Booking, reason: str, who: Who) -> None:
        """Ends an open booking of a slot the caller has locked."""
        self._places.end(work, booking, "cancelled")
        told = reason if reason in REASONS else "other"
        work.note("booking:cancelled", who, booking.person_id, booking=booking.id, reason=told)
        self._places.offer(work, slot)
