"""GrantDesk: what every part of the grant service works with, and one transaction at it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.booking.errors import TooBusy as QueueTooLong
from actions.booking.retry import with_retries
from actions.clock import SHANGHAI
from actions.database.unit_of_work import UnitOfWork
from actions.grants.errors import TooBusy
from actions.grants.neighbours import Keeper, MakeChecklist, Messages
from actions.personal_data.vault import Vault

T = TypeVar("T")
SYSTEM = "system:grants"


@dataclass
class Work:
    """One transaction. What happened is noted, and audited last: the audit locks its head."""

    session: Session
    now: datetime
    notes: list[tuple[str, str, int | None, str | None, dict[str, Any]]] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day in Dalian."""
        return self.now.astimezone(SHANGHAI).date()

    def note(
        self, event: str, actor: str, person_id: int | None = None, conversation_id: str | None = None, **details: Any
    ) -> None:
        """Remembers an audit event until the end of the transaction."""
        self.notes.append((event, actor, person_id, conversation_id, details))


@dataclass(frozen=True)
class GrantDesk:
    """The engine and the neighbours of the grant service."""

    engine: Engine
    vault: Vault
    audit: Audit
    messages: Messages
    keeper: Keeper
    checklist: MakeChecklist
    now: Callable[[], datetime]

    def run(self, action: Callable[[Work], T]) -> T:
        """`action` in a transaction with its audit entries: all of it or nothing. Raises TooBusy."""

        def transaction() -> T:
            with UnitOfWork(self.engine) as unit:
                work = Work(unit.session, self.now())
                result = action(work)
                unit.session.flush()
                for event, actor, person_id, conversation_id, details in work.notes:
                    self.audit.record(
                        unit.session, event, actor=actor, person_id=person_id, conversation_id=conversation_id, **details
                    )
                unit.commit()
                return result

        try:
            return with_retries(transaction)
        except QueueTooLong as error:
            raise TooBusy from error

    def read(self, action: Callable[[Session], T]) -> T:
        """`action` in a transaction that only reads and never queues."""
        with UnitOfWork(self.engine, reads_only=True) as unit:
            return action(unit.session)

    def seal(self, value: str | None, column: str) -> str | None:
        """`value` sealed for a column of grant_case; nothing stays nothing."""
        return None if value is None else self.vault.seal(value, f"grant_case.{column}")

    def open(self, sealed: str | None, column: str) -> str | None:
        """What is sealed in a column of grant_case."""
        return None if sealed is None else self.vault.open(sealed, f"grant_case.{column}")

    def number_index(self, number: str) -> str:
        """Fingerprint of the identity number of a deceased person or an applicant."""
        return self.vault.index(number, "person.id_number")
