"""Replies that hold personal data: kept sealed and short-lived, so that Rasa and the transcript never see them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base


class PrivateReply(Base):
    """A reply under its token. Rasa and the transcript hold the token only; gone with the visit."""

    __tablename__ = "private_reply"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    content_sealed: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
