"""A fictional office with people who are all proven and all want the same place, for the booking fight."""

import secrets
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import func, select, update

from actions.booking.model import Booking
from actions.clock import today, utc_now
from actions.conversations.service import ConversationService
from actions.counter import Counter
from actions.database.unit_of_work import UnitOfWork
from actions.identity.proofs import Proofs
from actions.offices.model import Office, OfficeService, OpeningHours
from actions.records.model import ImportBatch, Person

OFFICE, SERVICE, PLACES = "bench-street", "counter_check", 10
_MINUTES = 5  # short slots, so that 60 days hold a slot for each of a thousand rounds


@dataclass(frozen=True)
class Client:
    """One person with a proven conversation."""

    person_id: int
    conversation_id: str
    token: str


def settle(counter: Counter, clients: int) -> list[Client]:
    """Fills an empty migrated database."""
    people = _people(counter, clients)
    conversations, proofs = ConversationService(counter.engine), Proofs(counter.engine, counter.audit, utc_now)
    made = []
    for person_id in people:
        opened = conversations.open("web")
        counter.consents.agree(opened.id)
        with UnitOfWork(counter.engine) as work:
            proofs.give(work.session, opened.id, person_id, None, "sms")
            work.commit()
        made.append(Client(person_id, opened.id, opened.token))
    return made


def slots_to_fight_for(counter: Counter, rounds: int) -> list[int]:
    """One slot per round, PLACES places each."""
    now = utc_now() + timedelta(hours=2)
    free = counter.bookings.find_slots(SERVICE, now, now + timedelta(days=60), [OFFICE], rounds)
    if len(free) < rounds:
        raise ValueError(f"only {len(free)} slots within 60 days")
    return [slot.slot_id for slot in free]


def confirmed_in(counter: Counter, slot_id: int) -> list[tuple[int, str | None]]:
    """(place, number) of every confirmed booking of the slot."""
    query = select(Booking.place, Booking.number).where(Booking.slot_id == slot_id, Booking.state == "confirmed")
    with UnitOfWork(counter.engine, reads_only=True) as work:
        return [(place, number) for place, number in work.session.execute(query)]


def open_in(counter: Counter, slot_id: int) -> int:
    """Bookings that take a place of the slot, confirmed or not."""
    query = select(func.count()).where(Booking.slot_id == slot_id, Booking.state.in_(("held", "confirmed")))
    with UnitOfWork(counter.engine, reads_only=True) as work:
        return work.session.scalar(query) or 0


def clear(counter: Counter, slot_id: int) -> None:
    """Ends the bookings of a round, so that everybody may fight in the next."""
    query = update(Booking).where(Booking.slot_id == slot_id).values(state="cancelled", held_until=None)
    with UnitOfWork(counter.engine) as work:
        work.session.execute(query)
        work.commit()


def _people(counter: Counter, count: int) -> list[int]:
    with UnitOfWork(counter.engine) as work:
        session = work.session
        session.add(Office(id=OFFICE, level="street", parent_id=None, name="测量用街道", address="某某路1号"))
        session.flush()
        session.add(OfficeService(office_id=OFFICE, service=SERVICE, slot_minutes=_MINUTES, capacity=PLACES))
        for weekday in range(7):
            session.add(OpeningHours(office_id=OFFICE, weekday=weekday, opens=time(8), closes=time(16)))
        batch = ImportBatch(
            kind="bench", file_name="bench", sha256=secrets.token_hex(32), rows=count, as_of=today(),
            imported_at=utc_now(), imported_by="system:bench",
        )  # fmt: skip
        session.add(batch)
        session.flush()
        people = [_person(counter, number, batch.id) for number in range(count)]
        session.add_all(people)
        session.flush()
        ids = [person.id for person in people]
        work.commit()
    return ids


def _person(counter: Counter, number: int, batch_id: int) -> Person:
    return Person(
        id_number_sealed=counter.vault.seal(f"bench {number}", "person.id_number"),
        id_number_index=counter.vault.index(f"bench {number}", "person.id_number"), name="张秀兰", sex="女",
        birth_date=date(1950, 1, 1), phone_sealed=counter.vault.seal(f"199{number:08d}", "person.phone"),
        street_id=OFFICE, batch_id=batch_id,
    )  # fmt: skip
