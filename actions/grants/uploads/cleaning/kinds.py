"""What a file is, told by its content alone, and what becomes of it."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["JPEG", "PNG", "HEIF", "PDF"]
JPEG, PDF = "image/jpeg", "application/pdf"

MAX_PIXELS = 65_000_000  # a 64-megapixel phone camera; asked of the header before anything is decoded
LONGEST_SIDE = 3_000  # px: an A4 page at 256 dpi, more than reading it takes
SHORTEST_SIDE = 200  # px: below this nobody reads a paper
MAX_PAGES = 20

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


@dataclass(frozen=True, repr=False)
class Cleaned:
    """What may be kept: a JPEG, or a PDF with so many pages."""

    data: bytes
    media_type: str
    pages: int = 1


def kind_of(data: bytes) -> Kind | None:
    """The kind by the first bytes; None for everything that is not taken."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"%PDF-"):
        return "PDF"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return "HEIF"
    return None
