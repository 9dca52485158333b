"""Fixtures of uploads: a case of an applicant, and the service over one database."""

import pytest
from visitors import Desk

from actions.audit.model import AuditEntry
from actions.database.unit_of_work import UnitOfWork
from actions.grants.access.applicant import Applicant
from actions.grants.model import GrantCase
from actions.grants.uploads.service import UploadService


class Intake:
    """The service and one case of a mourner, with what a test needs to look behind it."""

    def __init__(self, desk: Desk):
        self.desk = desk
        self.mourner = Applicant(None, "web", "张秀兰", "19900000001", "phone-one")
        self.case_id = self.open_case()

    def service(self, **options):
        return UploadService(
            self.desk.engine, self.desk.vault, self.desk.audit, self.desk.home, options.pop("scanner", None),
            self.desk.clock, **options,
        )  # fmt: skip

    def open_case(self, state="draft", phone_index="phone-one", number="100000000001"):
        case = GrantCase(
            number=number, idempotency_key=number, state=state, known_at=self.desk.clock(), channel="web",
            applicant_name_sealed="s", applicant_phone_sealed="s", applicant_phone_index=phone_index,
            made_at=self.desk.clock(), changed_at=self.desk.clock(),
        )  # fmt: skip
        with UnitOfWork(self.desk.engine) as work:
            work.session.add(case)
            work.commit()
        return case.id

    def put_in(self, state):
        with UnitOfWork(self.desk.engine) as work:
            work.session.get(GrantCase, self.case_id).state = state
            work.commit()

    def events(self):
        with UnitOfWork(self.desk.engine, reads_only=True) as work:
            return [entry.event for entry in work.session.query(AuditEntry).order_by(AuditEntry.number)]


@pytest.fixture
def intake(desk):
    return Intake(desk)


@pytest.fixture
def sqlite_intake(sqlite_desk):
    return Intake(sqlite_desk)
