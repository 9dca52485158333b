"""Tables of offices. The tree follows 大政办发〔2017〕49号第五至九条: 市, 区, 街道, 社区."""

from datetime import date, time

from sqlalchemy import Date, ForeignKey, String, Time
from sqlalchemy.orm import Mapped, mapped_column

from knowledge_base.database import Base


class Office(Base):
    """One office. `id` is a stable slug; coordinates are WGS84 degrees; fictional ones are marked `demo`."""

    __tablename__ = "office"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    level: Mapped[str] = mapped_column(String(10))  # city, district, street, community
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("office.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    address: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    windows: Mapped[int] = mapped_column(default=1)
    demo: Mapped[bool] = mapped_column(default=False)


class OfficeService(Base):
    """A service an office offers (see offices.services), with how many people fit into one slot."""

    __tablename__ = "office_service"

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id", ondelete="CASCADE"), primary_key=True)
    service: Mapped[str] = mapped_column(String(20), primary_key=True)  # counter_check, home_visit, video_check
    slot_minutes: Mapped[int]
    capacity: Mapped[int]


class OpeningHours(Base):
    """One opening span of a weekday (0 is Monday), Dalian time; lunch breaks make two spans."""

    __tablename__ = "opening_hours"

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id", ondelete="CASCADE"), primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    opens: Mapped[time] = mapped_column(Time, primary_key=True)
    closes: Mapped[time] = mapped_column(Time)


class Closure(Base):
    """Days an office is closed beyond weekends and holidays, inclusive."""

    __tablename__ = "closure"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id", ondelete="CASCADE"), index=True)
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(100))
