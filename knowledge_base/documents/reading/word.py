"""Reads .docx: paragraphs and tables in order, with the labels that Word's automatic numbering shows."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from knowledge_base.documents.errors import DocumentError
from knowledge_base.documents.reading.line import Line
from knowledge_base.documents.reading.word_numbering import WordNumbering

MAX_UNPACKED = 100 * 1024 * 1024  # bytes; a document of 20 MB unpacks to less, a zip bomb to more
_REMOVED = (qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-6])$", re.IGNORECASE)


def is_word(content: bytes) -> bool:
    """Whether a zip archive is a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "word/document.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def read_word(content: bytes) -> list[Line]:
    """Lines of a .docx. Raises DocumentError too-large when it unpacks to more than MAX_UNPACKED."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise DocumentError("too-large")
    document = docx.Document(io.BytesIO(content))
    numbering = WordNumbering(document)
    return [line for block in document.iter_inner_content() for line in _block_lines(block, numbering)]


def _block_lines(block: Paragraph | Table, numbering: WordNumbering) -> Iterator[Line]:
    if isinstance(block, Table):
        yield from _table_lines(block)
        return
    label, level = numbering.label(block), _level(block)
    first, *others = _text(block._p).split("\n")
    yield Line(f"{label} {first}" if label and first.strip() else label + first, level)
    yield from (Line(text) for text in others)


def _table_lines(table: Table) -> Iterator[Line]:
    for row in table.rows:
        cells: list[str] = []
        seen: list[Any] = []
        for cell in row.cells:
            if cell._tc not in seen:  # a merged cell is given once for every column it spans
                seen.append(cell._tc)
                cells.append(" ".join(" ".join(_text(paragraph._p) for paragraph in cell.paragraphs).split()))
        yield Line(" | ".join(cells))


def _level(paragraph: Paragraph) -> int:
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    if name in ("Title", "标题"):
        return 1
    found = _HEADING_STYLE.match(name)
    return int(found.group(1)) if found else 0


def _text(element: Any) -> str:
    """Visible text: inserted revisions count, deleted ones and fallbacks of drawings do not."""
    parts: list[str] = []
    for child in element:
        if child.tag in _REMOVED:
            continue
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in (qn("w:br"), qn("w:cr")):
            parts.append("\n")
        elif child.tag == qn("w:tab"):
            parts.append(" ")
        elif child.tag != qn("w:pPr"):
            parts.append(_text(child))
    return "".join(parts)
