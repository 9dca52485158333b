"""What may stand in a path where a number does."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1  # what the database's integers hold


class RowNumber(IntegerConverter):
    """A number a row can have. Thousands of digits cost time wherever they go; here they are no page (404)."""

    regex = r"[0-9]{1,10}"

    def __init__(self, map: Map, fixed_digits: int = 0, min: int | None = None, max: int = LARGEST) -> None:
        super().__init__(map, fixed_digits, min, max)


def bound_numbers(app: Flask) -> None:
    """From here on every `<int:...>` of a route is a RowNumber; to be called before there are routes."""
    app.url_map.converters["int"] = RowNumber
