"""The outbox. A message stands or falls with the transaction that caused it."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base


class OutgoingMessage(Base):
    """One text message. Phone and text are sealed: a text may hold a code or a place."""

    __tablename__ = "outgoing_message"
    __table_args__ = (Index("ix_outgoing_message_unsent", "sent_at", "send_after"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(30))  # identity_code, booking_confirmed, booking_reminder, slot_freed, wechat_bound ...
    phone_sealed: Mapped[str] = mapped_column(String(120))
    text_sealed: Mapped[str] = mapped_column(String(1200))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    send_after: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    failed: Mapped[str] = mapped_column(String(60), default="")  # the provider's code of the last failure
