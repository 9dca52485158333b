"""ParameterBook: every table as it was known at one moment; a pure look-up by day and key."""

from collections.abc import Iterable
from datetime import date, datetime

from actions.benefits.parameters.errors import NotPublished, UnknownRow, UnknownTable
from actions.benefits.parameters.grammar import Table, released_tables
from actions.benefits.parameters.row import Row, standing

__all__ = ["NotPublished", "ParameterBook", "Row", "Table", "load_book"]


class ParameterBook:
    """The tables as known at `known_at` (None: everything there is). Never changes."""

    def __init__(self, tables: Iterable[Table], rows: Iterable[Row], known_at: datetime | None = None) -> None:
        self.known_at = known_at
        self.tables = {table.name: table for table in tables}
        self._all = tuple(row for row in rows if known_at is None or row.recorded_at <= known_at)
        self._standing: dict[str, tuple[Row, ...]] = {
            name: standing(row for row in self._all if row.table == name) for name in self.tables
        }

    def row(self, table: str, on: date, key: str = "") -> Row:
        """The row that holds on `on`; where two do, the one that begins later. Raises NotPublished or UnknownTable."""
        fitting = [row for row in self.rows(table) if row.key == key and row.covers(on)]
        if not fitting:
            raise NotPublished(table, on, key)
        return max(fitting, key=lambda row: row.valid_from)

    def rows(self, table: str) -> tuple[Row, ...]:
        """Every row of `table` that no later one replaced, by key and first day. Raises UnknownTable."""
        if table not in self._standing:
            raise UnknownTable(table)
        return self._standing[table]

    def history(self, table: str) -> tuple[Row, ...]:
        """Every row of `table`, the replaced ones too, in the order they were recorded. Raises UnknownTable."""
        if table not in self.tables:
            raise UnknownTable(table)
        return tuple(sorted((row for row in self._all if row.table == table), key=lambda row: row.recorded_at))

    def find(self, row_id: str) -> Row:
        """The row with this id, replaced or not. Raises UnknownRow."""
        for row in self._all:
            if row.id == row_id:
                return row
        raise UnknownRow


def load_book(known_at: datetime | None = None, extra: Iterable[Row] = ()) -> ParameterBook:
    """The tables of this release with the rows `extra`, as known at `known_at`. Raises ContentError when a file is broken."""
    tables = released_tables()
    return ParameterBook(tables, [*(row for table in tables for row in table.rows), *extra], known_at)
