"""Reminds people the day before, once; late rather than never, but never after the appointment."""

from datetime import datetime, time, timedelta

from actions.booking import repository
from actions.booking.desk import SYSTEM, Desk, Work
from actions.booking.letters import Letters
from actions.booking.model import Slot
from actions.clock import SHANGHAI

REMIND_AT = time(10)  # Dalian time on the day before


class Reminders:
    """Writes the reminders that are due."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._letters = Letters(desk)

    def remind(self) -> int:
        """See BookingService.remind."""
        now = self._desk.now()
        latest = now + timedelta(days=2)
        ids = self._desk.read(lambda session: repository.fetch_ids_to_remind(session, now, latest))
        return sum(self._remind(booking_id) for booking_id in ids)

    def _remind(self, booking_id: int) -> int:
        def action(work: Work) -> int:
            # Another process may have reminded, or the person cancelled, since the list was read.
            booking = repository.fetch_booking(work.session, booking_id, lock=True)
            slot = repository.fetch_slot(work.session, booking.slot_id) if booking else None
            if not booking or not slot or booking.state != "confirmed" or booking.reminded_at:
                return 0
            due = due_at(slot)
            if not due <= work.now < slot.starts_at or (booking.confirmed_at and booking.confirmed_at >= due):
                return 0  # not yet, too late, or booked so late that the confirmation said it all
            booking.reminded_at = work.now
            if not self._letters.reminder(work, slot, booking):
                return 0
            work.note("booking:reminded", SYSTEM, booking.person_id, booking=booking.id)
            return 1

        return self._desk.run(action)


def due_at(slot: Slot) -> datetime:
    """When the reminder of a slot goes out."""
    day_before = slot.starts_at.astimezone(SHANGHAI).date() - timedelta(days=1)
    return datetime.combine(day_before, REMIND_AT, SHANGHAI)
