"""The base: 本省上一年度城镇居民月人均可支配收入 for the year of the death, between its lowest and highest rounding (3-22)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from actions.benefits.amounts import said
from actions.benefits.parameters.book import Row
from actions.records.wording import yuan

MONTHLY = ("monthly", "monthly_exact", "monthly_up")


@dataclass(frozen=True)
class MonthlyIncome:
    """What one month counts, 分, between `low` and `high`; `low` is None when no confirmed figure is known."""

    row: Row
    low: Fraction | None
    high: Fraction | None

    @property
    def year(self) -> int:
        """The year the income was earned in."""
        return int(self.row.values["income_year"])

    @property
    def words(self) -> str:
        """3,999.00元, or 4,171.00元到4,172.00元."""
        if self.low is None or self.high is None:
            return "还没有确认"
        return yuan_words(half_up(self.low), half_up(self.high))

    @property
    def said(self) -> str:
        """The same inside a sum: 3999元, 4171元到4172元."""
        return self.words if self.low is None or self.high is None else said(half_up(self.low), half_up(self.high))


def monthly_income(row: Row) -> MonthlyIncome:
    """The base of a row of survivor_income; a C row gives none, whatever figures it holds."""
    figures = [_cents(row.values[name]) for name in MONTHLY if name in row.values]
    if row.basis.confidence == "C" or not figures:
        return MonthlyIncome(row, None, None)
    return MonthlyIncome(row, min(figures), max(figures))


def half_up(cents: Fraction) -> int:
    """The nearest whole 分, halves up: how the offices round the last place is not confirmed, and is said."""
    return int((cents + Fraction(1, 2)) // 1)


def yuan_words(low: int, high: int) -> str:
    """8,342.00元, or 8,342.00元到8,344.00元."""
    return yuan(low) if low == high else f"{yuan(low)}到{yuan(high)}"


def _cents(amount: Decimal) -> Fraction:
    return Fraction(amount) * 100
