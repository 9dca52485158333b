"""What a fictional pension comes to: the real formulas over fictional facts, so that every payment can be explained."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from actions.benefits.parameters.book import load_book
from actions.records.explaining.adjustment_rules import RULES
from actions.records.explaining.formulas import FORMULAS_SINCE

_BOOK = load_book()
# 计发基数 of Dalian, yuan: from 2020 on as published (second-hand); 2026 is paid provisionally at 2025's figure;
# before 2020 invented, for demo people only.
BASES = {
    2006: 1900, 2007: 2150, 2008: 2440, 2009: 2750, 2010: 3080, 2011: 3450, 2012: 3850, 2013: 4230, 2014: 4620,
    2015: 5030, 2016: 5490, 2017: 6020, 2018: 6590, 2019: 7180,
    **{row.valid_from.year: int(row.values["base"]) for row in _BOOK.rows("pension_base") if row.key == "dalian"},
}  # fmt: skip
# 计发月数 (国发〔2005〕38号附表) from 40 years on.
DIVISORS = tuple(int(row.values["months"]) for row in _BOOK.rows("pension_divisor"))
TRANSITION_RATE = "1.4"
FIRST_RAISE, LAST_RAISE = 2006, max(RULES)  # raises before 2021 are invented; none is known for a year after LAST_RAISE


@dataclass(frozen=True)
class Facts:
    """What a pension is assessed from. None: the file has no such figure."""

    retired_on: date
    kind: str
    actual_months: int
    deemed_months: int
    average_index: Decimal | None = None
    base_cents: int | None = None
    account_cents: int | None = None
    divisor_months: Decimal | None = None
    transition_rate: str | None = None
    old_pension: int = 0  # 分; what somebody retired before 2006 was assessed at by the rules of that day


@dataclass(frozen=True)
class Parts:
    """Monthly parts as assessed, 分."""

    basic: int
    transitional: int
    account: int

    @property
    def total(self) -> int:
        return self.basic + self.transitional + self.account


@dataclass(frozen=True)
class Raise:
    """One year's raise in its parts, 分 a month."""

    year: int
    fixed: int
    by_years: int
    by_pension: int
    tilt: int

    @property
    def total(self) -> int:
        return self.fixed + self.by_years + self.by_pension + self.tilt


def divisor(age_months: int) -> Decimal:
    """计发月数 at an age in months; between whole years interpolated to one decimal, as assessments of 2025 show."""
    years, rest = divmod(age_months, 12)
    here = Decimal(DIVISORS[years - 40])
    if not rest:
        return here
    step = (here - DIVISORS[years - 39]) / 12 * rest
    return (here - step).quantize(Decimal("0.1"), ROUND_HALF_UP)


def assess(facts: Facts) -> Parts:
    """The parts by the formulas of 国发〔2005〕38号第六部分 and 辽劳社发〔2006〕81号; before 2006 the old pension as one part."""
    if facts.retired_on < FORMULAS_SINCE or facts.base_cents is None:
        return Parts(facts.old_pension, 0, 0)
    index = facts.average_index or Decimal(1)
    mean = facts.base_cents * (10_000 + int(index * 10_000))  # 分, times 20,000
    basic = _half_up(mean * _hundredths(facts.actual_months + facts.deemed_months), 20_000 * 100 * 100)
    transitional = 0
    if facts.transition_rate:
        tenths = int(Decimal(facts.transition_rate) * 10)
        transitional = _half_up(mean * _hundredths(facts.deemed_months) * tenths, 20_000 * 100 * 1_000)
    account = _half_up((facts.account_cents or 0) * 10, int((facts.divisor_months or Decimal(139)) * 10))
    return Parts(basic, transitional, account)


def raises(facts: Facts, born: date, last_year: int) -> list[Raise]:
    """Every yearly raise since the year after retirement, up to `last_year`."""
    months, pension = facts.actual_months + facts.deemed_months, assess(facts).total
    given: list[Raise] = []
    for year in range(max(facts.retired_on.year + 1, FIRST_RAISE), min(last_year, LAST_RAISE) + 1):
        given.append(_raise(year, year - born.year, months, pension))
        pension += given[-1].total
    return given


def _raise(year: int, age: int, months: int, pension: int) -> Raise:
    years = -(-months // 12)
    if (rule := RULES.get(year)) is None:
        return Raise(year, 3_000 + 100 * (year - FIRST_RAISE), 100 * years, pension // 200, 3_000 * (age >= 75))
    aged = rule.aged_80 if age >= 80 else rule.aged_70 if age >= 70 else Decimal(0)
    return Raise(year, int(rule.fixed * 100), rule.by_years(years * 12) or 0, rule.by_pension(pension), int(aged * 100))


def raised_by(given: Sequence[Raise], month: int) -> int:
    """What the raises add in `month` (yyyymm); a raise counts from January of its year."""
    return sum(one.total for one in given if one.year <= month // 100)


def _hundredths(months: int) -> int:
    """Months as hundredths of a year, half up: assessments count 494 months as 41.17 years."""
    return _half_up(months * 100, 12)


def _half_up(number: int, by: int) -> int:
    return (2 * number + by) // (2 * by)
