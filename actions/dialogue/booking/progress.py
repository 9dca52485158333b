"""Carries a draft as far as it goes without asking: own office, earliest time, the place held for ten minutes."""

import hashlib
from collections.abc import Callable
from datetime import date

from rasa_sdk import Tracker

from actions.booking.errors import AlreadyBooked, BookingError
from actions.booking.info import BookingInfo
from actions.counter import Counter
from actions.dialogue.booking.codes import (
    CONFIRMED,
    HELD,
    HOME_VISIT,
    NOTE,
    OFFER,
    OFFERS_ONLY,
    OFFICE,
    SERVICE,
    SLOT,
    TASK,
    TIME,
    WHICH,
)  # fmt: skip
from actions.dialogue.booking.draft import Draft
from actions.dialogue.booking.finding import find
from actions.identity.identified import Identified


class Progress:
    """The steps between two questions. `today` is the current day in Dalian."""

    def __init__(self, counter: Counter, today: Callable[[], date]) -> None:
        self._counter, self._today = counter, today

    def advance(self, draft: Draft, who: Identified, tracker: Tracker) -> None:
        """Fills in what need not be asked; a booking error becomes a note and the step is asked again."""
        if not draft.left:
            self._offered(draft, who)
        if draft.left or not draft[OFFER]:
            return
        self._what_moves(draft, who)
        if not draft[WHICH]:
            return
        if draft.service and not draft.left:
            self._where(draft, who)
        if draft.service and draft.office and draft[TIME] and not draft[SLOT] and not draft.left:
            self._which(draft, who)
        if draft[SLOT] and not draft.left:
            self.hold(draft, who, tracker)

    def _offered(self, draft: Draft, who: Identified) -> None:
        """A place kept from the waiting list is settled first, unless a booking is only to move."""
        moves = str(draft[TASK]).startswith("move")
        if draft[OFFER] or (not moves and self._counter.bookings.offers(who.person_id)):
            return
        draft[OFFER] = "none"
        if draft[TASK] == OFFERS_ONLY:
            draft.leave("offer_gone")

    def _what_moves(self, draft: Draft, who: Identified) -> None:
        if draft[TASK] == "move":
            self._find_what_moves(draft, self.confirmed(who))
        else:
            draft[WHICH] = "known"
        if draft.moves and not draft.service:
            self._take_over(draft, who)
        elif draft.service and not draft.moves and draft[WHICH]:
            same = next((info for info in self.confirmed(who) if info.service == draft.service), None)
            if same:
                draft.leave(f"already:{same.id}")

    @staticmethod
    def _find_what_moves(draft: Draft, bookings: list[BookingInfo]) -> None:
        """The only booking, or the one whose way was named (上门的那个); of several that are left, none is chosen."""
        named = [info for info in bookings if info.service == draft.service] or bookings
        draft[SERVICE] = None
        if not bookings:
            draft[TASK], draft[WHICH] = "book", "known"
            draft.note("none_to_move")
        elif len(named) == 1:
            draft[TASK], draft[WHICH] = f"move:{named[0].id}", "known"

    def _take_over(self, draft: Draft, who: Identified) -> None:
        booking = next((info for info in self.confirmed(who) if info.id == draft.moves), None)
        if booking is None:
            draft[TASK] = "book"
            draft.note("none_to_move")
            return
        draft[SERVICE], draft[OFFICE] = booking.service, booking.office.id

    def _where(self, draft: Draft, who: Identified) -> None:
        if draft.office or draft[NOTE] == "offices":
            return
        offices = self._counter.bookings.offices_for(who.person_id, draft.service or "")
        if offices:
            draft[OFFICE] = offices[0]
        else:
            draft.leave("no_office")

    def _which(self, draft: Draft, who: Identified) -> None:
        """Takes a time by itself when any will do, or when one was named to the minute."""
        wish = draft.wish
        if wish is None or not (wish.earliest or wish.precise):
            return
        found = find(
            self._counter, draft.service or "", draft.office or "", wish, self.area(draft, who), self._today()
        )
        if found.slots and found.exact:
            draft[SLOT] = str(found.slots[0].slot_id)

    def hold(self, draft: Draft, who: Identified, tracker: Tracker) -> None:
        """Keeps the chosen place; for a move nothing is held, because the old place stays until the new one is sure."""
        if draft.moves or draft[HELD]:
            return
        try:
            info = self._counter.bookings.hold(
                who.person_id, int(draft[SLOT]), key_of(tracker, draft[SLOT]), actor=who.actor,
                conversation_id=who.conversation_id,
            )  # fmt: skip
        except AlreadyBooked as error:
            draft.leave(f"already:{error.info.id}")
        except BookingError as error:
            draft[SLOT] = None
            draft.note(f"error:{error.code}")
        else:
            draft[HELD] = str(info.id)

    def release(self, draft: Draft, who: Identified | None) -> None:
        """Gives a held place back; one that is gone already is no trouble."""
        if draft.held and who:
            try:
                self._counter.bookings.release(
                    who.person_id, draft.held, actor=who.actor, conversation_id=who.conversation_id
                )
            except BookingError as error:
                draft.note(f"error:{error.code}") if error.status >= 500 else None
        draft[HELD] = None

    def settle(self, draft: Draft, who: Identified, tracker: Tracker) -> None:
        """Yes was said: the booking is confirmed or moved; when that fails, the time is asked again with the reason."""
        bookings, by = self._counter.bookings, {"actor": who.actor, "conversation_id": who.conversation_id}
        try:
            if draft.moves:
                info = bookings.reschedule(
                    who.person_id, draft.moves, int(draft[SLOT]), key_of(tracker, draft[SLOT]), **by
                )
            else:
                info = bookings.confirm(who.person_id, draft.held or 0, **by)
        except BookingError as error:
            draft[SLOT] = draft[HELD] = None
            draft.note(f"error:{error.code}")
            return
        draft[CONFIRMED], draft[HELD] = "yes", str(info.id)
        draft.leave("moved" if draft.moves else "booked")

    def confirmed(self, who: Identified) -> list[BookingInfo]:
        """The person's bookings that stand."""
        return [info for info in self._counter.bookings.open_bookings(who.person_id) if info.state == "confirmed"]

    def area(self, draft: Draft, who: Identified) -> str | None:
        """The community that decides who can visit; only for home visits."""
        return self._counter.bookings.area_of(who.person_id) if draft.service == HOME_VISIT else None


def key_of(tracker: Tracker, slot_id: str) -> str:
    """The same message for the same slot has the same key, so a resend holds nothing twice."""
    told = f"{tracker.sender_id}:{tracker.latest_message.get('message_id')}:{slot_id}"
    return hashlib.sha256(told.encode()).hexdigest()[:40]
