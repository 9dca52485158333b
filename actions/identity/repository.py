"""All SQL of identity."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from actions.conversations.model import Conversation
from actions.family.model import FamilyGrant
from actions.grants.model import ApplicantProof
from actions.identity.model import (
    Consent,
    IdentityChallenge,
    IdentityLock,
    Proof,
    StaffMember,
    WeChatBinding,
)
from actions.records.model import Person

ProofRow = tuple[Proof, Conversation, Person, FamilyGrant | None, bool]


def fetch_conversation_and_lock(session: Session, conversation_id: str) -> Conversation | None:
    """The conversation; whatever proves somebody in it waits its turn here."""
    return session.get(Conversation, conversation_id, with_for_update=True)


def fetch_conversation_of_dialogue(session: Session, dialogue_id: str) -> str | None:
    """The id of the conversation Rasa knows as `dialogue_id`."""
    return session.scalar(select(Conversation.id).where(Conversation.dialogue_id == dialogue_id))


def fetch_person(session: Session, id_number_index: str) -> Person | None:
    return session.scalar(select(Person).where(Person.id_number_index == id_number_index))


def fetch_grants_of_phone(
    session: Session, phone_index: str, moment: datetime
) -> Sequence[tuple[FamilyGrant, Person]]:
    """The open grants of the relative with this phone and whose records they open, newest first."""
    query = (
        select(FamilyGrant, Person)
        .join(Person, Person.id == FamilyGrant.person_id)
        .where(FamilyGrant.phone_index == phone_index, FamilyGrant.revoked_at.is_(None), FamilyGrant.until > moment)
        .order_by(FamilyGrant.id.desc())
    )
    return [(grant, person) for grant, person in session.execute(query)]


def fetch_challenge(session: Session, conversation_id: str) -> IdentityChallenge | None:
    query = select(IdentityChallenge).where(IdentityChallenge.conversation_id == conversation_id)
    return session.scalar(query)


def delete_challenge(session: Session, conversation_id: str) -> None:
    session.execute(delete(IdentityChallenge).where(IdentityChallenge.conversation_id == conversation_id))


def fetch_lock(session: Session, scope: str, subject: str) -> IdentityLock | None:
    query = select(IdentityLock).where(IdentityLock.scope == scope, IdentityLock.subject == subject)
    # What this session read earlier is of no use: another one may have counted meanwhile.
    return session.scalar(query.with_for_update().execution_options(populate_existing=True))


def fetch_or_add_lock(session: Session, scope: str, subject: str, moment: datetime) -> IdentityLock:
    """The lock's row, made if it is not there, and held until the transaction ends."""
    if lock := fetch_lock(session, scope, subject):
        return lock
    try:
        with session.begin_nested():
            lock = IdentityLock(scope=scope, subject=subject, failures=0, rounds=0, last_failure_at=moment)
            session.add(lock)
        return lock
    except IntegrityError:  # somebody else made it a moment ago
        found = fetch_lock(session, scope, subject)
        if found is None:
            raise
        return found


def delete_lock(session: Session, scope: str, subject: str) -> None:
    session.execute(delete(IdentityLock).where(IdentityLock.scope == scope, IdentityLock.subject == subject))


def _proof_query() -> Select[Proof, Conversation, Person, FamilyGrant, bool]:
    agreed = exists().where(
        Consent.person_id == Proof.person_id, Consent.grant_id.is_not_distinct_from(Proof.grant_id),
        Consent.version == bindparam("version"), Consent.withdrawn_at.is_(None),
    )  # fmt: skip
    return (
        select(Proof, Conversation, Person, FamilyGrant, agreed)
        .join(Conversation, Conversation.id == Proof.conversation_id)
        .join(Person, Person.id == Proof.person_id)
        .outerjoin(FamilyGrant, FamilyGrant.id == Proof.grant_id)
        .where(Proof.conversation_id == bindparam("conversation_id"))
    )


_PROOF = _proof_query()  # built once: every personal request asks for it


def fetch_proof(session: Session, conversation_id: str, version: str) -> ProofRow | None:
    """The proof of a conversation with everything that decides whether it still holds, and whether the person, or the
    relative with this grant, agreed to the text of `version` and did not withdraw."""
    row = session.execute(_PROOF, {"conversation_id": conversation_id, "version": version}).one_or_none()
    return None if row is None else (row[0], row[1], row[2], row[3], bool(row[4]))


def fetch_other_phone_proven_at(
    session: Session, conversation_id: str, person_id: int, grant_id: int | None
) -> datetime | None:
    """Since when a phone is proven here that is not the one of this person, or of the relative with this grant."""
    proof = session.get(ApplicantProof, conversation_id)
    owner = session.get(Person, person_id) if grant_id is None else session.get(FamilyGrant, grant_id)
    return None if proof is None or (owner and owner.phone_index == proof.phone_index) else proof.proven_at


def note_activity(session: Session, conversation_id: str, moment: datetime) -> None:
    session.execute(update(Proof).where(Proof.conversation_id == conversation_id).values(active_at=moment))


def fetch_conversations_of(session: Session, person_id: int, grant_id: int | None) -> Sequence[str]:
    """Where this person (or this relative of theirs) is proven right now."""
    query = select(Proof.conversation_id).where(Proof.person_id == person_id, _same_grant(Proof.grant_id, grant_id))
    return session.scalars(query).all()


def fetch_open_consents(session: Session, person_id: int, grant_id: int | None) -> Sequence[Consent]:
    """What the person, or the relative with this grant, agreed to and did not withdraw."""
    query = select(Consent).where(
        Consent.person_id == person_id, Consent.withdrawn_at.is_(None), _same_grant(Consent.grant_id, grant_id)
    )
    return session.scalars(query).all()


def fetch_staff_member(session: Session, number: str) -> StaffMember | None:
    return session.scalar(select(StaffMember).where(StaffMember.number == number))


def fetch_staff(session: Session) -> Sequence[StaffMember]:
    """Every clerk there ever was, by number."""
    return session.scalars(select(StaffMember).order_by(StaffMember.number)).all()


def fetch_binding(session: Session, openid_index: str) -> WeChatBinding | None:
    return session.scalar(select(WeChatBinding).where(WeChatBinding.openid_index == openid_index))


def fetch_phone(session: Session, person_id: int, grant_id: int | None) -> tuple[str | None, str]:
    """The sealed phone of a person alive, or the own one of the relative with this grant, and the field it is sealed for."""
    if grant_id is not None:
        return session.scalar(select(FamilyGrant.phone_sealed).where(FamilyGrant.id == grant_id)), "family_grant.phone"
    alive = (Person.id == person_id) & Person.died_on.is_(None)
    return session.scalar(select(Person.phone_sealed).where(alive)), "person.phone"


def delete_bindings_of(session: Session, person_id: int, grant_id: int | None) -> None:
    session.execute(
        delete(WeChatBinding).where(
            WeChatBinding.person_id == person_id, _same_grant(WeChatBinding.grant_id, grant_id)
        )
    )


def _same_grant(column: Any, grant_id: int | None) -> ColumnElement[bool]:
    return column.is_(None) if grant_id is None else column == grant_id
