"""Tables of family access."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base


class FamilyGrant(Base):
    """What one relative may see and until when. Scopes: certification, payments, grant (space separated)."""

    __tablename__ = "family_grant"
    __table_args__ = (Index("ix_family_grant_phone", "phone_index", "revoked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    relative_name: Mapped[str] = mapped_column(String(50))
    relation: Mapped[str] = mapped_column(String(20))
    phone_sealed: Mapped[str] = mapped_column(String(120))
    phone_index: Mapped[str] = mapped_column(String(64))
    scopes: Mapped[str] = mapped_column(String(60))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
