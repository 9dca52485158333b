"""Row: one dated line of a parameter table, and which of several lines counts on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from actions.benefits.model import Basis


@dataclass(frozen=True)
class Row:
    """Figures that hold from `valid_from` to `valid_to` (inclusive; None is open). `confirmed_by` is empty until an office
    confirmed them. `id` never changes and names the row in a stored estimate."""

    id: str
    table: str
    key: str  # what tells rows of the same dates apart: 80-84, male
    valid_from: date
    valid_to: date | None
    values: Mapping[str, Decimal]
    basis: Basis
    confirmed_by: str
    confirmed_on: date | None
    recorded_at: datetime  # aware; the row is not known before

    def covers(self, day: date) -> bool:
        """Whether the row holds on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def standing(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Of rows with the same table, key and first day, the one recorded last takes the others' place. Sorted by key and day."""
    newest: dict[tuple[str, str, date], Row] = {}
    for row in rows:
        place = (row.table, row.key, row.valid_from)
        if place not in newest or row.recorded_at >= newest[place].recorded_at:
            newest[place] = row
    return tuple(newest[place] for place in sorted(newest))
