"""All SQL of access to applications."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from actions.conversations.model import Conversation
from actions.family.model import FamilyGrant
from actions.grants.model import ApplicantChallenge, ApplicantProof, GrantCase, GrantDocument, GrantStep
from actions.identity.model import ConversationConsent
from actions.records.model import Person

ApplicantRow = tuple[ApplicantProof, Conversation, ConversationConsent | None]


def fetch_applicant(session: Session, conversation_id: str) -> ApplicantRow | None:
    """The proof of a phone, with its conversation and what was agreed to there."""
    query = (
        select(ApplicantProof, Conversation, ConversationConsent)
        .join(Conversation, Conversation.id == ApplicantProof.conversation_id)
        .outerjoin(ConversationConsent, ConversationConsent.conversation_id == ApplicantProof.conversation_id)
        .where(ApplicantProof.conversation_id == conversation_id)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def has_agreed_on_screen(session: Session, conversation_id: str, version: str) -> bool:
    """Whether the text of `version` was agreed to in the conversation."""
    agreed = session.get(ConversationConsent, conversation_id)
    return agreed is not None and agreed.version == version


def fetch_applicant_conversations(session: Session) -> Sequence[str]:
    """Conversations in which a phone is proven."""
    return session.scalars(select(ApplicantProof.conversation_id)).all()


def fetch_person(session: Session, person_id: int) -> Person | None:
    return session.get(Person, person_id)


def fetch_family_grant(session: Session, grant_id: int) -> FamilyGrant | None:
    return session.get(FamilyGrant, grant_id)


def note_activity(session: Session, conversation_id: str, moment: datetime) -> None:
    session.execute(
        update(ApplicantProof).where(ApplicantProof.conversation_id == conversation_id).values(active_at=moment)
    )


def delete_challenge(session: Session, conversation_id: str) -> None:
    session.execute(delete(ApplicantChallenge).where(ApplicantChallenge.conversation_id == conversation_id))


def delete_proof(session: Session, conversation_id: str) -> None:
    session.execute(delete(ApplicantProof).where(ApplicantProof.conversation_id == conversation_id))


def fetch_case_of_phone(session: Session, number: str, phone_index: str) -> GrantCase | None:
    """The case with this number, if it was applied for with this phone: one look, whichever of the two is wrong."""
    query = select(GrantCase).where(GrantCase.number == number, GrantCase.applicant_phone_index == phone_index)
    return session.scalar(query)


def fetch_last_step_at(session: Session, case_id: int) -> datetime | None:
    """When the case last moved."""
    latest = select(func.max(GrantStep.position)).where(GrantStep.case_id == case_id).scalar_subquery()
    return session.scalar(select(GrantStep.at).where(GrantStep.case_id == case_id, GrantStep.position == latest))


def fetch_missing_papers(session: Session, case_id: int) -> Sequence[str]:
    """The kinds of papers the case still waits for."""
    query = select(GrantDocument.kind).where(GrantDocument.case_id == case_id, GrantDocument.state == "missing")
    return session.scalars(query.order_by(GrantDocument.id)).all()
