"""The booking service (预约): find a time, hold it, confirm it, move it, cancel it, wait for one, take a number."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.booking import repository
from actions.booking.calling import Calling
from actions.booking.cancelling import Cancelling
from actions.booking.closed_days import ClosedDays
from actions.booking.deceased import Deceased
from actions.booking.desk import SYSTEM, Certifier, Desk, Messages, Offices, Who
from actions.booking.errors import UnknownBooking
from actions.booking.holding import Holding
from actions.booking.info import BookingInfo, FreeSlot, Offer, TicketInfo, WaitingInfo, info_of
from actions.booking.lookup import Lookup, Wish
from actions.booking.moving import Moving
from actions.booking.outcomes import Outcomes
from actions.booking.places import Places
from actions.booking.reminders import Reminders
from actions.booking.slots import SlotSearch
from actions.booking.tickets import Tickets
from actions.booking.waiting import Waiting
from actions.clock import utc_now
from actions.eligibility.service import CertificationService
from actions.personal_data.vault import Vault


class BookingService:
    """Bookings in the database behind `engine`. Errors are booking.errors; whatever raises has changed nothing.

    `actor` is an audit actor (person:<id>, relative:<grant>, staff:<id>). Times are aware.
    """

    def __init__(
        self, engine: Engine, vault: Vault, audit: Audit, offices: Offices, messages: Messages,
        now: Callable[[], datetime] = utc_now, certification: Certifier | None = None,
    ) -> None:  # fmt: skip
        certifier = certification or CertificationService(engine, audit, now)
        self._desk = Desk(engine, vault, audit, offices, messages, certifier, now)
        self._search, places = SlotSearch(self._desk), Places(self._desk)
        self._lookup = Lookup(self._desk, self._search)
        self._cancelling = Cancelling(self._desk, places, self._lookup)
        self._holding = Holding(self._desk, self._search, places, self._lookup, self._cancelling)
        self._moving = Moving(self._desk, self._search, places, self._lookup)
        self._waiting = Waiting(self._desk, self._search, places)
        self._outcomes, self._reminders = Outcomes(self._desk), Reminders(self._desk)
        self._tickets, self._calling = Tickets(self._desk), Calling(self._desk)
        self._closed_days = ClosedDays(self._desk, self._search, self._cancelling)
        self._deceased = Deceased(self._desk, self._cancelling, self._lookup)

    def find_slots(
        self, service: str, starts: datetime, ends: datetime, office_ids: Sequence[str], limit: int = 6,
        area: str | None = None,
    ) -> list[FreeSlot]:  # fmt: skip
        """At most `limit` slots with a free place beginning in [starts, ends), earliest first; never past ones, never
        beyond 60 days, never outside opening hours. `area` is the community of a home visit."""
        return self._search.find(service, starts, ends, office_ids, limit, area)

    def offices_for(self, person_id: int, service: str) -> list[str]:
        """Offices that offer the service to the person, nearest in the tree first."""

        def action(session: Session) -> list[str]:
            person = repository.fetch_person(session, person_id)
            return repository.fetch_office_ids_around(session, person, service) if person else []

        return self._desk.read(action)

    def area_of(self, person_id: int) -> str | None:
        """The community of the person, which decides who can visit them."""
        person = self._desk.read(lambda session: repository.fetch_person(session, person_id))
        return person.community_id if person else None

    def hold(
        self, person_id: int, slot_id: int, key: str, *, actor: str, conversation_id: str | None = None,
        address: str | None = None,
    ) -> BookingInfo:  # fmt: skip
        """Keeps a place for 10 minutes. The same `key` again gives the same booking; an unconfirmed hold of the person
        for the service elsewhere is given up in the same transaction. A home visit uses `address`, else the one on
        record. Raises UnknownSlot, PastSlot, TooFarAhead, OfficeClosed, SlotTaken, NoVisitTeam, AlreadyBooked, KeyInUse,
        BadKey, BadAddress, UnknownPerson, TooBusy."""
        return self._holding.hold(Wish(person_id, slot_id, key, Who(actor, conversation_id), address))

    def confirm(
        self, person_id: int, booking_id: int, *, actor: str, conversation_id: str | None = None
    ) -> BookingInfo:
        """Makes a held place a booking with a number; a confirmed one stays as it is. Raises UnknownBooking,
        HoldExpired, PastSlot, OfficeClosed, NeedsAddress, NotOpen, TooBusy."""
        return self._holding.confirm(person_id, booking_id, Who(actor, conversation_id))

    def release(
        self, person_id: int, booking_id: int, *, actor: str | None = None, conversation_id: str | None = None
    ) -> BookingInfo:
        """Gives a held place back. Raises UnknownBooking."""
        return self.cancel(
            person_id, booking_id, "released", actor=actor or f"person:{person_id}", conversation_id=conversation_id
        )

    def cancel(
        self, person_id: int, booking_id: int, reason: str, *, actor: str, conversation_id: str | None = None
    ) -> BookingInfo:
        """Ends an open booking; a cancelled one stays as it is. `reason` is one of cancelling.REASONS (anything else is
        kept as other); the freed place goes to the next who waits. Raises UnknownBooking, NotOpen, PastSlot."""
        return self._cancelling.cancel(person_id, booking_id, reason, Who(actor, conversation_id))

    def reschedule(
        self, person_id: int, booking_id: int, new_slot_id: int, key: str, *, actor: str,
        conversation_id: str | None = None,
    ) -> BookingInfo:  # fmt: skip
        """A confirmed booking in the new slot with the same number, the old one moved: all or nothing, the old place is
        kept when the new one is gone. Raises as hold and confirm do, and WrongService."""
        wish = Wish(person_id, new_slot_id, key, Who(actor, conversation_id))
        return self._moving.reschedule(booking_id, wish)

    def set_visit_address(self, person_id: int, booking_id: int, address: str) -> BookingInfo:
        """Where the home visit goes, in place of the address on record. Raises UnknownBooking, NotOpen, BadAddress."""
        return self._holding.give_address(person_id, booking_id, address)

    def booking(self, person_id: int, booking_id: int) -> BookingInfo:
        """One booking of the person. Raises UnknownBooking."""
        return self._desk.read(lambda session: self._lookup.own(session, person_id, booking_id))

    def booking_by_number(self, person_id: int, number: str) -> BookingInfo:
        """The person's booking with this number, spaces allowed. Raises UnknownBooking."""
        digits = "".join(number.split())
        row = self._desk.read(lambda session: repository.fetch_row_by_number(session, person_id, digits))
        if row is None:
            raise UnknownBooking
        return info_of(row, self._desk.vault)

    def open_bookings(self, person_id: int) -> list[BookingInfo]:
        """Held and confirmed bookings that are not over, earliest first."""
        now = self._desk.now()
        rows = self._desk.read(lambda session: repository.fetch_rows_of_person(session, person_id, now))
        return [info_of(row, self._desk.vault) for row in rows]

    def bookings_on_closed_days(self) -> list[BookingInfo]:
        """Open bookings whose office will be closed then after all."""
        return self._closed_days.bookings()

    def cancel_on_closed_days(self) -> int:
        """Job: cancels those and tells the people by day how to book again; how many were cancelled."""
        return self._closed_days.cancel()

    def end_for_deceased(self, person_id: int | None = None, actor: str = SYSTEM.actor) -> int:
        """Job: cancels bookings to come and waiting of people who have died (or of this one), without a message; how
        many ended. Safe to repeat."""
        return self._deceased.end_all() if person_id is None else self._deceased.end(person_id, Who(actor))

    def attended(self, booking_id: int, actor: str) -> BookingInfo:
        """The person came: the booking ends and the certification is recorded, both or neither. Raises UnknownBooking,
        NotOpen, TooEarly (before the day)."""
        return self._outcomes.attended(booking_id, Who(actor))

    def no_show(self, booking_id: int, actor: str) -> BookingInfo:
        """The person did not come. Raises UnknownBooking, NotOpen, TooEarly (before the slot is over)."""
        return self._outcomes.no_show(booking_id, Who(actor))

    def join_waiting(
        self, person_id: int, office_id: str, service: str, first_day: date, last_day: date, *, actor: str,
        conversation_id: str | None = None,
    ) -> WaitingInfo:  # fmt: skip
        """Waits for a place on one of the days; who waits already keeps their turn. Raises BadDays, NotOffered,
        AlreadyBooked, UnknownPerson."""
        return self._waiting.join(person_id, office_id, service, first_day, last_day, Who(actor, conversation_id))

    def leave_waiting(
        self, person_id: int, entry_id: int, *, actor: str, conversation_id: str | None = None
    ) -> None:
        """Waits no longer; an offered place goes to the next. Raises UnknownWaiting."""
        self._waiting.leave(person_id, entry_id, Who(actor, conversation_id))

    def waiting(self, person_id: int) -> list[WaitingInfo]:
        """Where the person waits, and how many are ahead."""
        return self._waiting.entries(person_id)

    def offers(self, person_id: int) -> list[Offer]:
        """Freed places kept for the person right now."""
        return self._waiting.offers(person_id)

    def lapsed_offer(self, person_id: int) -> Offer | None:
        """The place that was kept for the person within the last day and not taken, when they have none since."""
        return self._waiting.lapsed_offer(person_id)

    def accept_offer(
        self, person_id: int, entry_id: int, *, actor: str, conversation_id: str | None = None
    ) -> BookingInfo:
        """Confirms the offered place. Raises UnknownWaiting, HoldExpired and as confirm does."""
        booking_id = self._waiting.offered_booking(person_id, entry_id)
        return self.confirm(person_id, booking_id, actor=actor, conversation_id=conversation_id)

    def take_ticket(
        self, office_id: str, service: str, key: str, *, actor: str = "system:queue", conversation_id: str | None = None
    ) -> TicketInfo:
        """The next walk-in number of today; the same `key` again gives the same number. Raises OfficeClosed, NotOffered,
        KeyInUse, BadKey."""
        return self._tickets.take(office_id, service, key, Who(actor, conversation_id))

    def call_next(self, office_id: str, service: str, *, actor: str) -> TicketInfo | None:
        """Calls the lowest number of today nobody called yet; None when nobody waits. Raises NotOffered."""
        return self._calling.call_next(office_id, service, Who(actor))

    def ticket_done(self, ticket_id: int, *, actor: str) -> TicketInfo:
        """The visitor was served; again changes nothing. Raises UnknownTicket, NotCalled."""
        return self._calling.done(ticket_id, Who(actor))

    def expire_holds(self) -> int:
        """Job: ends holds that ran out and offers their places on; how many ended."""
        return self._waiting.expire_holds()

    def offer_freed(self) -> int:
        """Job: offers free places to those who wait for them; how many offers were made."""
        return self._waiting.offer_freed()

    def remind(self) -> int:
        """Job: reminds people of tomorrow's bookings, once each; how many messages were written."""
        return self._reminders.remind()
