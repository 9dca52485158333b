"""What every reader gives: lines."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line of a document. `level` is 1..6 for a heading the format marks as such, else 0."""

    text: str
    level: int = 0
