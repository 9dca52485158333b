"""Bookings on days an office closed after they were made: cancelled, and the person told how to book again."""

from actions.booking import repository
from actions.booking.cancelling import Cancelling
from actions.booking.desk import SYSTEM, Desk, Work
from actions.booking.errors import NotOpen, PastSlot
from actions.booking.info import BookingInfo, info_of
from actions.booking.letters import Letters
from actions.booking.slots import SlotSearch


class ClosedDays:
    """Finds and cancels bookings outside the opening hours as they are now."""

    def __init__(self, desk: Desk, search: SlotSearch, cancelling: Cancelling) -> None:
        self._desk, self._search, self._cancelling = desk, search, cancelling
        self._letters = Letters(desk)

    def bookings(self) -> list[BookingInfo]:
        """See BookingService.bookings_on_closed_days."""
        now = self._desk.now()
        rows = self._desk.read(lambda session: repository.fetch_rows_ahead(session, now))
        return [info_of(row, self._desk.vault) for row in rows if not self._search.is_open(row[1])]

    def cancel(self) -> int:
        """See BookingService.cancel_on_closed_days."""
        return sum(self._cancel(info) for info in self.bookings())

    def _cancel(self, seen: BookingInfo) -> int:
        def action(work: Work) -> int:
            before = repository.fetch_booking(work.session, seen.id)
            if before is None or before.slot_id != seen.slot_id or before.state not in repository.OPEN_STATES:
                return 0  # the person moved or cancelled it since the list was read
            was_confirmed = before.state == "confirmed"
            try:
                self._cancelling.cancel_within(work, seen, "office_closed", SYSTEM)
            except (NotOpen, PastSlot):
                return 0
            if was_confirmed:  # who only held a place hears it when confirming
                self._letters.office_closed(work, seen)
            return 1

        return self._desk.run(action)
