"""What a person who has died leaves open: bookings and places in the waiting list end, and nobody is written to."""

from actions.booking import repository, waiting_repository
from actions.booking.cancelling import Cancelling
from actions.booking.desk import SYSTEM, Desk, Who, Work
from actions.booking.errors import NotOpen, PastSlot
from actions.booking.info import BookingInfo, info_of
from actions.booking.lookup import Lookup

REASON = "person-deceased"


class Deceased:
    """Ends what is open for the dead, one transaction for each booking and entry."""

    def __init__(self, desk: Desk, cancelling: Cancelling, lookup: Lookup) -> None:
        self._desk, self._cancelling, self._lookup = desk, cancelling, lookup

    def end_all(self) -> int:
        """See BookingService.end_for_deceased."""
        now = self._desk.now()
        people = self._desk.read(lambda session: waiting_repository.fetch_deceased_with_something_open(session, now))
        return sum(self.end(person_id) for person_id in people)

    def end(self, person_id: int, who: Who = SYSTEM) -> int:
        """The same for one person, if they have died."""
        person = self._desk.read(lambda session: repository.fetch_person(session, person_id))
        if person is None or person.died_on is None:
            return 0
        # The entry goes first: the place it was offered must not come back to it.
        left = self._desk.run(lambda work: self._leave(work, person_id, who))
        now = self._desk.now()
        rows = self._desk.read(lambda session: repository.fetch_rows_taking_a_place(session, person_id, now))
        return left + sum(self._cancel(info_of(row, self._desk.vault), who) for row in rows)

    def _leave(self, work: Work, person_id: int, who: Who) -> int:
        entries = waiting_repository.fetch_open_entries(work.session, person_id, lock=True)
        for entry in entries:
            entry.state = "left"
            work.note("waiting:left", who, person_id, entry=entry.id, reason=REASON)
        work.session.flush()
        return len(entries)

    def _cancel(self, seen: BookingInfo, who: Who) -> int:
        def action(work: Work) -> int:
            try:
                return int(self._cancelling.cancel_within(work, seen, REASON, who).state == "cancelled")
            except (NotOpen, PastSlot):
                return 0

        return self._desk.run(action, self._lookup.offerable([seen.slot_id]))
