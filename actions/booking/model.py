"""Tables of bookings. The unique constraints are what makes a double booking impossible; the code only avoids them."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base

_OPEN = text("state IN ('held', 'confirmed')")


class Slot(Base):
    """A time at an office for one service, with `capacity` places numbered from 1."""

    __tablename__ = "slot"
    __table_args__ = (UniqueConstraint("office_id", "service", "starts_at"), Index("ix_slot_starts", "starts_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    service: Mapped[str] = mapped_column(String(20))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    capacity: Mapped[int]
    area: Mapped[str] = mapped_column(String(40), default="")  # community id a home-visit team serves; empty: all


class Booking(Base):
    """One place in one slot. States: held -> confirmed -> attended | no_show; held -> expired; any open -> cancelled | moved."""

    __tablename__ = "booking"
    __table_args__ = (
        # A place is held by one open booking, and a person has one open booking per service.
        Index("uq_booking_open_place", "slot_id", "place", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("uq_booking_open_person", "person_id", "service", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_booking_held_until", "state", "held_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"), index=True)
    place: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    service: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10))
    number: Mapped[str | None] = mapped_column(String(12), unique=True)  # 预约号, digits, set when confirmed
    idempotency_key: Mapped[str] = mapped_column(String(80), unique=True)
    held_at: Mapped[datetime] = mapped_column(UtcDateTime)
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    moved_from_id: Mapped[int | None] = mapped_column(ForeignKey("booking.id"))
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class HomeVisit(Base):
    """Where a home-visit booking goes and which two-person team does it."""

    __tablename__ = "home_visit"

    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id", ondelete="CASCADE"), primary_key=True)
    address_sealed: Mapped[str] = mapped_column(String(600))
    community_id: Mapped[str | None] = mapped_column(ForeignKey("office.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("visit_team.id"))
    half_day: Mapped[str] = mapped_column(String(10))  # morning, afternoon


class VisitTeam(Base):
    """Two people of a street office who do home visits, and the communities they serve (ids, space separated)."""

    __tablename__ = "visit_team"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    first_member: Mapped[str] = mapped_column(String(50))
    second_member: Mapped[str] = mapped_column(String(50))
    areas: Mapped[str] = mapped_column(String(500), default="")


class WaitingEntry(Base):
    """Somebody who waits for a freed slot. States: waiting -> offered -> taken | passed; left."""

    __tablename__ = "waiting_entry"
    __table_args__ = (
        Index("ix_waiting_entry_queue", "office_id", "service", "state", "joined_at"),
        Index(
            "uq_waiting_entry_open", "person_id", "service", unique=True,
            sqlite_where=text("state IN ('waiting', 'offered')"), postgresql_where=text("state IN ('waiting', 'offered')"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    service: Mapped[str] = mapped_column(String(20))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(10))
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    offered_booking_id: Mapped[int | None] = mapped_column(ForeignKey("booking.id"))
    offered_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class QueueTicket(Base):
    """A walk-in number (排队号) of one office, service and day."""

    __tablename__ = "queue_ticket"
    __table_args__ = (UniqueConstraint("office_id", "day", "service", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    day: Mapped[date] = mapped_column(Date)
    service: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    idempotency_key: Mapped[str] = mapped_column(String(80), unique=True)
