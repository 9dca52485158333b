"""What the grant service asks of its neighbours: who applies, the parameter tables, the checklist, the outbox, the files."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from actions.benefits.parameters.book import ParameterBook


class Applicant(Protocol):
    """Who applies, as grants.access has proven it."""

    @property
    def conversation_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def phone_index(self) -> str: ...
    @property
    def person_id(self) -> int | None: ...
    @property
    def grant_id(self) -> int | None: ...
    @property
    def deceased_person_id(self) -> int | None: ...
    @property
    def actor(self) -> str: ...


class Keeper(Protocol):
    """The parameter tables as they are known now, or as they were known at a moment."""

    def book(self, known_at: datetime | None = None) -> ParameterBook: ...


class Paper(Protocol):
    """One paper of the checklist."""

    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def state_default(self) -> str: ...
    @property
    def not_needed_reason(self) -> str: ...
    @property
    def place(self) -> str: ...


class Duty(Protocol):
    """What else the family has to do."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def by(self) -> date | None: ...


class Papers(Protocol):
    """What applies to one situation."""

    @property
    def papers(self) -> Sequence[Paper]: ...
    @property
    def duties(self) -> Sequence[Duty]: ...


MakeChecklist = Callable[[Mapping[str, Any], Mapping[str, Any], date], Papers]


class Messages(Protocol):
    """The outbox of text messages."""

    def write(
        self, session: Session, person_id: int | None, kind: str, phone: str, text: str,
        send_after: datetime | None = None,
    ) -> None: ...  # fmt: skip


class Clerk(Protocol):
    """A member of staff who was checked by number and PIN."""

    @property
    def id(self) -> int: ...
