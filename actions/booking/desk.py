"""Desk: what every part of the booking service works with, and one transaction at it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.booking.retry import with_retries
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.vault import Vault

T = TypeVar("T")


class Hours(Protocol):
    """When one office is open. Spans are aware; none means closed, and then there is a sentence that says why."""

    def spans(self, day: date) -> Sequence[tuple[datetime, datetime]]: ...

    def why_closed(self, day: date) -> str | None: ...


class Offices(Protocol):
    """What booking asks of the office directory."""

    def hours(self, office_id: str) -> Hours: ...


class Messages(Protocol):
    """The outbox of text messages."""

    def write(
        self, session: Session, person_id: int | None, kind: str, phone: str, text: str,
        send_after: datetime | None = None,
    ) -> None: ...  # fmt: skip


class Certifier(Protocol):
    """Records a certification in the caller's transaction."""

    def record(self, session: Session, person_id: int, channel: str, day: date, recorded_by: str) -> Any: ...


@dataclass(frozen=True)
class Who:
    """Who does something, as the audit names them, and from which conversation."""

    actor: str
    conversation_id: str | None = None


SYSTEM = Who("system:booking")


@dataclass
class Work:
    """One transaction of the booking service. What happened is noted, and audited last: the audit locks its head."""

    session: Session
    now: datetime
    # Slots known to lie in opening hours; only their freed places are offered to those who wait.
    offerable: frozenset[int] = frozenset()
    notes: list[tuple[str, Who, int | None, dict[str, Any]]] = field(default_factory=list)

    def note(self, event: str, who: Who, person_id: int | None, **details: Any) -> None:
        """Remembers an audit event until the end of the transaction."""
        self.notes.append((event, who, person_id, details))


@dataclass(frozen=True)
class Desk:
    """The engine and the neighbours of the booking service."""

    engine: Engine
    vault: Vault
    audit: Audit
    offices: Offices
    messages: Messages
    certification: Certifier
    now: Callable[[], datetime]

    def run(self, action: Callable[[Work], T], offerable: frozenset[int] = frozenset()) -> T:
        """`action` in a transaction with its audit entries: all of it or nothing. Raises TooBusy."""

        def transaction() -> T:
            with UnitOfWork(self.engine) as unit:
                work = Work(unit.session, self.now(), offerable)
                result = action(work)
                unit.session.flush()
                for event, who, person_id, details in work.notes:
                    self.audit.record(
                        unit.session, event, actor=who.actor, person_id=person_id,
                        conversation_id=who.conversation_id, **details,
                    )  # fmt: skip
                unit.commit()
                return result

        return with_retries(transaction)

    def read(self, action: Callable[[Session], T]) -> T:
        """`action` in a transaction that only reads and never queues."""
        with UnitOfWork(self.engine, reads_only=True) as unit:
            return action(unit.session)
