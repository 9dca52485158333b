"""Table of parameters staff added: a year's value with its source. Rows are never changed; a later one takes their place."""

from datetime import date, datetime

from sqlalchemy import Date, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base


class BenefitParameter(Base):
    """One row of one parameter table, as it was known from `recorded_at` on."""

    __tablename__ = "benefit_parameter"
    __table_args__ = (Index("ix_benefit_parameter_table", "table_name", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(40), default="")  # what tells rows of the same dates apart: 80-84, 男
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)  # last day, inclusive
    values: Mapped[str] = mapped_column(Text)  # JSON object: name -> number written as text
    document: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(60), default="")  # 文号
    article: Mapped[str] = mapped_column(String(60), default="")
    confidence: Mapped[str] = mapped_column(String(1))  # A B C
    confirmed_by: Mapped[str] = mapped_column(String(64), default="")  # actor, staff:<id>
    confirmed_on: Mapped[date | None] = mapped_column(Date)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(64))
