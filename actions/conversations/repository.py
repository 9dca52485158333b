"""All SQL of conversations."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from actions.conversations.model import Conversation, OfferedChoice, Turn
from actions.conversations.private_model import PrivateReply
from actions.grants.model import ApplicantChallenge, ApplicantProof
from actions.identity.model import ConversationConsent, IdentityChallenge, PhoneChange, Proof

# Rows of these tables belong to one visit and end with it.
PERSONAL_PARTS = (
    IdentityChallenge, Proof, ConversationConsent, PhoneChange, PrivateReply, ApplicantChallenge, ApplicantProof,
)  # fmt: skip


def delete_personal_part(session: Session, conversation_id: str) -> None:
    """Everything personal of a conversation goes; the conversation itself stays."""
    for table in PERSONAL_PARTS:
        session.execute(delete(table).where(table.conversation_id == conversation_id))


def fetch_conversation(session: Session, conversation_id: str) -> Conversation | None:
    return session.get(Conversation, conversation_id)


def fetch_conversation_of_dialogue(session: Session, dialogue_id: str) -> Conversation | None:
    """The conversation Rasa knows as `dialogue_id`."""
    return session.scalar(select(Conversation).where(Conversation.dialogue_id == dialogue_id))


def fetch_private_reply(session: Session, conversation_id: str, token: str) -> PrivateReply | None:
    row = session.get(PrivateReply, token)
    return row if row and row.conversation_id == conversation_id else None


def fetch_private_replies(session: Session, conversation_id: str) -> list[PrivateReply]:
    return list(session.scalars(select(PrivateReply).where(PrivateReply.conversation_id == conversation_id)))


def delete_private_replies_before(session: Session, moment: datetime) -> int:
    """Removes replies made before `moment`; returns how many."""
    tokens = session.scalars(delete(PrivateReply).where(PrivateReply.made_at < moment).returning(PrivateReply.token))
    return len(tokens.all())


def fetch_turn(session: Session, conversation_id: str, idempotency_key: str) -> Turn | None:
    query = select(Turn).where(Turn.conversation_id == conversation_id, Turn.idempotency_key == idempotency_key)
    return session.scalar(query)


def fetch_turn_of_key(session: Session, idempotency_key: str) -> Turn | None:
    """The turn of a key in whatever conversation; looks at every turn, so it is for rare occasions."""
    return session.scalar(select(Turn).where(Turn.idempotency_key == idempotency_key).limit(1))


def fetch_last_answered_turn(session: Session, conversation_id: str) -> Turn | None:
    query = select(Turn).where(Turn.conversation_id == conversation_id, Turn.replies.is_not(None))
    return session.scalar(query.order_by(Turn.id.desc()).limit(1))


def fetch_choice(session: Session, conversation_id: str, token: str) -> OfferedChoice | None:
    choice = session.get(OfferedChoice, token)
    return choice if choice and choice.conversation_id == conversation_id else None


def fetch_last_replies(session: Session, conversation_id: str) -> list[dict[str, Any]]:
    """What the last answered turn showed, as it is kept; a private reply is its token only."""
    query = select(Turn.replies).where(Turn.conversation_id == conversation_id, Turn.replies.is_not(None))
    return list(session.scalar(query.order_by(Turn.id.desc()).limit(1)) or ())


def delete_conversation(session: Session, conversation_id: str) -> None:
    """Removes the conversation with its turns and choices, and with everything personal that was shown or proven in it."""
    delete_personal_part(session, conversation_id)
    for table in (OfferedChoice, Turn):
        session.execute(delete(table).where(table.conversation_id == conversation_id))
    session.execute(delete(Conversation).where(Conversation.id == conversation_id))


def delete_conversations_idle_since(session: Session, moment: datetime) -> int:
    """Removes conversations last active before `moment`; returns how many."""
    ids = session.scalars(select(Conversation.id).where(Conversation.last_active_at < moment)).all()
    for conversation_id in ids:
        delete_conversation(session, conversation_id)
    return len(ids)
