"""A counter with real services over a database of the test's own, and fictional retirees put into it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy import Engine, select

from actions.audit.model import AuditEntry
from actions.clock import utc_now
from actions.conversations.service import ConversationService, OpenedConversation
from actions.counter import Counter, build_counter
from actions.database.unit_of_work import UnitOfWork
from actions.eligibility.model import BenefitSuspension, Certification, Investigation
from actions.eligibility.service import CertificationService
from actions.family.model import FamilyGrant
from actions.identity.proofs import Proofs
from actions.records.local import LocalRecords
from actions.records.model import (
    CareMark,
    ImportBatch,
    Payment,
    PaymentAccount,
    Person,
    PersonalAccount,
    RetirementFact,
    YearlyAdjustment,
)
from actions.records.service import RecordsService
from actions.reply import Reply
from actions.settings import Settings
from knowledge_base.answering.answerer import Answerer
from knowledge_base.snapshot import Knowledge

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # ten in the morning in Dalian
TODAY, AS_OF = date(2026, 11, 23), date(2026, 11, 20)
# 大连2025年的示意算例: 60岁, 缴费35年其中视同8年, 指数1.0, 个人账户15万元.
ASSESSED = {
    "retired_on": date(2025, 6, 1), "kind": "正常退休", "actual_months": 27 * 12, "deemed_months": 8 * 12,
    "average_index": Decimal("1.0000"), "base_cents": 895_600, "account_cents": 15_000_000,
    "divisor_months": Decimal("139"), "transition_rate": Decimal("1.4000"),
}  # fmt: skip
PARTS = {"basic": 313_460, "transitional": 100_307, "account": 107_914, "adjustment": 0, "other": 0, "back_pay": 0,
         "deduction": 0}  # fmt: skip
ACCOUNT_NUMBER = "6210019900001234"
RELATIVE_PHONE = "19900005678"


def paid(month: int, **changes) -> dict:
    """A month's payment, paid on the 15th."""
    parts = {**PARTS, **{key: value for key, value in changes.items() if key in PARTS}}
    total = sum(parts.values()) - 2 * parts["deduction"]
    row = {"month": month, **parts, "total": total, "state": "paid", "paid_on": date(month // 100, month % 100, 15)}
    return row | changes


@dataclass
class House:
    """One counter; `person` and its kin put somebody into the tables and return the id."""

    engine: Engine
    home: Path
    counter: Counter = field(init=False)
    people: int = 0

    def __post_init__(self) -> None:
        settings = Settings.from_environment({"WANQING_HOME": str(self.home)})
        built = build_counter(settings, self.engine)
        # Due and overdue are told on the day the records are from.
        certification = CertificationService(self.engine, built.audit, lambda: NOW)
        self.counter = replace(built, certification=certification)
        self.batch = self.add(
            ImportBatch(kind="payments", file_name="a.csv", sha256="0" * 64, rows=1, as_of=AS_OF, imported_at=NOW,
                        imported_by="system:test")
        ).id  # fmt: skip

    def add(self, *rows):
        with UnitOfWork(self.engine) as work:
            work.session.add_all(rows)
            work.commit()
        return rows[0]

    def person(self, payments=(), assessed=None, raises=(), account=True, marks=(), **changes) -> int:
        self.people += 1
        vault = self.counter.vault
        number = f"21020119520304{self.people:03d}X"
        row = {
            "name": "张秀兰", "sex": "女", "birth_date": date(1952, 3, 4), "phone_sealed": None, "died_on": None,
            "archive_place": "中山区退管中心", "medical_standing": "正常",
        } | changes  # fmt: skip
        person = self.add(
            Person(**row, id_number_sealed=vault.seal(number, "person.id_number"), batch_id=self.batch,
                   id_number_index=vault.index(number, "person.id_number"))
        ).id  # fmt: skip
        mine = {"person_id": person, "batch_id": self.batch}
        rows = [Payment(**payment, **mine) for payment in payments]
        rows += [YearlyAdjustment(**raised, **mine) for raised in raises]
        rows += [CareMark(mark=mark, **mine) for mark in marks]
        if assessed:
            rows.append(RetirementFact(**assessed, **mine))
        if account:
            sealed = vault.seal(ACCOUNT_NUMBER, "payment_account.account")
            rows.append(PaymentAccount(bank="中国银行", account_sealed=sealed, **mine))
            rows.append(PersonalAccount(balance=1_234_567, as_of=date(2026, 9, 30), **mine))
        if rows:
            self.add(*rows)
        return person

    def certified(self, person_id: int, day: date, channel: str = "data_match") -> None:
        self.add(Certification(person_id=person_id, certified_on=day, channel=channel, recorded_by="system:test"))

    def suspended(self, person_id: int, day: date, reason: str = "certification_overdue") -> None:
        self.add(BenefitSuspension(person_id=person_id, reason=reason, suspended_on=day, decided_by="staff:1"))

    def investigated(self, person_id: int) -> None:
        self.add(Investigation(person_id=person_id, reason="moved_away", state="open", opened_at=NOW))

    def allow(self, person_id: int, scopes: str = "certification payments") -> int:
        vault = self.counter.vault
        return self.add(
            FamilyGrant(person_id=person_id, relative_name="王丽", relation="女儿", scopes=scopes, granted_at=NOW,
                        phone_sealed=vault.seal(RELATIVE_PHONE, "family_grant.phone"),
                        phone_index=vault.index(RELATIVE_PHONE, "person.phone"),
                        until=datetime(2999, 1, 1, tzinfo=UTC))
        ).id  # fmt: skip

    def visit(self, person_id: int | None = None, grant_id: int | None = None, consent: bool = True) -> OpenedConversation:
        """A conversation, proven for the person (or for the relative with the grant)."""
        opened = ConversationService(self.engine).open("kiosk")
        if consent:
            self.counter.consents.agree(opened.id)
        if person_id is not None:
            self.prove(opened, person_id, grant_id)
        return opened

    def prove(self, opened: OpenedConversation, person_id: int, grant_id: int | None = None) -> None:
        with UnitOfWork(self.engine) as work:
            proofs = Proofs(self.engine, self.counter.audit, utc_now)
            proofs.give(work.session, opened.id, person_id, grant_id, "sms")
            work.commit()

    def viewer(self, person_id: int, grant_id: int | None = None, consent: bool = True):
        return self.counter.identity.required(self.visit(person_id, grant_id, consent).id)

    def with_gateway(self, gateway, patience: float = 2.0) -> Counter:
        """The same counter with another system behind the gateway."""
        counter = self.counter
        service = RecordsService(gateway, counter.engine, counter.vault, counter.audit, patience=patience)
        return replace(counter, records=service)

    def local(self) -> LocalRecords:
        return LocalRecords(self.engine, self.counter.vault)

    def audited(self, prefix: str = "records:") -> list[AuditEntry]:
        with UnitOfWork(self.engine, reads_only=True) as work:
            query = select(AuditEntry).where(AuditEntry.event.startswith(prefix)).order_by(AuditEntry.number)
            return list(work.session.scalars(query))


class ReadyKnowledge:
    """Hands out the knowledge the whole test run shares, as a KnowledgeHolder does; loading it again takes seconds."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._answerer = Answerer(knowledge)

    def answerer(self) -> Answerer:
        return self._answerer


def say(action, opened: OpenedConversation, intent: str, text: str = "", **slots):
    """One turn of `action`: its replies (private ones as they are before they are sealed) and the slots it set."""
    message = {"text": text or f"/{intent}", "intent": {"name": intent, "confidence": 0.9}, "entities": []}
    tracker = Tracker(opened.dialogue_id, slots, message, [], False, None, {}, "action_listen")
    replies, events = action.turn(tracker, {"responses": {}})
    return replies, events


def kept_slots(events) -> dict:
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


def what_rasa_gets(action, opened: OpenedConversation, intent: str, **slots) -> list[dict]:
    """The messages that travel to Rasa."""
    message = {"text": f"/{intent}", "intent": {"name": intent, "confidence": 0.9}, "entities": []}
    tracker = Tracker(opened.dialogue_id, slots, message, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    action.run(dispatcher, tracker, {"responses": {}})
    return dispatcher.messages


def whole_text(reply: Reply) -> str:
    """Everything a face shows of a reply."""
    return f"{reply.text}{reply.card}"
