"""A hall for the tests of applications: offices on three levels, their clerks, families, and a clock that tests move."""

import dataclasses
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine, select
from visitors import Clock, fictional_number

from actions.audit.model import AuditEntry
from actions.audit.service import Audit
from actions.benefits.parameters.keeper import BookKeeper
from actions.database.unit_of_work import UnitOfWork
from actions.grants.access.applicant import Applicant
from actions.grants.checklist.choosing import checklist
from actions.grants.info import CaseInfo
from actions.grants.model import GrantCase, GrantStep
from actions.grants.service import GrantService
from actions.identity.model import StaffMember
from actions.messages.model import OutgoingMessage
from actions.messages.service import MessageOutbox
from actions.offices.model import Office
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault

COMMUNITY, STREET, DISTRICT, CITY = "community-1", "street-1", "district-1", "city-1"
OFFICES = (
    (CITY, "city", None), (DISTRICT, "district", CITY), (STREET, "street", DISTRICT), (COMMUNITY, "community", STREET),
    ("street-2", "street", DISTRICT), ("community-2", "community", "street-2"),
)  # fmt: skip
FACTS = {"status": "retired", "contribution": 384, "drawn": 96, "died_on": "2026-03-05", "cause": "illness"}
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@dataclasses.dataclass(frozen=True)
class Clerk:
    """A clerk who was checked."""

    id: int


class Hall:
    """The grant service over one database, and what a test needs around it."""

    def __init__(self, engine: Engine, home: Path, clock: Clock | None = None) -> None:
        keyring = Keyring(home)
        self.engine, self.home = engine, home
        self.clock = clock or Clock()
        if clock is None:
            self.clock.moment = NOON
        self.vault, self.audit = Vault(keyring), Audit(keyring)
        self.messages = MessageOutbox(engine, self.vault, now=self.clock)
        self.keeper = BookKeeper(engine, self.audit, self.clock)
        self.grants = GrantService(engine, self.vault, self.audit, self.messages, self.keeper, checklist, self.clock)

    def settle(self) -> "Hall":
        """Offices and clerks; a clerk's number says their office."""
        with UnitOfWork(self.engine) as work:
            for office_id, level, parent in OFFICES:
                work.session.add(Office(id=office_id, level=level, parent_id=parent, name=f"某某{office_id}"))
                work.session.flush()
                work.session.add(StaffMember(number=office_id, name="王丽", office_id=office_id, pin_hash="-", active=True))
            work.session.add(StaffMember(number="nowhere", name="李强", office_id=None, pin_hash="-", active=True))
            work.commit()
        return self

    def clerk(self, number: str) -> Clerk:
        with UnitOfWork(self.engine, reads_only=True) as work:
            return Clerk(work.session.scalars(select(StaffMember.id).where(StaffMember.number == number)).one())

    def applicant(self, serial: int = 1, **more) -> Applicant:
        phone = f"199{serial:08d}"
        return Applicant("c" * 32, "web", "张丽萍", phone, self.vault.index(phone, "person.phone"), **more)

    def open(self, serial: int = 1, key: str | None = None, **facts) -> CaseInfo:
        return self.grants.open(self.applicant(serial), {**FACTS, **facts}, key or f"open-{serial}", channel="web")

    def filled(self, serial: int = 1, deceased: int | None = None) -> CaseInfo:
        """A draft with everything in it."""
        me, case = self.applicant(serial), self.open(serial)
        for part, values in form(deceased or serial, serial):
            case = self.grants.save(me, case.id, part, values, case.version)
        return case

    def submitted(self, serial: int = 1) -> CaseInfo:
        case = self.filled(serial)
        return self.grants.submit(self.applicant(serial), case.id, case.version, f"submit-{serial}")

    def at(self, state: str, serial: int = 1) -> CaseInfo:
        """A case in `state`, brought there step by step."""
        if state == "draft":
            return self.filled(serial)
        if state == "expired":
            case = self.filled(serial)
            self.clock.forward(days=31)
            self.grants.expire_drafts()
            return self.mine(serial, case.id)
        case = self.submitted(serial)
        if state == "withdrawn":
            return self.grants.withdraw(self.applicant(serial), case.id, "家里再商量")
        for step in PATHS[state]:
            case = self.do(step, CITY, case)
        return self.mine(serial, case.id)

    def mine(self, serial: int, case_id: int) -> CaseInfo:
        return self.grants.case(self.applicant(serial), case_id)

    def do(self, step: str, staff: str, case: CaseInfo, version: int | None = None) -> CaseInfo:
        """A clerk's move with whatever it needs."""
        clerk, seen = self.clerk(staff), version or case.version
        grants, number = self.grants, case.number
        if step == "decide" and not self.row(case.id).applicant_checked_by and self.row(case.id).state == "deciding":
            seen = grants.see_identity(clerk, number, seen).info.version
        moves = {
            "accept": lambda: grants.accept(clerk, number, seen),
            "forward": lambda: grants.forward(clerk, number, seen),
            "return": lambda: grants.return_(clerk, number, seen, [case.documents[0].kind], "照片看不清"),
            "refuse": lambda: grants.refuse(clerk, number, seen, "不在这里参保"),
            "decide": lambda: grants.decide(clerk, number, seen, 834200, 6673600, "按核定表"),
            "pay": lambda: grants.pay(clerk, number, seen),
            "resubmit": lambda: grants.resubmit(clerk, number, seen),
            "step_back": lambda: grants.step_back(clerk, number, seen, "转错了"),
        }
        return moves[step]().info

    def row(self, case_id: int) -> GrantCase:
        with UnitOfWork(self.engine, reads_only=True) as work:
            return work.session.get(GrantCase, case_id)

    def steps(self, case_id: int) -> list[GrantStep]:
        with UnitOfWork(self.engine, reads_only=True) as work:
            query = select(GrantStep).where(GrantStep.case_id == case_id).order_by(GrantStep.position)
            return list(work.session.scalars(query))

    def events(self, name: str) -> list[AuditEntry]:
        with UnitOfWork(self.engine, reads_only=True) as work:
            query = select(AuditEntry).where(AuditEntry.event == name).order_by(AuditEntry.number)
            return list(work.session.scalars(query))

    def faults(self) -> list:
        with UnitOfWork(self.engine, reads_only=True) as work:
            return list(self.audit.verify(work.session))

    def texts(self) -> list[str]:
        with UnitOfWork(self.engine, reads_only=True) as work:
            rows = work.session.scalars(select(OutgoingMessage).order_by(OutgoingMessage.id)).all()
        return [self.vault.open(row.text_sealed, "outgoing_message.text") for row in rows]


PATHS = {
    "submitted": (),
    "accepted": ("accept",),
    "reviewing": ("accept", "forward"),
    "deciding": ("accept", "forward", "forward"),
    "decided": ("accept", "forward", "forward", "decide"),
    "paid": ("accept", "forward", "forward", "decide", "pay"),
    "returned": ("accept", "return"),
    "refused": ("accept", "forward", "refuse"),
}


def deceased_number(serial: int) -> str:
    return fictional_number(date(1946, 3, 14), serial * 2 - 1)


def form(deceased: int, serial: int):
    """What the family types, part by part."""
    return (
        ("deceased", {"name": "张福祥", "number": deceased_number(deceased), "died_on": "2026-03-05", "office_id": COMMUNITY}),
        ("applicant", {"number": fictional_number(date(1972, 5, 1), serial * 2), "relation": "child"}),
        ("account", {"kind": "applicant", "bank": "大连银行", "name": "张丽萍", "number": "0000 0000 0000 1234"}),
    )  # fmt: skip
