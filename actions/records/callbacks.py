"""CallbackRequests: people who are to be called back, because a part of ours was down when they asked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.fields import field_of
from actions.personal_data.vault import Vault
from actions.records import repository
from actions.records.errors import UnknownCallback
from actions.records.model import CallbackRequest, Person

_PHONE = field_of("callback_request", "phone_sealed")
_PERSON_PHONE = field_of("person", "phone_sealed")
_RELATIVE_PHONE = field_of("family_grant", "phone_sealed")
MATTER_LENGTH = 60


class Asker(Protocol):
    """Who asks: identity's Identified."""

    @property
    def conversation_id(self) -> str: ...
    @property
    def person_id(self) -> int: ...
    @property
    def grant_id(self) -> int | None: ...
    @property
    def actor(self) -> str: ...


@dataclass(frozen=True)
class Callback:
    """An open request. `phone` is set when it is not the person's own number on record; `number` is the one to call."""

    id: int
    person_id: int | None
    matter: str
    asked_at: datetime
    phone: str | None = field(repr=False)
    number: str | None = field(repr=False)
    name: str = field(repr=False)  # of the person whose matter it is; empty when nobody was proven


class Callbacks:
    """Call-backs in the database behind `engine`; they need nothing of the records system, which is down then."""

    def __init__(self, engine: Engine, vault: Vault, audit: Audit, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._vault, self._audit, self._now = engine, vault, audit, now

    def ask(self, asker: Asker, matter: str) -> int:
        """Notes that the proven `asker` is to be called about `matter` (a few words); returns its id.

        A relative is called on the number of the grant. Asking again for the same thing changes nothing.
        """
        with UnitOfWork(self._engine) as work:
            phone = self._relative_phone(work.session, asker)
            for earlier in repository.fetch_open_callbacks_of(work.session, asker.person_id, matter):
                if self._phone_of(earlier) == phone:
                    return earlier.id
            sealed = self._vault.seal(phone, _PHONE) if phone else None
            request = self._add(work.session, asker.person_id, sealed, matter)
            self._note(work.session, asker.actor, asker.person_id, asker.conversation_id, matter)
            work.commit()
            return request.id

    def ask_by_phone(self, phone: str, matter: str, conversation_id: str) -> int:
        """The same for somebody who proved nothing and left a number (already checked to be one)."""
        with UnitOfWork(self._engine) as work:
            request = self._add(work.session, None, self._vault.seal(phone, _PHONE), matter)
            self._note(work.session, "visitor", None, conversation_id, matter)
            work.commit()
            return request.id

    def open(self, limit: int = 100) -> list[Callback]:
        """Who waits for a call, longest first."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            return [self._told(work.session, request) for request in repository.fetch_open_callbacks(work.session, limit)]

    def show_numbers(self, staff: str, limit: int = 100) -> list[Callback]:
        """The same for `staff` (an actor name) who reads the whole numbers, which is written down."""
        waiting = self.open(limit)
        with UnitOfWork(self._engine) as work:
            self._audit.record(work.session, "records:callback:shown", actor=staff, count=len(waiting))
            work.commit()
        return waiting

    def done(self, callback_id: int, staff: str) -> None:
        """The call was made by `staff` (an actor name). Raises UnknownCallback when it is not open."""
        with UnitOfWork(self._engine) as work:
            request = repository.fetch_callback(work.session, callback_id)
            if request is None or request.done_at is not None:
                raise UnknownCallback
            request.done_at, request.done_by = self._now(), staff
            self._audit.record(
                work.session, "records:callback:done", actor=staff, person_id=request.person_id, request=callback_id
            )
            work.commit()

    def _add(self, session: Session, person_id: int | None, phone_sealed: str | None, matter: str) -> CallbackRequest:
        request = CallbackRequest(
            person_id=person_id, phone_sealed=phone_sealed, matter=matter[:MATTER_LENGTH], asked_at=self._now()
        )
        session.add(request)
        session.flush()
        return request

    def _relative_phone(self, session: Session, asker: Asker) -> str | None:
        """The number of the grant; None for the person themselves, who is called on the number on record."""
        if asker.grant_id is None or (grant := repository.fetch_grant(session, asker.grant_id)) is None:
            return None
        return self._vault.open(grant.phone_sealed, _RELATIVE_PHONE)

    def _note(
        self, session: Session, actor: str, person_id: int | None, conversation_id: str, matter: str
    ) -> None:
        self._audit.record(
            session, "records:callback:asked", actor=actor, person_id=person_id, conversation_id=conversation_id,
            matter=matter[:MATTER_LENGTH],
        )  # fmt: skip

    def _phone_of(self, request: CallbackRequest) -> str | None:
        return self._vault.open(request.phone_sealed, _PHONE) if request.phone_sealed else None

    def _told(self, session: Session, request: CallbackRequest) -> Callback:
        phone = number = self._phone_of(request)
        person = session.get(Person, request.person_id) if request.person_id is not None else None
        if number is None and person is not None and person.phone_sealed:
            number = self._vault.open(person.phone_sealed, _PERSON_PHONE)
        name = person.name if person else ""
        return Callback(request.id, request.person_id, request.matter, request.asked_at, phone, number, name)
