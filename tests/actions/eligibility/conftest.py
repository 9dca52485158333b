"""A small office of fictional people whose certifications and lists the tests drive."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, select

from actions.audit.model import AuditEntry
from actions.audit.service import Audit
from actions.database.unit_of_work import UnitOfWork
from actions.eligibility.investigations import InvestigationService
from actions.eligibility.model import BenefitSuspension, Certification, Investigation, SharedListEntry
from actions.eligibility.service import CertificationService
from actions.eligibility.shared_lists import Applied, apply_entries
from actions.identity.model import StaffMember
from actions.personal_data.keyring import Keyring
from actions.records.model import CareMark, ImportBatch, Person

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # ten in the morning in Dalian
TODAY = date(2026, 11, 23)


@dataclass
class House:
    """One database with its services at a fixed moment, and short ways to put things into it."""

    engine: Engine
    audit: Audit
    now: datetime = NOW
    batches: int = 0
    people: int = 0
    certification: CertificationService = field(init=False)
    investigations: InvestigationService = field(init=False)

    def __post_init__(self) -> None:
        self.certification = CertificationService(self.engine, self.audit, lambda: self.now)
        self.investigations = InvestigationService(self.engine, self.audit, lambda: self.now)

    def add(self, *rows):
        with UnitOfWork(self.engine) as work:
            work.session.add_all(rows)
            work.commit()
        return rows[0]

    def batch(self, kind="shared_list") -> int:
        self.batches += 1
        row = ImportBatch(
            kind=kind, file_name="list.csv", sha256=f"{self.batches:064d}", rows=1, as_of=TODAY, imported_at=NOW,
            imported_by="system:test",
        )  # fmt: skip
        return self.add(row).id

    def person(self, *marks, died_on=None, name="张秀兰") -> int:
        self.people += 1
        batch = self.batch("persons")
        row = Person(
            id_number_sealed="sealed", id_number_index=f"index-{self.people}", name=name, sex="女",
            birth_date=date(1950, 3, 1), died_on=died_on, batch_id=batch,
        )  # fmt: skip
        person_id = self.add(row).id
        for mark in marks:
            self.add(CareMark(person_id=person_id, mark=mark, batch_id=batch))
        return person_id

    def certify(self, person_id, day, channel="counter"):
        self.add(Certification(person_id=person_id, certified_on=day, channel=channel, recorded_by="staff:1"))

    def suspend(self, person_id, day, reason="certification_overdue"):
        row = BenefitSuspension(person_id=person_id, reason=reason, suspended_on=day, decided_by="staff:1")
        return self.add(row).id

    def record(self, person_id, channel="counter", day=TODAY, actor="staff:1"):
        with UnitOfWork(self.engine) as work:
            standing = self.certification.record(work.session, person_id, channel, day, actor)
            work.commit()
        return standing

    def list(self, *lines) -> int:
        """Stores a list of (person id, kind, day[, source]); returns its batch."""
        batch = self.batch()
        for person_id, kind, day, *source in lines:
            self.add(
                SharedListEntry(
                    person_id=person_id, kind=kind, happened_on=day, source=(source or ["police"])[0], batch_id=batch
                )
            )
        return batch

    def apply(self, batch) -> Applied:
        with UnitOfWork(self.engine) as work:
            applied = apply_entries(work.session, self.audit, batch, self.now)
            work.commit()
        return applied

    def staff(self, number="D0001", active=True) -> str:
        self.add(StaffMember(number=number, name="王丽", pin_hash="-", active=active))
        return self.investigations.staff_actor(number)

    def all(self, model):
        with UnitOfWork(self.engine, reads_only=True) as work:
            return work.session.scalars(select(model)).all()

    def events(self):
        return [entry.event for entry in sorted(self.all(AuditEntry), key=lambda entry: entry.number)]

    def suspensions(self):
        return [(row.reason, row.suspended_on, row.resumed_on) for row in self.all(BenefitSuspension)]

    def open_reasons(self):
        return sorted(row.reason for row in self.all(Investigation) if row.state == "open")


@pytest.fixture
def house(any_engine, tmp_path) -> House:
    return House(any_engine, Audit(Keyring(tmp_path)))
