"""The gradual delay of 国务院关于渐进式延迟法定退休年龄的办法 第一条 and 第三条 as sums over months."""

from dataclasses import dataclass
from datetime import date

from actions.benefits.parameters.book import ParameterBook, Row

TABLE = "retirement_delay"


@dataclass(frozen=True)
class RetirementMonths:
    """The statutory age and the window around it; ages in months, months as month numbers (amounts.month_number)."""

    original: int
    delay: int
    reached: int
    earliest: int  # equal to `reached` where nobody may go earlier
    latest: int
    delay_row: Row
    flexible_row: Row | None  # None for those who reached the age before the rule began

    @property
    def age(self) -> int:
        return self.original + self.delay


def delay_months(row: Row, born: int) -> int:
    """延迟月数＝min(上限, ⌊出生年月与起点相差月数÷步长⌋＋1), nothing before the start (4-25)."""
    since = born - start_month(row)
    return 0 if since < 0 else min(int(row.values["cap"]), since // int(row.values["step"]) + 1)


def start_month(row: Row) -> int:
    """The first month of birth the delay touches, as a month number."""
    return int(row.values["start_year"]) * 12 + int(row.values["start_month"]) - 1


def retirement_months(book: ParameterBook, group: str, born: int) -> RetirementMonths:
    """When somebody of `group` (male, female55, female50) born in month number `born` retires."""
    row = _newest(book, group)
    original, delay = int(row.values["age"]) * 12, delay_months(row, born)
    reached = born + original + delay
    if reached < _month_of(row.valid_from):
        return RetirementMonths(original, delay, reached, reached, reached, row, None)
    flexible = max(book.rows("retirement_flexible"), key=lambda one: one.valid_from)
    earliest = max(reached - int(flexible.values["early"]), born + original)
    return RetirementMonths(
        original, delay, reached, earliest, reached + int(flexible.values["late"]), row, flexible
    )


def _newest(book: ParameterBook, group: str) -> Row:
    return max((row for row in book.rows(TABLE) if row.key == group), key=lambda row: row.valid_from)


def _month_of(day: date) -> int:
    return day.year * 12 + day.month - 1
