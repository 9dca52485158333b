"""The sums of an estimate: the two payments, and the cap for those who paid less than five years."""

from dataclasses import dataclass, replace
from fractions import Fraction

from actions.benefits.model import Basis, Line
from actions.benefits.parameters.book import Row
from actions.benefits.survivor.income import MonthlyIncome, half_up, yuan_words
from actions.benefits.survivor.months import Months, months_words


@dataclass(frozen=True)
class Sums:
    """Lines that carry money, and their total in 分."""

    lines: tuple[Line, ...]
    low: int
    high: int

    @property
    def words(self) -> str:
        """The total as shown."""
        return yuan_words(self.low, self.high)


def both_payments(low: Fraction, high: Fraction, income: MonthlyIncome, funeral: Row, months: Months) -> Sums:
    """丧葬补助金 and 抚恤金, where one month counts `low` to `high` 分 (第四条, 第五条)."""
    times = Fraction(funeral.values["months"])
    grant = _line(
        "丧葬补助金", low * times, high * times, f"每月{income.said}，乘{times}个月", (funeral.basis, income.row.basis)
    )
    how = f"每月{income.said}，乘{months_words(months.low, months.high)}"
    payment = _line("抚恤金", low * months.low, high * months.high, how, (*months.basis, income.row.basis))
    return _sums((grant, payment))


def capped(sums: Sums, own: int | None, rule: Basis) -> Sums:
    """Both payments together are at most `own` 分, what the person paid (3-10). Unknown: anything up to the sum of the rule.

    How the cap is shared between the two is said nowhere, so one line carries the money and the two only show the working.
    """
    if own is not None and own >= sums.high:
        return sums
    low, high = (0, sums.high) if own is None else (min(own, sums.low), own)
    shown = tuple(replace(line, value=f"按月数算是{line.value}", low=None, high=None) for line in sums.lines)
    value = f"不超过{yuan_words(high, high)}" if own is None else yuan_words(low, high)
    how = "缴费不满5年的，合计不超过本人缴费之和"
    return Sums((*shown, Line("两笔合计", value, how, low, high, (rule,))), low, high)


def _line(label: str, low: Fraction, high: Fraction, how: str, basis: tuple[Basis, ...]) -> Line:
    least, most = half_up(low), half_up(high)
    return Line(label, yuan_words(least, most), how, least, most, basis)


def _sums(lines: tuple[Line, ...]) -> Sums:
    return Sums(lines, sum(line.low or 0 for line in lines), sum(line.high or 0 for line in lines))
