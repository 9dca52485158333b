"""Table of continuations."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base


class Continuation(Base):
    """Something begun, waiting to be taken up once by whoever has the number."""

    __tablename__ = "continuation"

    id: Mapped[int] = mapped_column(primary_key=True)
    # Blind indexes of the number and of the conversation that offered it (see Place); neither is kept itself.
    code_index: Mapped[str] = mapped_column(String(64), unique=True)
    content_sealed: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
