"""Looking: the tables as they stand on one day, and which rows were looked at."""

from datetime import date

from actions.benefits.parameters.book import NotPublished, ParameterBook, Row


class Looking:
    """Looks rows up for the day `on` and keeps their ids for the estimate."""

    def __init__(self, book: ParameterBook, on: date) -> None:
        self._book, self._on = book, on
        self._ids: dict[str, None] = {}

    def row(self, table: str, key: str = "") -> Row:
        """The row that holds. Raises NotPublished."""
        return self._kept(self._book.row(table, self._on, key))

    def band(self, table: str, name: str, number: int) -> Row:
        """Of the rows that hold, the one whose `name` is the highest not above `number`. Raises NotPublished."""
        fitting = [row for row in self._book.rows(table) if row.covers(self._on) and row.values[name] <= number]
        if not fitting:
            raise NotPublished(table, self._on)
        return self._kept(max(fitting, key=lambda row: (row.values[name], row.valid_from)))

    @property
    def used(self) -> tuple[str, ...]:
        """The ids of the rows looked at, in order."""
        return tuple(self._ids)

    def _kept(self, row: Row) -> Row:
        self._ids[row.id] = None
        return row
