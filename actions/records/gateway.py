"""RecordsGateway: what is asked of the system that holds the records, and the plain data it answers with.

Every answer carries `as_of`, the day it was true. An empty answer means that system has nothing, never that it is down.
Money is 分, months are yyyymm.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

PaymentState = Literal["paid", "returned", "suspended", "planned"]
# The parts of a payment that add up to its total (补发 included; 扣回 is taken off).
ADDENDS: tuple[str, ...] = ("basic", "transitional", "account", "adjustment", "other", "back_pay")


@dataclass(frozen=True)
class Profile:
    """Who a person is to the office. Holds no number and no address."""

    name: str
    sex: str
    birth_date: date
    archive_place: str | None
    medical_standing: str | None
    street_id: str | None
    community_id: str | None
    died_on: date | None
    care_marks: tuple[str, ...]
    as_of: date


@dataclass(frozen=True)
class MonthlyPayment:
    """One month's pension with its parts."""

    month: int
    basic: int
    transitional: int
    account: int
    adjustment: int
    other: int
    back_pay: int
    deduction: int
    total: int
    state: str
    paid_on: date | None
    as_of: date

    @property
    def computed_total(self) -> int:
        """What the parts add up to."""
        return sum(getattr(self, part) for part in ADDENDS) - self.deduction

    def state_on(self, day: date) -> str:
        """The state on `day`: a payment dated later is still planned, whatever the file called it."""
        if self.state == "paid" and self.paid_on is not None and self.paid_on > day:
            return "planned"
        return self.state


@dataclass(frozen=True)
class RetirementFacts:
    """What the pension was assessed from; None means the office has no such figure."""

    retired_on: date
    kind: str
    actual_months: int | None
    deemed_months: int | None
    average_index: Decimal | None
    base_cents: int | None
    account_cents: int | None
    divisor_months: Decimal | None
    transition_rate: Decimal | None  # percent
    as_of: date

    @property
    def total_months(self) -> int | None:
        """缴费年限 in months, actual and deemed; None when either is not known."""
        if self.actual_months is None or self.deemed_months is None:
            return None
        return self.actual_months + self.deemed_months


@dataclass(frozen=True)
class Adjustment:
    """One year's raise in its parts, 分 a month."""

    year: int
    fixed: int
    by_years: int
    by_pension: int
    tilt: int
    total: int
    as_of: date


@dataclass(frozen=True)
class AccountBalance:
    """个人账户余额 on a day."""

    balance: int
    as_of: date


@dataclass(frozen=True)
class PaymentPlace:
    """Where the pension goes: the bank and the last four digits, never the whole number."""

    bank: str
    tail: str
    as_of: date


class RecordsGateway(Protocol):
    """A city's own system can stand behind it. Every method raises RecordsUnavailable when it gets no answer."""

    def profile(self, person_id: int) -> Profile | None:
        """Who the person is; None when unknown there."""

    def payments(self, person_id: int, limit: int = 13) -> tuple[MonthlyPayment, ...]:
        """The newest `limit` months, newest first."""

    def retirement(self, person_id: int) -> RetirementFacts | None:
        """What the pension was assessed from."""

    def adjustments(self, person_id: int) -> tuple[Adjustment, ...]:
        """The yearly raises, newest first."""

    def account(self, person_id: int) -> AccountBalance | None:
        """The balance of the personal account."""

    def payment_account(self, person_id: int) -> PaymentPlace | None:
        """Where the pension goes."""
