"""The formulas of a pension, for the calculator and for explaining an assessed one: 分 and months in, 分 out, rounded once."""

from decimal import ROUND_HALF_UP, Decimal

from actions.benefits.amounts import first_day, in_years
from actions.benefits.parameters.book import NotPublished, ParameterBook, Row
from actions.records.wording import to_cents

YOUNGEST, OLDEST = 40, 70  # whole ages of the table of divisors


def basic(base: int, index: Decimal, months: int, percent: Decimal) -> int:
    """基础养老金＝（计发基数＋计发基数×指数）÷2×缴费年限×1%, the 1 being `percent` (国发〔2005〕38号第六部分; 计发基数 as Liaoning publishes it)."""
    return to_cents(_mean(base, index) * in_years(months) * percent / 100)


def from_account(stored: int, divisor: Decimal) -> int:
    """个人账户养老金＝储存额÷计发月数 (国发〔2005〕38号第六部分)."""
    return to_cents(Decimal(stored) / 100 / divisor)


def transitional(base: int, index: Decimal, months: int, percent: Decimal) -> int:
    """过渡性养老金＝（计发基数＋计发基数×指数）÷2×建账前年限×过渡系数 (辽劳社发〔2006〕81号, second-hand)."""
    return to_cents(_mean(base, index) * in_years(months) * percent / 100)


def divisors(book: ParameterBook, age_months: int, retired: int) -> tuple[tuple[Decimal, ...], tuple[Row, ...]]:
    """计发月数 at an age in months for who retired in month number `retired`, and the rows it stands in.

    Between whole ages the number is interpolated where a rule says so (4-12, since 2025). Where none does, both whole
    ages' numbers come back, the larger first. Raises NotPublished for an age the table does not hold.
    """
    day, (years, rest) = first_day(retired), divmod(age_months, 12)
    row = book.row("pension_divisor", day, str(years))
    if not rest:
        return (row.values["months"],), (row,)
    above = book.row("pension_divisor", day, str(years + 1))
    here, there = row.values["months"], above.values["months"]
    try:
        between = book.row("pension_divisor_between", day)
    except NotPublished:
        return (here, there), (row, above)
    unit = Decimal(1).scaleb(-int(between.values["places"]))
    return ((here - (here - there) / 12 * rest).quantize(unit, ROUND_HALF_UP),), (row, above, between)


def _mean(base: int, index: Decimal) -> Decimal:
    """Half of the base and the person's own indexed wage, yuan."""
    return Decimal(base) / 100 * (1 + index) / 2
