"""Tables of the audit chain. Rows are only ever added; the head says where the chain ends."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base


class AuditEntry(Base):
    """One thing somebody did. No foreign keys: the entry outlives what it tells of."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_person_at", "person_id", "at"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    event: Mapped[str] = mapped_column(String(64))
    actor: Mapped[str] = mapped_column(String(64))  # person:<id>, relative:<grant id>, staff:<id>, system:<job>
    person_id: Mapped[int | None]  # whose data it was
    conversation_id: Mapped[str | None] = mapped_column(String(32))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    hash: Mapped[str] = mapped_column(String(64))  # HMAC over this row and the hash before it


class AuditHead(Base):
    """The one row that tells the number and hash of the last entry, so that a cut tail is noticed."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))  # HMAC over number and hash: a forged head does not fit
