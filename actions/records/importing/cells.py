"""What every reader of a cell shares."""

import re
import unicodedata

REMEMBERED = 50_000  # cells of one column kept with their value: days and months repeat millions of times


class BadCell(ValueError):
    """A cell that cannot be read; `reason` is Chinese and quotes no number."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def narrow(text: str) -> str:
    """Full-width digits and letters as ordinary ones, without spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
