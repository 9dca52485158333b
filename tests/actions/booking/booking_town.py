"""A small town for the tests of bookings: one street office, its people, a clock that tests move."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Engine, func, select

from actions.audit.repository import fetch_entries
from actions.audit.service import Audit
from actions.booking.model import Booking, VisitTeam
from actions.booking.service import BookingService
from actions.clock import SHANGHAI
from actions.database.unit_of_work import UnitOfWork
from actions.messages.service import MessageOutbox
from actions.offices.model import Closure, Office, OfficeService, OpeningHours
from actions.offices.service import OfficeDirectory
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.records.model import ImportBatch, Person

OFFICE = "street-1"
COMMUNITIES = ("community-1", "community-2")
MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(days=1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A Dalian time."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)


class TownClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, moment: datetime | None = None) -> None:
        self.moment = moment or at(MONDAY, 8)

    def __call__(self) -> datetime:
        return self.moment.astimezone(UTC)

    def forward(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclasses.dataclass
class Town:
    """The engine, the services over it, and the ids of its people."""

    engine: Engine
    vault: Vault
    audit: Audit
    messages: MessageOutbox
    clock: TownClock
    bookings: BookingService
    people: list[int]

    def slots(self, service: str = "counter_check", day: date = TUESDAY, limit: int = 100, area: str | None = None):
        return self.bookings.find_slots(service, at(day, 0), at(day, 23, 59), [OFFICE], limit, area)

    def slot(self, service: str = "counter_check", day: date = TUESDAY, hour: int = 9):
        return next(slot for slot in self.slots(service, day) if slot.starts_at == at(day, hour))

    def hold(self, person: int, slot_id: int, key: str | None = None, **more):
        key = key or f"{person}-{slot_id}-{self.clock.moment.timestamp()}"
        return self.bookings.hold(person, slot_id, key, actor=f"person:{person}", **more)

    def book(self, person: int, slot_id: int, key: str | None = None):
        held = self.hold(person, slot_id, key)
        return self.bookings.confirm(person, held.id, actor=f"person:{person}")

    def cancel(self, person: int, booking_id: int):
        return self.bookings.cancel(person, booking_id, "person", actor=f"person:{person}")

    def close_office(self, first: date, last: date | None = None, reason: str = "设备检修") -> None:
        with UnitOfWork(self.engine) as work:
            work.session.add(Closure(office_id=OFFICE, first_day=first, last_day=last or first, reason=reason))
            work.commit()

    def set_capacity(self, service: str, capacity: int) -> None:
        """Before the first search of a day."""
        with UnitOfWork(self.engine) as work:
            work.session.get(OfficeService, (OFFICE, service)).capacity = capacity
            work.commit()

    def count(self, *conditions) -> int:
        with UnitOfWork(self.engine, reads_only=True) as work:
            return work.session.scalar(select(func.count()).select_from(Booking).where(*conditions))

    def audit_faults(self) -> list:
        with UnitOfWork(self.engine, reads_only=True) as work:
            return list(self.audit.verify(work.session))

    def events(self, name: str) -> list[tuple[str, dict]]:
        """Actor and details of every audit entry of this event."""
        with UnitOfWork(self.engine, reads_only=True) as work:
            return [(entry.actor, entry.details) for entry in fetch_entries(work.session, event=name)]

    def die(self, person_id: int) -> None:
        """The person has died, as the records tell."""
        with UnitOfWork(self.engine) as work:
            work.session.get(Person, person_id).died_on = MONDAY
            work.commit()

    def texts(self) -> list[str]:
        self.messages.send_due()
        return [message.text for message in self.messages.sent(100)]


def town_services(engine: Engine, home: Path, clock: TownClock, people: list[int]) -> Town:
    """The services over a database that is already settled."""
    keyring = Keyring(home)
    vault, audit = Vault(keyring), Audit(keyring)
    messages = MessageOutbox(engine, vault, now=clock)
    bookings = BookingService(engine, vault, audit, OfficeDirectory(engine), messages, clock)
    return Town(engine, vault, audit, messages, clock, bookings, people)


def settle_town(engine: Engine, home: Path, people: int = 5, capacity: int = 2, clock: TownClock | None = None) -> Town:
    """Fills a migrated database with offices and people, and builds the services over it."""
    vault = Vault(Keyring(home))
    with UnitOfWork(engine) as work:
        session = work.session
        session.add(Office(id=OFFICE, level="street", parent_id=None, name="某某街道", address="某某路1号", phone="12333"))
        session.flush()
        for community in COMMUNITIES:
            session.add(Office(id=community, level="community", parent_id=OFFICE, name=f"{community}社区"))
        for service, minutes in (("counter_check", 30), ("home_visit", 180), ("video_check", 30)):
            session.add(OfficeService(office_id=OFFICE, service=service, slot_minutes=minutes, capacity=capacity))
        for weekday in range(5):
            for opens, closes in ((time(8, 30), time(11, 30)), (time(13), time(16))):
                session.add(OpeningHours(office_id=OFFICE, weekday=weekday, opens=opens, closes=closes))
        for number, area in enumerate(COMMUNITIES, 1):
            session.add(
                VisitTeam(office_id=OFFICE, name=f"第{number}组", first_member="王敏", second_member="李强", areas=area)
            )
        batch = ImportBatch(
            kind="persons", file_name="town.csv", sha256="0" * 64, rows=people, as_of=MONDAY,
            imported_at=at(MONDAY, 7), imported_by="test",
        )  # fmt: skip
        session.add(batch)
        session.flush()
        rows = [_person(vault, number, batch.id) for number in range(people)]
        session.add_all(rows)
        session.flush()
        ids = [row.id for row in rows]
        work.commit()
    return town_services(engine, home, clock or TownClock(), ids)


def _person(vault: Vault, number: int, batch_id: int) -> Person:
    phone = f"199{number:08d}"
    return Person(
        id_number_sealed=vault.seal(f"number {number}", "person.id_number"),
        id_number_index=vault.index(str(number), "person.id_number"), name="张秀兰", sex="女",
        birth_date=date(1950, 1, 1), phone_sealed=vault.seal(phone, "person.phone"),
        phone_index=vault.index(phone, "person.phone"),
        address_sealed=vault.seal("某某区人民路12号3单元501", "person.address"),
        street_id=OFFICE, community_id=COMMUNITIES[number % 2], batch_id=batch_id,
    )  # fmt: skip
