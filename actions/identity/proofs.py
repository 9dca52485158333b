"""Proofs: who a conversation speaks for, for how long, and the end of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.conversations.repository import delete_personal_part
from actions.database.unit_of_work import UnitOfWork
from actions.family.model import FamilyGrant
from actions.identity import repository
from actions.identity.consent.agreements import copy_to_person
from actions.identity.consent.texts import current_version
from actions.identity.errors import NotIdentified
from actions.identity.identified import Identified
from actions.identity.model import ConversationConsent, Proof
from actions.identity.repository import ProofRow
from actions.identity.rules import ACTIVITY_STEP, PHONE_CHANGE_METHODS, PHONE_CHANGE_REASON, PROOF_LIFETIME
from actions.identity.scopes import SCOPES, SCOPES_AFTER_DEATH
from actions.identity.subjects import reachable
from actions.records.model import Person


@dataclass(frozen=True)
class ProofOwner:
    """Whose proof it is (or was), and where."""

    conversation_id: str
    person_id: int
    actor: str


class Proofs:
    """The proofs of the database behind `engine`; one per conversation."""

    def __init__(self, engine: Engine, audit: Audit, now: Callable[[], datetime]) -> None:
        self._engine, self._audit, self._now = engine, audit, now
        self._before_end: Callable[[str], None] = lambda conversation_id: None

    def call_before_end(self, listener: Callable[[str], None]) -> None:
        """`listener` hears the id of each conversation whose proof this process is about to end by itself."""
        self._before_end = listener

    def give(
        self, session: Session, conversation_id: str, person_id: int, grant_id: int | None, method: str, reason: str = ""
    ) -> Identified:
        """Proves the conversation in the caller's transaction, with what it agreed to on the consent screen.

        Whoever was proven there before, if it was somebody else, leaves with everything shown to them. Raises
        NotIdentified when such a proof would not hold, because the grant was revoked or the person has died.
        """
        now = self._now()
        left = self._make_room(session, conversation_id, person_id, grant_id)
        session.merge(
            Proof(
                conversation_id=conversation_id, person_id=person_id, grant_id=grant_id, method=method,
                opens_phone_change=grant_id is None and (method in PHONE_CHANGE_METHODS or reason == PHONE_CHANGE_REASON),
                proven_at=now, active_at=now,
            )  # fmt: skip
        )
        session.flush()
        copy_to_person(session, conversation_id, person_id, grant_id, now)
        row = repository.fetch_proof(session, conversation_id, current_version())
        if row is None or self._ended(row):
            raise NotIdentified
        identified = _identified(row)
        if left:
            self.record_end(session, left, "somebody-else")
        self._audit.record(
            session, "identity:proof:given", actor=identified.actor, person_id=person_id,
            conversation_id=conversation_id, channel=identified.channel, method=method,
        )  # fmt: skip
        return identified

    def _make_room(
        self, session: Session, conversation_id: str, person_id: int, grant_id: int | None
    ) -> ProofOwner | None:
        """Takes away the personal part of somebody else proven here, be it by their phone alone; returns whose proof it was.

        What was agreed on the screen since then is the newcomer's own and stays.
        """
        row = repository.fetch_proof(session, conversation_id, current_version())
        if row is None:
            since = repository.fetch_other_phone_proven_at(session, conversation_id, person_id, grant_id)
        else:
            since = None if (row[0].person_id, row[0].grant_id) == (person_id, grant_id) else row[0].proven_at
        if since is None:
            return None
        agreed = session.get(ConversationConsent, conversation_id)
        newly = (agreed.version, agreed.given_at) if agreed and agreed.given_at > since else None
        self._before_end(conversation_id)
        left = self.remove(session, conversation_id)
        if newly:
            session.add(ConversationConsent(conversation_id=conversation_id, version=newly[0], given_at=newly[1]))
        return left

    def current(self, conversation_id: str, *, counts: bool) -> Identified | None:
        """Who the conversation speaks for; `counts` makes the asking an activity. An ended proof is deleted."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            row = repository.fetch_proof(work.session, conversation_id, current_version())
            if row is None:
                return None
            reason = self._ended(row)
            identified = _identified(row)
        if reason:
            self._before_end(conversation_id)
            self.end(conversation_id, reason)
            return None
        if counts and self._now() - row[0].active_at >= ACTIVITY_STEP:
            with UnitOfWork(self._engine) as work:
                repository.note_activity(work.session, conversation_id, self._now())
                work.commit()
        return identified

    def end(self, conversation_id: str, reason: str) -> None:
        """Everything personal of the conversation goes; the conversation itself goes on."""
        with UnitOfWork(self._engine) as work:
            self.end_within(work.session, conversation_id, reason)
            work.commit()

    def end_within(self, session: Session, conversation_id: str, reason: str) -> None:
        """The same in the caller's transaction."""
        if ended := self.remove(session, conversation_id):
            self.record_end(session, ended, reason)

    def remove(self, session: Session, conversation_id: str) -> ProofOwner | None:
        """Deletes everything personal of the conversation; returns whose proof it was, to be recorded last."""
        row = repository.fetch_proof(session, conversation_id, current_version())
        ended = ProofOwner(conversation_id, row[0].person_id, actor_of(row[0])) if row else None
        delete_personal_part(session, conversation_id)
        return ended

    def record_end(self, session: Session, ended: ProofOwner, reason: str) -> None:
        """Tells the audit that a proof ended."""
        self._audit.record(
            session, "identity:visit:ended", actor=ended.actor, person_id=ended.person_id,
            conversation_id=ended.conversation_id, reason=reason,
        )  # fmt: skip

    def _ended(self, row: ProofRow) -> str:
        """Why the proof does not hold any more, or an empty string."""
        proof, conversation, person, grant, _agreed = row
        if self._now() - proof.active_at >= PROOF_LIFETIME[conversation.channel]:
            return "idle"
        if proof.grant_id is None:
            return "deceased" if person.died_on else ""
        return "" if grant and self._open(grant) and reachable(grant, person) else "grant-ended"

    def _open(self, grant: FamilyGrant) -> bool:
        return grant.revoked_at is None and grant.until > self._now()


def _identified(row: ProofRow) -> Identified:
    proof, conversation, person, grant, agreed = row
    return Identified(
        conversation_id=proof.conversation_id, person_id=person.id, grant_id=proof.grant_id,
        scopes=_scopes(person, proof, grant), method=proof.method, channel=conversation.channel,
        consented=agreed, deceased=person.died_on is not None,
        name=person.name, opens_phone_change=proof.opens_phone_change, proven_at=proof.proven_at,
        expires_at=proof.active_at + PROOF_LIFETIME[conversation.channel],
    )  # fmt: skip


def _scopes(person: Person, proof: Proof, grant: FamilyGrant | None) -> frozenset[str]:
    if proof.grant_id is None:
        return SCOPES
    allowed = frozenset(grant.scopes.split()) if grant else frozenset()
    return allowed & SCOPES_AFTER_DEATH if person.died_on else allowed


def actor_of(proof: Proof) -> str:
    """Who acts under `proof`, as the audit names them."""
    return f"person:{proof.person_id}" if proof.grant_id is None else f"relative:{proof.grant_id}"
