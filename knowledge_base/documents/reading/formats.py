"""Tells the format of a file from its first bytes; the suffix only decides between kinds of plain text."""

import re
from pathlib import Path
from typing import Literal

from knowledge_base.documents.errors import DocumentError
from knowledge_base.documents.reading.word import is_word

Format = Literal["pdf", "word", "html", "plain"]
SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf", "")
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_OTHER = (b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"OFDX")


def format_of(content: bytes, name: str) -> Format:
    """The format of `content`. Raises DocumentError unsupported-format when no reader is for it."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK"):
        if is_word(content):
            return "word"
        raise DocumentError("unreadable-file" if name.lower().endswith(".docx") else "unsupported-format")
    if content.startswith(_OTHER) or Path(name).suffix.lower() not in SUFFIXES:
        raise DocumentError("unsupported-format")
    if Path(name).suffix.lower() in (".docx", ".pdf"):
        raise DocumentError("unreadable-file")
    return "html" if _HTML.search(start) or Path(name).suffix.lower() in (".html", ".htm") else "plain"
