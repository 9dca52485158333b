"""What became of a booking at the counter: attended or missed, written by the staff."""

from datetime import datetime

from actions.booking import repository
from actions.booking.desk import Desk, Who, Work
from actions.booking.errors import NotOpen, TooEarly, UnknownBooking
from actions.booking.info import BookingInfo, info_of
from actions.booking.model import Booking, Slot
from actions.clock import SHANGHAI

# The channel a certification came through, by the service that was booked (eligibility.channels).
CHANNELS = {"counter_check": "counter", "home_visit": "home_visit", "video_check": "video"}


class Outcomes:
    """Ends confirmed bookings."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def attended(self, booking_id: int, who: Who) -> BookingInfo:
        """See BookingService.attended."""

        def action(work: Work) -> BookingInfo:
            slot, booking = self._locked(work, booking_id)
            if booking.state != "attended":
                _check(booking, _day_begins(slot), work.now)
                booking.state, booking.ended_at = "attended", work.now
                work.session.flush()
                day = slot.starts_at.astimezone(SHANGHAI).date()
                channel = CHANNELS[booking.service]
                self._desk.certification.record(work.session, booking.person_id, channel, day, who.actor)
                work.note("booking:attended", who, booking.person_id, booking=booking.id)
            return info_of(repository.fetch_row(work.session, booking_id), self._desk.vault)

        return self._desk.run(action)

    def no_show(self, booking_id: int, who: Who) -> BookingInfo:
        """See BookingService.no_show."""

        def action(work: Work) -> BookingInfo:
            slot, booking = self._locked(work, booking_id)
            if booking.state != "no_show":
                _check(booking, slot.ends_at, work.now)
                booking.state, booking.ended_at = "no_show", work.now
                work.note("booking:missed", who, booking.person_id, booking=booking.id)
                work.session.flush()
            return info_of(repository.fetch_row(work.session, booking_id), self._desk.vault)

        return self._desk.run(action)

    def _locked(self, work: Work, booking_id: int) -> tuple[Slot, Booking]:
        seen = repository.fetch_booking(work.session, booking_id)
        if seen is None:
            raise UnknownBooking
        slot = repository.lock_slots(work.session, [seen.slot_id])[0]
        booking = repository.fetch_booking(work.session, booking_id, lock=True)
        if booking is None:
            raise UnknownBooking
        return slot, booking


def _check(booking: Booking, earliest: datetime, now: datetime) -> None:
    if booking.state != "confirmed":
        raise NotOpen
    if now < earliest:
        raise TooEarly


def _day_begins(slot: Slot) -> datetime:
    return slot.starts_at.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
