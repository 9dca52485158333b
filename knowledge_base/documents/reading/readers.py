"""Reads a file of any supported format."""

from pathlib import Path

from knowledge_base.documents.errors import DocumentError
from knowledge_base.documents.reading.decoding import decode
from knowledge_base.documents.reading.formats import format_of
from knowledge_base.documents.reading.guarded import read_guarded
from knowledge_base.documents.reading.line import Line
from knowledge_base.documents.reading.plain import read_plain

MAX_BYTES = 20 * 1024 * 1024


def read_file(path: Path) -> list[Line]:
    """The lines of the file at `path`. Raises DocumentError and nothing else."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DocumentError("too-large")
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError("unreadable-file") from error
    return read_content(content, path.name)


def read_content(content: bytes, name: str) -> list[Line]:
    """The lines of a file's `content`; `name` is its file name. Raises DocumentError and nothing else."""
    if len(content) > MAX_BYTES:
        raise DocumentError("too-large")
    if not content.strip():
        raise DocumentError("empty-file")
    lines = _lines(content, name)
    if not any(line.text.strip() for line in lines):
        raise DocumentError("empty-file")
    return lines


def _lines(content: bytes, name: str) -> list[Line]:
    kind = format_of(content, name)
    return read_plain(decode(content)) if kind == "plain" else read_guarded(kind, content)
