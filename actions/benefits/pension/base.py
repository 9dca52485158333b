"""Which 计发基数 a pension is worked out with: the year's own, or until it is published the year before's (4-09)."""

from dataclasses import dataclass

from actions.benefits.amounts import first_day
from actions.benefits.parameters.book import NotPublished, ParameterBook, Row


@dataclass(frozen=True)
class Base:
    """The row of the base; `provisional` is the row of the rule when another year's base stands in (预发)."""

    row: Row
    provisional: Row | None = None

    @property
    def cents(self) -> int:
        return int(self.row.values["base"] * 100)

    @property
    def certain(self) -> bool:
        """Whether a sum may be worked out with it: one single source is not enough."""
        return self.row.basis.confidence != "C"


def base_of(book: ParameterBook, place: str, retired: int) -> Base:
    """The base for who retires in month number `retired`. Raises NotPublished."""
    day = first_day(retired)
    try:
        return Base(book.row("pension_base", day, place))
    except NotPublished:
        rule = book.row("pension_provisional", day)
        back = first_day(retired - 12 * int(rule.values["years_back"]))
        return Base(book.row("pension_base", back, place), rule)
