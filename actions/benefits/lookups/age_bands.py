"""Finds, in a table of age bands, the row an age belongs to."""

from datetime import date

from actions.benefits.parameters.book import ParameterBook, Row


def band_of(book: ParameterBook, table: str, age: int, on: date, prefix: str = "") -> Row | None:
    """The row that holds on `on`, whose key begins with `prefix` and whose ages hold `age`; None below the first band."""
    fitting = [
        row for row in book.rows(table)
        if row.covers(on) and row.key.startswith(prefix)
        and row.values["from_age"] <= age <= row.values.get("to_age", age)
    ]  # fmt: skip
    return max(fitting, key=lambda row: row.valid_from, default=None)


def first_age(book: ParameterBook, table: str, on: date, prefix: str = "") -> int | None:
    """The age the first band begins with; None when the table says nothing for `on`."""
    ages = [
        int(row.values["from_age"]) for row in book.rows(table) if row.covers(on) and row.key.startswith(prefix)
    ]
    return min(ages, default=None)
