"""The places of a locked slot: taking one, giving one back, letting holds lapse, offering what was freed.

Every function here needs the slot locked by the caller (repository.lock_slots); this is the one code path to a place.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.booking import repository, waiting_repository
from actions.booking.daytime import is_daytime
from actions.booking.desk import SYSTEM, Desk, Who, Work
from actions.booking.errors import NoVisitTeam, SlotTaken
from actions.booking.letters import Letters
from actions.booking.model import Booking, HomeVisit, Slot, VisitTeam, WaitingEntry
from actions.booking.numbers import fresh_numbers
from actions.booking.retry import ChangedMeanwhile
from actions.booking.slots import HOME_VISIT
from actions.booking.visits import ADDRESS_FIELD, choose_team
from actions.booking.wording import half_day_of
from actions.records.model import Person

HOLD = timedelta(minutes=10)
OFFER = timedelta(minutes=15)
LONGEST_HOLD = max(HOLD, OFFER)


@dataclass(frozen=True)
class Request:
    """A wish for a place. `address_sealed` (field home_visit.address) only for home visits; empty: not known yet."""

    person: Person
    key: str
    address_sealed: str = ""


class Places:
    """Takes and frees places inside a transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._letters = Letters(desk)

    def take(self, work: Work, slot: Slot, request: Request, lasts: timedelta, moved_from: Booking | None = None) -> Booking:
        """A held booking on the first free place. Raises SlotTaken or NoVisitTeam."""
        booked = repository.fetch_open_of_slot(work.session, slot.id)
        used = {booking.place for booking in booked}
        place = next((number for number in range(1, slot.capacity + 1) if number not in used), None)
        if place is None:
            raise SlotTaken
        team = self._team(work, slot, request.person)
        booking = Booking(
            slot_id=slot.id, place=place, person_id=request.person.id, service=slot.service, state="held",
            idempotency_key=request.key, held_at=work.now, held_until=work.now + lasts,
            moved_from_id=moved_from.id if moved_from else None,
        )  # fmt: skip
        work.session.add(booking)
        work.session.flush()
        if slot.service == HOME_VISIT:
            self._add_visit(work, slot, booking, request, team)
        return booking

    def settle(self, work: Work, booking: Booking, number: str | None = None) -> None:
        """Makes a held booking a confirmed one, with `number` or a fresh one."""
        booking.state, booking.held_until, booking.confirmed_at = "confirmed", None, work.now
        booking.number = number or self._unused_number(work)
        if entry := waiting_repository.fetch_entry_of_booking(work.session, booking.id):
            entry.state = "taken"
        work.session.flush()

    def end(self, work: Work, booking: Booking, state: str, entry_state: str = "passed") -> None:
        """Ends an open booking; its place is free from here on."""
        booking.state, booking.ended_at, booking.held_until = state, work.now, None
        if entry := waiting_repository.fetch_entry_of_booking(work.session, booking.id):
            entry.state = entry_state
        work.session.flush()

    def free_lapsed(self, work: Work, slot: Slot) -> int:
        """Ends the holds of the slot that ran out and offers what is free; how many ended."""
        lapsed = 0
        for booking in repository.fetch_open_of_slot(work.session, slot.id):
            if booking.state == "held" and (booking.held_until or work.now) <= work.now:
                self.end(work, booking, "expired")
                work.note("booking:expired", SYSTEM, booking.person_id, booking=booking.id)
                lapsed += 1
            elif booking.state == "held" and booking.held_until and booking.held_until > work.now + LONGEST_HOLD:
                booking.held_until = work.now + LONGEST_HOLD  # the clock went back: no hold may grow by that
        if lapsed:
            self.offer(work, slot)
        return lapsed

    def offer(self, work: Work, slot: Slot) -> int:
        """Offers the free places of the slot to those who wait, in their order; how many offers were made. At night
        none: the job (BookingService.offer_freed) makes them in the morning."""
        offers = 0
        if slot.id not in work.offerable or slot.starts_at <= work.now + OFFER or not is_daytime(work.now):
            return offers
        for entry in waiting_repository.fetch_and_lock_waiting_for(work.session, slot):
            try:
                offers += self._offer_to(work, slot, entry)
            except NoVisitTeam:
                continue  # no team goes to this person's community; the next in line may fit
            except SlotTaken:
                break
        return offers

    def _offer_to(self, work: Work, slot: Slot, entry: WaitingEntry) -> int:
        person = repository.fetch_person(work.session, entry.person_id)
        if person is None or person.died_on is not None:
            return 0
        if repository.fetch_open_of_person(work.session, entry.person_id, slot.service):
            return 0  # somebody with a booking of their own does not need the place
        key = f"offer:{entry.id}:{secrets.token_hex(8)}"
        booking = self.take(work, slot, Request(person, key, self.recorded_address(person, slot.service)), OFFER)
        entry.state, entry.offered_booking_id, entry.offered_until = "offered", booking.id, booking.held_until
        self._letters.freed(work, slot, person, booking.held_until or work.now)
        work.note("waiting:offered", SYSTEM, person.id, entry=entry.id, slot=slot.id)
        work.session.flush()
        return 1

    def recorded_address(self, person: Person, service: str) -> str:
        """The address on record, sealed anew for a home visit; empty when there is none or none is needed."""
        if service != HOME_VISIT or person.address_sealed is None:
            return ""
        return self._desk.vault.seal(self._desk.vault.open(person.address_sealed, "person.address"), ADDRESS_FIELD)

    def _team(self, work: Work, slot: Slot, person: Person) -> VisitTeam | None:
        if slot.service != HOME_VISIT:
            return None
        taken = repository.count_taken_by_slot_and_team(work.session, [slot.id], _long_ago(work.now)).get(slot.id, {})
        visits = {team_id: count for team_id, count in taken.items() if team_id is not None}
        teams = repository.fetch_teams(work.session, slot.office_id)
        return choose_team(teams, visits, slot.capacity, person.community_id)

    def _add_visit(self, work: Work, slot: Slot, booking: Booking, request: Request, team: VisitTeam | None) -> None:
        community = request.person.community_id
        known = community and repository.fetch_office(work.session, community)
        work.session.add(
            HomeVisit(
                booking_id=booking.id, address_sealed=request.address_sealed, community_id=community if known else None,
                team_id=team.id if team else None, half_day=half_day_of(slot.starts_at),
            )  # fmt: skip
        )
        work.session.flush()

    def _unused_number(self, work: Work) -> str:
        for number in fresh_numbers():
            if not repository.number_is_used(work.session, number):
                return number
        raise ChangedMeanwhile

    def booked_by(self, work: Work, who: Who, booking: Booking, event: str) -> None:
        """Notes an event that names the booking and its slot."""
        work.note(event, who, booking.person_id, booking=booking.id, slot=booking.slot_id)


def _long_ago(now: datetime) -> datetime:
    # A hold the sweep has not ended yet still has its place and its team.
    return now - timedelta(days=3650)
