"""ContinuationService: something begun here is taken up once elsewhere, by a number that says nothing about anybody."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import utc_now
from actions.continuation import repository
from actions.continuation.content import checked_content
from actions.continuation.errors import UnknownContinuation
from actions.continuation.model import Continuation
from actions.continuation.place import number_index, place_of
from actions.continuation.talk import bring_in, talk_of
from actions.conversations.errors import UnknownConversation
from actions.conversations.model import Conversation
from actions.database.unit_of_work import UnitOfWork
from actions.identity.challenges import normal_code
from actions.identity.errors import IdentityLocked
from actions.identity.locks import LockKey, Locks
from actions.personal_data.vault import Vault

DIGITS = 8
LIFETIME = timedelta(minutes=15)
_CONTENT = "continuation.content"


@dataclass(frozen=True)
class Offer:
    """The number to type or scan, and until when it works. The number stays out of its repr."""

    code: str = field(repr=False)
    expires_at: datetime
    expires_in: int  # seconds

    @property
    def grouped(self) -> str:
        """The number as it is shown and read out: 1234 5678."""
        return f"{self.code[:4]} {self.code[4:]}"


class ContinuationService:
    """Continuations in the database behind `engine`."""

    def __init__(self, engine: Engine, vault: Vault, audit: Audit, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._vault, self._audit, self._now = engine, vault, audit, now
        self._locks = Locks(now)

    def offer(self, conversation_id: str, content: Mapping[str, Any]) -> Offer:
        """A number under which `content` waits for 15 minutes; an earlier number of this conversation works no longer.

        Raises BadContinuation, NothingToTake, UnknownConversation.
        """
        carried, now = checked_content(content), self._now()
        with UnitOfWork(self._engine) as work:
            conversation = _conversation(work.session, conversation_id)
            if carried["kind"] == "talk":
                carried = talk_of(work.session, conversation_id)
            code = self._keep(work.session, conversation_id, json.dumps(carried, sort_keys=True), now)
            self._record(work.session, "continuation:offered", conversation, carried)
            work.commit()
        return Offer(code, now + LIFETIME, int(LIFETIME.total_seconds()))

    def take(self, code: str, conversation_id: str, terminal: str = "") -> dict[str, Any]:
        """What waits under this number, once. Guesses are counted against the terminal alone, by identity's figures.

        Raises UnknownContinuation, IdentityLocked, UnknownConversation.
        """
        index = number_index(self._vault, normal_code(code))
        with UnitOfWork(self._engine) as work:
            session, locked = work.session, None
            conversation = _conversation(session, conversation_id)
            key = self._key(conversation, terminal)
            self._locks.check(session, key)
            if taken := repository.take(session, index, self._now()):
                content: dict[str, Any] = json.loads(self._vault.open(repository.fetch_content(session, index), _CONTENT))
                if content["kind"] == "talk":
                    content = bring_in(session, conversation, content)
                self._record(session, "continuation:taken", conversation, content)
            else:
                locked = self._locks.fail(session, key)
            work.commit()
        if not taken:
            raise IdentityLocked(locked) if locked else UnknownContinuation
        return content

    def forget_over(self) -> int:
        """Deletes what was taken up and what nobody came for; returns how many."""
        with UnitOfWork(self._engine) as work:
            count = repository.delete_over(work.session, self._now())
            work.commit()
        return count

    def _keep(self, session: Session, conversation_id: str, content: str, now: datetime) -> str:
        code = self._fresh_code()
        while repository.is_used(session, number_index(self._vault, code)):
            code = self._fresh_code()
        place = place_of(self._vault, code, conversation_id)
        repository.delete_offers_of(session, place.offerer)
        session.add(
            Continuation(
                code_index=place.index, content_sealed=self._vault.seal(content, _CONTENT), made_at=now,
                expires_at=now + LIFETIME,
            )  # fmt: skip
        )
        return code

    @staticmethod
    def _fresh_code() -> str:
        return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"

    def _key(self, conversation: Conversation, terminal: str) -> LockKey:
        """A lock of its own: who mistypes a number here must still be able to prove who they are."""
        where = f"continuation {conversation.channel} {terminal or conversation.id}"
        return LockKey("terminal", self._vault.index(where, "terminal"))

    def _record(self, session: Session, event: str, conversation: Conversation, content: Mapping[str, Any]) -> None:
        session.flush()
        self._audit.record(
            session, event, actor="visitor", conversation_id=conversation.id, kind=content["kind"],
            channel=conversation.channel,
        )  # fmt: skip


def _conversation(session: Session, conversation_id: str) -> Conversation:
    conversation = repository.fetch_conversation(session, conversation_id)
    if conversation is None:
        raise UnknownConversation
    return conversation
