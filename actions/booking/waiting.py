"""The waiting list (排队等空位): a freed place is kept for the next who waits, for 15 minutes, then for the one after."""

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from actions.booking import repository, waiting_repository
from actions.booking.daytime import is_daytime
from actions.booking.desk import Desk, Who, Work
from actions.booking.errors import AlreadyBooked, BadDays, NotOffered, UnknownPerson, UnknownWaiting
from actions.booking.info import Offer, WaitingInfo, info_of, place_of
from actions.booking.model import WaitingEntry
from actions.booking.places import LONGEST_HOLD, Places
from actions.booking.slots import SlotSearch, end_of_horizon
from actions.clock import SHANGHAI


class Waiting:
    """Joins, leaves and serves the waiting list."""

    def __init__(self, desk: Desk, search: SlotSearch, places: Places) -> None:
        self._desk, self._search, self._places = desk, search, places

    def join(
        self, person_id: int, office_id: str, service: str, first_day: date, last_day: date, who: Who
    ) -> WaitingInfo:
        """See BookingService.join_waiting."""
        now = self._desk.now()
        if not now.astimezone(SHANGHAI).date() <= first_day <= last_day < end_of_horizon(now).date():
            raise BadDays

        def action(work: Work) -> WaitingInfo:
            self._check_may_wait(work.session, person_id, office_id, service)
            entry = waiting_repository.fetch_open_entry(work.session, person_id, service)
            if entry is None:
                entry = WaitingEntry(
                    person_id=person_id, office_id=office_id, service=service, first_day=first_day, last_day=last_day,
                    state="waiting", joined_at=work.now,
                )  # fmt: skip
                work.session.add(entry)
                work.session.flush()
                work.note("waiting:joined", who, person_id, entry=entry.id)
            return _told(work.session, entry)

        return self._desk.run(action)

    def leave(self, person_id: int, entry_id: int, who: Who) -> None:
        """See BookingService.leave_waiting."""
        entry = self._desk.read(lambda session: _own(session, person_id, entry_id))
        booking_id = entry.offered_booking_id if entry.state == "offered" else None
        booking = self._desk.read(lambda session: repository.fetch_booking(session, booking_id)) if booking_id else None
        slots = frozenset({booking.slot_id}) if booking else frozenset()

        def action(work: Work) -> None:
            locked = repository.lock_slots(work.session, slots)
            current = _own(work.session, person_id, entry_id, lock=True)
            if current.state not in waiting_repository.OPEN_ENTRIES:
                return
            current.state = "left"
            work.note("waiting:left", who, person_id, entry=entry_id, reason="person")
            work.session.flush()
            offered = repository.fetch_booking(work.session, booking_id, lock=True) if booking_id else None
            if locked and offered and offered.state == "held":
                self._places.end(work, offered, "cancelled", "left")
                work.note("booking:cancelled", who, person_id, booking=offered.id, reason="released")
                self._places.offer(work, locked[0])

        self._desk.run(action, self._open_slots(slots))

    def entries(self, person_id: int) -> list[WaitingInfo]:
        """Where the person waits."""
        return self._desk.read(
            lambda session: [
                _told(session, entry) for entry in waiting_repository.fetch_open_entries(session, person_id)
            ]
        )

    def offers(self, person_id: int) -> list[Offer]:
        """See BookingService.offers."""

        def action(session: Session) -> list[Offer]:
            offers = []
            for entry, booking_id in waiting_repository.fetch_offers(session, person_id, self._desk.now()):
                info = info_of(repository.fetch_row(session, booking_id), self._desk.vault)
                offers.append(Offer(entry.id, info, info.held_until or self._desk.now()))
            return offers

        return self._desk.read(action)

    def lapsed_offer(self, person_id: int) -> Offer | None:
        """See BookingService.lapsed_offer."""
        now = self._desk.now()

        def action(session: Session) -> Offer | None:
            entry = waiting_repository.fetch_last_entry(session, person_id)
            if entry is None or entry.state not in ("offered", "passed") or entry.offered_booking_id is None:
                return None
            if entry.offered_until is None or not now - _TOLD_FOR < entry.offered_until <= now:
                return None
            mine = repository.fetch_open_of_person(session, person_id, entry.service)
            if mine and mine.id != entry.offered_booking_id:
                return None
            info = info_of(repository.fetch_row(session, entry.offered_booking_id), self._desk.vault)
            return Offer(entry.id, info, entry.offered_until)

        return self._desk.read(action)

    def offered_booking(self, person_id: int, entry_id: int) -> int:
        """The booking kept for the entry. Raises UnknownWaiting."""
        entry = self._desk.read(lambda session: _own(session, person_id, entry_id))
        if entry.offered_booking_id is None:
            raise UnknownWaiting
        return entry.offered_booking_id

    def expire_holds(self) -> int:
        """See BookingService.expire_holds."""
        now = self._desk.now()
        slot_ids = self._desk.read(
            lambda session: repository.fetch_slots_with_lapsed_holds(session, now, now + LONGEST_HOLD)
        )
        return sum(self._free_lapsed(slot_id) for slot_id in slot_ids)

    def offer_freed(self) -> int:
        """See BookingService.offer_freed."""
        now = self._desk.now()
        if not is_daytime(now):
            return 0
        waiting = self._desk.read(
            lambda session: waiting_repository.fetch_entries_waiting(session, now.astimezone(SHANGHAI).date())
        )
        return sum(self._offer_to_office(*wanted) for wanted in dict.fromkeys((e.office_id, e.service) for e in waiting))

    def _offer_to_office(self, office_id: str, service: str) -> int:
        """Offers every free place of the office on the days waited for, as long as somebody waits for it."""
        now = self._desk.now()
        first, last = self._desk.read(
            lambda session: waiting_repository.days_waited_for(session, office_id, service)
        ) or (now.date(), now.date())
        starts, ends = (datetime.combine(day, time(), SHANGHAI) for day in (first, last + timedelta(days=1)))
        free = self._search.find(service, starts, ends, [office_id], _ALL_SLOTS, None)
        return sum(self._offer(slot.slot_id) for slot in free if self._somebody_waits(slot.slot_id))

    def _somebody_waits(self, slot_id: int) -> bool:
        def action(session: Session) -> bool:
            slot = repository.fetch_slot(session, slot_id)
            return slot is not None and waiting_repository.somebody_waits_for(session, slot)

        return self._desk.read(action)

    def _offer(self, slot_id: int) -> int:
        def action(work: Work) -> int:
            slot = repository.lock_slots(work.session, [slot_id])[0]
            self._places.free_lapsed(work, slot)
            return self._places.offer(work, slot)

        return self._desk.run(action, frozenset({slot_id}))

    def _free_lapsed(self, slot_id: int) -> int:
        def action(work: Work) -> int:
            slot = repository.lock_slots(work.session, [slot_id])[0]
            return self._places.free_lapsed(work, slot)

        return self._desk.run(action, self._open_slots({slot_id}))

    def _open_slots(self, slot_ids: frozenset[int] | set[int]) -> frozenset[int]:
        slots = self._desk.read(lambda session: [repository.fetch_slot(session, slot_id) for slot_id in slot_ids])
        return frozenset(slot.id for slot in slots if slot and self._search.is_open(slot))

    def _check_may_wait(self, session: Session, person_id: int, office_id: str, service: str) -> None:
        person = repository.fetch_person(session, person_id)
        if person is None or person.died_on is not None:
            raise UnknownPerson
        if repository.fetch_offered_service(session, office_id, service) is None:
            raise NotOffered
        mine = repository.fetch_open_of_person(session, person_id, service)
        if mine and mine.state == "confirmed":
            raise AlreadyBooked(info_of(repository.fetch_row(session, mine.id), self._desk.vault))


_ALL_SLOTS = 10_000
_TOLD_FOR = timedelta(days=1)


def _own(session: Session, person_id: int, entry_id: int, *, lock: bool = False) -> WaitingEntry:
    entry = waiting_repository.fetch_entry(session, entry_id, lock=lock)
    if entry is None or entry.person_id != person_id:
        raise UnknownWaiting
    return entry


def _told(session: Session, entry: WaitingEntry) -> WaitingInfo:
    office = repository.fetch_office(session, entry.office_id)
    if office is None:
        raise NotOffered
    ahead = waiting_repository.count_waiting_before(session, entry) if entry.state == "waiting" else 0
    return WaitingInfo(
        entry.id, place_of(office), entry.service, entry.first_day, entry.last_day, entry.state, ahead
    )  # fmt: skip
