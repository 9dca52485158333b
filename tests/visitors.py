"""People who come to the counter in tests: fictional numbers, a clock that can be moved, the services over one database."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select

from actions.audit.model import AuditEntry
from actions.audit.service import Audit
from actions.conversations.model import Conversation
from actions.conversations.service import ConversationService
from actions.database.unit_of_work import UnitOfWork
from actions.family.service import FamilyService
from actions.identity.consent.service import ConsentService
from actions.identity.model import IdentityChallenge, IdentityLock
from actions.identity.service import IdentityService
from actions.messages.model import OutgoingMessage
from actions.messages.service import MessageOutbox
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.records.model import ImportBatch, Person

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def fictional_number(born: date = date(1950, 3, 15), sequence: int = 2) -> str:
    """An identity number of 210201 (市辖区), which is given to nobody, with its right check digit."""
    body = f"210201{born:%Y%m%d}{sequence:03d}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


XIULAN, XIULAN_PHONE = fictional_number(), "19900000001"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC).replace(microsecond=0)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


@dataclass
class Desk:
    """The services of the counter over one database, and what a test needs to look behind it."""

    engine: Engine
    home: Path
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        keyring = Keyring(self.home)
        self.vault, self.audit = Vault(keyring), Audit(keyring)
        self.messages = MessageOutbox(self.engine, self.vault, now=self.clock)
        self.identity = IdentityService(self.engine, self.vault, self.audit, self.messages, now=self.clock)
        self.consents = ConsentService(self.engine, self.vault, self.audit, now=self.clock)
        self.family = FamilyService(self.engine, self.vault, self.audit, self.messages, now=self.clock)
        self.conversations = ConversationService(self.engine)

    def visit(self, channel: str = "kiosk") -> str:
        """The id of a fresh conversation."""
        return self.conversations.open(channel).id

    def add_person(
        self, number: str = XIULAN, name: str = "张秀兰", phone: str | None = XIULAN_PHONE, died_on: date | None = None
    ) -> int:
        with UnitOfWork(self.engine) as work:
            batch = work.session.scalar(select(ImportBatch)) or ImportBatch(
                kind="persons", file_name="people.csv", sha256="0" * 64, rows=1, as_of=date(2026, 11, 1),
                imported_at=self.clock(), imported_by="system:test",
            )  # fmt: skip
            work.session.add(batch)
            work.session.flush()
            person = Person(
                id_number_sealed=self.vault.seal(number, "person.id_number"),
                id_number_index=self.vault.index(number, "person.id_number"), name=name, sex="女",
                birth_date=date(1950, 3, 15), phone_sealed=phone and self.vault.seal(phone, "person.phone"),
                phone_index=phone and self.vault.index(phone, "person.phone"), died_on=died_on, batch_id=batch.id,
            )  # fmt: skip
            work.session.add(person)
            work.commit()
            return person.id

    def code(self, conversation_id: str) -> str:
        """The code of the conversation's challenge, whether it was sent to anybody or not."""
        with UnitOfWork(self.engine, reads_only=True) as work:
            query = select(IdentityChallenge.code_sealed).where(IdentityChallenge.conversation_id == conversation_id)
            return self.vault.open(work.session.scalars(query).one(), "identity_challenge.code")

    def wrong_code(self, conversation_id: str) -> str:
        return f"{(int(self.code(conversation_id)) + 1) % 1_000_000:06d}"

    def prove(self, conversation_id: str, number: str = XIULAN, name: str = "张秀兰"):
        """The person proves themselves by text message."""
        self.identity.begin(conversation_id, number, name)
        return self.identity.verify(conversation_id, self.code(conversation_id))

    def rows(self, table) -> list:
        with UnitOfWork(self.engine, reads_only=True) as work:
            return list(work.session.scalars(select(table)).all())

    def conversations_of(self, conversation_id: str) -> list[Conversation]:
        return [row for row in self.rows(Conversation) if row.id == conversation_id]

    def set_failures(self, scope: str, failures: int) -> None:
        """As if every subject of `scope` had failed so often."""
        with UnitOfWork(self.engine) as work:
            for row in work.session.scalars(select(IdentityLock).where(IdentityLock.scope == scope)):
                row.failures = failures
            work.commit()

    def events(self) -> list[str]:
        return [entry.event for entry in sorted(self.rows(AuditEntry), key=lambda entry: entry.number)]

    def messages_to(self, phone: str) -> list[str]:
        """Texts of the real messages to `phone`, oldest first."""
        real = (row for row in self.rows(OutgoingMessage) if row.kind != "decoy")
        opened = [
            (self.vault.open(row.phone_sealed, "outgoing_message.phone"), self.vault.open(row.text_sealed, "outgoing_message.text"))
            for row in real
        ]
        return [text for number, text in opened if number == phone]
