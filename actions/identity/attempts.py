"""Attempts: what every try to prove oneself goes through, right or wrong: locks before, counting and audit after."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.conversations.errors import UnknownConversation
from actions.conversations.model import Conversation
from actions.identity import repository
from actions.identity.errors import IdentityError, IdentityLocked
from actions.identity.locks import LockKey, Locks
from actions.personal_data.vault import Vault


class Attempts:
    """Works inside the caller's transaction, which must be committed whatever comes out."""

    def __init__(self, vault: Vault, audit: Audit, now: Callable[[], datetime]) -> None:
        self._vault, self._audit = vault, audit
        self.locks = Locks(now)

    def conversation(self, session: Session, conversation_id: str) -> Conversation:
        """The conversation, locked: its attempts come one after the other. Raises UnknownConversation."""
        conversation = repository.fetch_conversation_and_lock(session, conversation_id)
        if conversation is None:
            raise UnknownConversation
        return conversation

    def keys(self, conversation: Conversation, subject: str, terminal: str) -> tuple[LockKey, LockKey]:
        """What a failure here counts against. Without a terminal the conversation stands for it."""
        where = f"{conversation.channel} {terminal or conversation.id}"
        return LockKey("person", subject), LockKey("terminal", self._vault.index(where, "terminal"))

    def refuse_when_locked(self, session: Session, keys: tuple[LockKey, ...]) -> None:
        """Raises IdentityLocked."""
        self.locks.check(session, *keys)

    def failed(
        self, session: Session, conversation: Conversation, keys: tuple[LockKey, ...], person_id: int | None,
        error: IdentityError, event: str = "identity:proof:failed",
    ) -> IdentityError:  # fmt: skip
        """Counts and records a failure; returns what to raise after the commit."""
        waits = [(key.scope, self.locks.fail(session, key)) for key in keys]
        self.record(session, event, conversation, person_id, reason=error.code)
        locked = [(scope, wait) for scope, wait in waits if wait]
        for scope, _ in locked:
            self.record(session, "identity:proof:locked", conversation, person_id, scope=scope)
        return IdentityLocked(max(wait for _, wait in locked)) if locked else error

    def record(
        self, session: Session, event: str, conversation: Conversation, person_id: int | None, **details: str
    ) -> None:
        """One line of the audit about somebody who is not proven yet."""
        self._audit.record(
            session, event, actor="visitor", person_id=person_id, conversation_id=conversation.id,
            channel=conversation.channel, **details,
        )  # fmt: skip
