"""Tables of personal records. Money is integer 分, months are yyyymm, dates are Dalian calendar days."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base


class ImportBatch(Base):
    """One imported file. The same file twice is one batch (`kind` and `sha256`)."""

    __tablename__ = "import_batch"
    __table_args__ = (UniqueConstraint("kind", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    rows: Mapped[int]
    as_of: Mapped[date] = mapped_column(Date)  # the day the data were true
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    imported_by: Mapped[str] = mapped_column(String(64))


class Person(Base):
    """A retiree. Numbers are sealed (personal_data); the indexes are keyed fingerprints."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    id_number_sealed: Mapped[str] = mapped_column(String(120))
    id_number_index: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(50))
    sex: Mapped[str] = mapped_column(String(1))  # 男 女
    birth_date: Mapped[date] = mapped_column(Date)
    phone_sealed: Mapped[str | None] = mapped_column(String(120))
    phone_index: Mapped[str | None] = mapped_column(String(64), index=True)
    phone_changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # by the person here; no older file undoes it
    address_sealed: Mapped[str | None] = mapped_column(String(600))
    street_id: Mapped[str | None] = mapped_column(String(40))  # office.id of the street office
    community_id: Mapped[str | None] = mapped_column(String(40), index=True)  # office.id of the community
    archive_place: Mapped[str | None] = mapped_column(String(100))
    medical_standing: Mapped[str | None] = mapped_column(String(20))  # see records.standings
    died_on: Mapped[date | None] = mapped_column(Date)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))


class RetirementFact(Base):
    """What the pension was assessed from. None means the office has no such figure; it is never guessed."""

    __tablename__ = "retirement_fact"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    retired_on: Mapped[date] = mapped_column(Date)
    kind: Mapped[str] = mapped_column(String(20))  # 正常退休 特殊工种提前退休 病退 ...
    actual_months: Mapped[int | None]  # 实际缴费月数
    deemed_months: Mapped[int | None]  # 视同缴费月数
    average_index: Mapped[Decimal | None] = mapped_column(Numeric(6, 4))  # 平均缴费工资指数
    base_cents: Mapped[int | None]  # 计发基数, 分 a month
    account_cents: Mapped[int | None]  # 退休时个人账户储存额, 分
    divisor_months: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))  # 计发月数
    transition_rate: Mapped[Decimal | None] = mapped_column(Numeric(6, 4))  # 过渡系数, percent
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))


class Payment(Base):
    """One month's pension with its components, in 分. `state`: paid, returned (bank refused it), suspended, planned."""

    __tablename__ = "payment"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True)  # yyyymm
    basic: Mapped[int]  # 基础养老金
    transitional: Mapped[int]  # 过渡性养老金
    account: Mapped[int]  # 个人账户养老金
    adjustment: Mapped[int]  # 历年调整增加额
    other: Mapped[int]  # 其他补贴
    back_pay: Mapped[int]  # 补发
    deduction: Mapped[int]  # 扣回, as a positive number
    total: Mapped[int]  # 实发
    state: Mapped[str] = mapped_column(String(10))
    paid_on: Mapped[date | None] = mapped_column(Date)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))


class YearlyAdjustment(Base):
    """One year's raise in its parts, 分 a month."""

    __tablename__ = "yearly_adjustment"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    fixed: Mapped[int]  # 定额
    by_years: Mapped[int]  # 缴费年限挂钩
    by_pension: Mapped[int]  # 本人养老金挂钩
    tilt: Mapped[int]  # 高龄、艰边倾斜
    total: Mapped[int]
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))


class PersonalAccount(Base):
    """个人账户余额 at a day, 分."""

    __tablename__ = "personal_account"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    balance: Mapped[int]
    as_of: Mapped[date] = mapped_column(Date)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))


class PaymentAccount(Base):
    """Where the pension goes: the bank and the sealed account number."""

    __tablename__ = "payment_account"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    bank: Mapped[str] = mapped_column(String(60))
    account_sealed: Mapped[str] = mapped_column(String(160))
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))


class CareMark(Base):
    """A special-care mark: 高龄, 独居, 失能, 孤寡, 重病, 伤残, 特困 ..."""

    __tablename__ = "care_mark"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(20), primary_key=True)
    since: Mapped[date | None] = mapped_column(Date)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))


class CallbackRequest(Base):
    """Somebody is to be called back, because a part of ours was down when they asked."""

    __tablename__ = "callback_request"
    __table_args__ = (Index("ix_callback_request_open", "done_at", "asked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    phone_sealed: Mapped[str | None] = mapped_column(String(120))
    matter: Mapped[str] = mapped_column(String(60))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by: Mapped[str | None] = mapped_column(String(64))
