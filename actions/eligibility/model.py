"""Tables of eligibility certification and of the data-sharing lists that drive it."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base


class Certification(Base):
    """One successful certification and the channel it came through (see eligibility.channels)."""

    __tablename__ = "certification"
    __table_args__ = (
        UniqueConstraint("person_id", "certified_on", "channel"),
        Index("ix_certification_person_day", "person_id", "certified_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    certified_on: Mapped[date] = mapped_column(Date)
    channel: Mapped[str] = mapped_column(String(20))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))
    recorded_by: Mapped[str] = mapped_column(String(64))


class SharedListEntry(Base):
    """A line of a list another department shares (大政办发〔2017〕49号第十九条): kind, source, day."""

    __tablename__ = "shared_list_entry"
    __table_args__ = (UniqueConstraint("person_id", "kind", "source", "happened_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))  # alive, death, imprisonment, moved_away
    source: Mapped[str] = mapped_column(String(20))  # police, civil_affairs, justice, health
    happened_on: Mapped[date] = mapped_column(Date)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))


class Investigation(Base):
    """A suspected loss of eligibility being looked into. It stops nothing by itself (社会保险经办条例第二十六条)."""

    __tablename__ = "investigation"
    __table_args__ = (Index("ix_investigation_person_state", "person_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("shared_list_entry.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12))  # open, confirmed, cleared
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str | None] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(300), default="")


class BenefitSuspension(Base):
    """Payment stopped from a day on, and since when it goes on again."""

    __tablename__ = "benefit_suspension"
    __table_args__ = (Index("ix_benefit_suspension_person", "person_id", "resumed_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    reason: Mapped[str] = mapped_column(String(30))  # certification_overdue, investigation_confirmed
    suspended_on: Mapped[date] = mapped_column(Date)
    resumed_on: Mapped[date | None] = mapped_column(Date)
    decided_by: Mapped[str] = mapped_column(String(64))
