"""Tables of a conversation. They hold masked text only and no person."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base


class Conversation(Base):
    """One kiosk visit or one WeChat session. `dialogue_id` names it to Rasa and rotates; `id` does not."""

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[str] = mapped_column(String(64))
    dialogue_id: Mapped[str] = mapped_column(String(32), index=True)
    dialogue_turns: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_active_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Turn(Base):
    """What a person said (masked) and what was answered; the idempotency key makes a resend harmless."""

    __tablename__ = "turn"
    __table_args__ = (UniqueConstraint("conversation_id", "idempotency_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    idempotency_key: Mapped[str] = mapped_column(String(64))
    said: Mapped[str] = mapped_column(Text)
    replies: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OfferedChoice(Base):
    """A choice token and what it stands for; valid only in the conversation that offered it."""

    __tablename__ = "offered_choice"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    label: Mapped[str] = mapped_column(String(100))
    payload: Mapped[str] = mapped_column(Text)
