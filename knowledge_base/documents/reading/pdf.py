"""Reads .pdf: text lines joined to paragraphs by where they stand on the page, tables as rows."""

import io
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from knowledge_base.documents.errors import DocumentError
from knowledge_base.documents.reading.line import Line
from knowledge_base.documents.reading.page_furniture import without_furniture

MAX_PAGES = 500  # about half a second each


@dataclass(frozen=True)
class _Row:
    """A printed line: its text and where it starts and ends, in characters from the text's margins."""

    text: str
    indent: float
    short: float


def read_pdf(content: bytes) -> list[Line]:
    """Lines of a PDF. Raises DocumentError encrypted-pdf, scanned-pdf or too-large (more than MAX_PAGES)."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise DocumentError("too-large")
            pages = [_rows(page) for page in pdf.pages]
    except PdfminerException as error:
        raise _known(error) from error
    if not any(pages):
        raise DocumentError("scanned-pdf")
    return _paragraphs(_kept(pages))


def _known(error: PdfminerException) -> DocumentError:
    encrypted = any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in error.args)
    return DocumentError("encrypted-pdf" if encrypted else "unreadable-file")


def _rows(page: Any) -> list[_Row]:
    tables = page.find_tables()
    outside = page.filter(lambda thing: not any(_inside(thing, table.bbox) for table in tables)) if tables else page
    lines = [(line["top"], line) for line in outside.extract_text_lines(return_chars=False)]
    left, right, size = _margins([line for _, line in lines])
    rows = [
        (top, _Row(line["text"].strip(), (line["x0"] - left) / size, (right - line["x1"]) / size)) for top, line in lines
    ]
    for table in tables:
        for place, cells in enumerate(table.extract()):
            text = " | ".join(" ".join((cell or "").split()) for cell in cells)
            rows.append((table.bbox[1] + place * 0.01, _Row(text, 2, 99)))
    page.close()
    return [row for _, row in sorted(rows, key=lambda pair: pair[0]) if row.text]


def _inside(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    if "x0" not in thing:
        return False
    middle_x, middle_y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return box[0] <= middle_x <= box[2] and box[1] <= middle_y <= box[3]


def _margins(lines: list[dict[str, Any]]) -> tuple[float, float, float]:
    """Left and right edge of the running text and the size of a character, in points."""
    if not lines:
        return 0.0, 0.0, 1.0
    size = Counter(round(line["bottom"] - line["top"], 1) for line in lines).most_common(1)[0][0] or 1.0
    return min(line["x0"] for line in lines), max(line["x1"] for line in lines), size


def _kept(pages: list[list[_Row]]) -> list[_Row]:
    kept: list[_Row] = []
    for rows, texts in zip(pages, without_furniture([[row.text for row in rows] for rows in pages]), strict=True):
        wanted = Counter(texts)
        for row in rows:
            if wanted[row.text]:
                wanted[row.text] -= 1
                kept.append(row)
    return kept


def _paragraphs(rows: list[_Row]) -> list[Line]:
    """Joins a line to the one before when that one is full and this one is not indented."""
    joined: list[str] = []
    previous_is_full = False
    for row in rows:
        if joined and previous_is_full and row.indent < 1:
            joined[-1] += row.text
        else:
            joined.append(row.text)
        previous_is_full = row.short < 2
    return [Line(text) for text in joined]
