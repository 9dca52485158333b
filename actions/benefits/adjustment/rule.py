"""辽宁历年调整细则 of one year, read from the tables, and the sums that follow from it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actions.benefits.parameters.book import ParameterBook, Row
from actions.records.wording import to_cents

TABLE = "adjustment_liaoning"
FIRST_YEARS = 15  # 年限挂钩 counts these apart in every year's rule


@dataclass(frozen=True)
class AdjustmentRule:
    """One year's rule, yuan a month. The first 15 years count `first_flat` together or `first_each` a year."""

    year: int
    fixed: Decimal
    first_each: Decimal
    first_flat: Decimal
    beyond_each: Decimal  # for every year beyond 15
    percent: Decimal  # of one's own pension of the December before
    aged_70: Decimal
    aged_80: Decimal
    part_years_count_whole: bool  # 不满1年按1年; where the rule is silent, part years are not worked out to one sum

    def for_years(self, years: int) -> int:
        """年限挂钩 in 分 for whole years."""
        first = self.first_flat or self.first_each * min(years, FIRST_YEARS)
        return to_cents(first + self.beyond_each * max(0, years - FIRST_YEARS))

    def span_by_years(self, months: int) -> tuple[int, int]:
        """年限挂钩 in 分, least and most: they differ only where the rule does not say how a part year counts."""
        whole, rest = divmod(months, 12)
        most = self.for_years(whole + (1 if rest else 0))
        return (most if self.part_years_count_whole else self.for_years(whole)), most

    def by_years(self, months: int) -> int | None:
        """年限挂钩 in 分 for `months` of contributions; None when the rule does not say how part years count."""
        if months % 12 and not self.part_years_count_whole:
            return None
        return self.span_by_years(months)[1]

    def by_pension(self, december_cents: int) -> int:
        """本人养老金挂钩 in 分."""
        return to_cents(Decimal(december_cents) / 100 * self.percent / 100)

    def for_age(self, age: int) -> int:
        """高龄倾斜 in 分."""
        return to_cents(self.aged_80 if age >= 80 else self.aged_70 if age >= 70 else Decimal(0))


def row_of(book: ParameterBook, year: int) -> Row:
    """The row of a year's rule. Raises NotPublished."""
    return book.row(TABLE, date(year, 1, 1))


def rule_in(row: Row) -> AdjustmentRule:
    """The rule a row holds."""
    values = row.values
    return AdjustmentRule(
        year=row.valid_from.year,
        fixed=values["fixed"],
        first_each=values["first_each"],
        first_flat=values["first_flat"],
        beyond_each=values["beyond_each"],
        percent=values["percent"],
        aged_70=values["aged_70"],
        aged_80=values["aged_80"],
        part_years_count_whole=bool(values["whole_years"]),
    )


def rules(book: ParameterBook) -> dict[int, AdjustmentRule]:
    """Every year's rule."""
    return {rule.year: rule for rule in map(rule_in, book.rows(TABLE))}
