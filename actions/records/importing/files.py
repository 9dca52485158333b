"""Opens a file of records as numbered rows of text, streaming: CSV (UTF-8 or GB18030) and XLSX."""

import codecs
import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from actions.records.importing.errors import EmptyFile, NotATable, WrongEncoding

Row = tuple[int, list[str]]  # line number in the file (1 is the first), cells
Progress = Callable[[int], object]  # is told how many bytes of the file have been read

ENCODINGS = ("utf-8-sig", "gb18030")
_CHUNK = 1 << 20
_MAX_CELL = 10_000


@dataclass(frozen=True)
class SurveyedFile:
    """What one fast look at a file tells: its fingerprint, size, and how to read it (`encoding` is "" for XLSX)."""

    path: Path
    sha256: str
    size: int
    encoding: str


def survey(path: Path) -> SurveyedFile:
    """Reads `path` once (GB18030: twice). Raises EmptyFile, WrongEncoding or NotATable."""
    digest, size, start = hashlib.sha256(), 0, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            start = start or chunk[:8]
            size += len(chunk)
            digest.update(chunk)
    if not size:
        raise EmptyFile
    if zipfile.is_zipfile(path):
        return SurveyedFile(path, digest.hexdigest(), size, "")
    if start.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"PK")):
        raise NotATable("这不是 CSV，也不是 XLSX（旧的 .xls 和 PDF 读不了）。请另存为 XLSX 或 CSV 再导入。")
    for encoding in ENCODINGS:
        if _is_text(path, encoding):
            return SurveyedFile(path, digest.hexdigest(), size, encoding)
    raise WrongEncoding


def _is_text(path: Path, encoding: str) -> bool:
    """Whether the whole file decodes, without the NULs that UTF-16 and binary files have."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                if b"\0" in chunk:
                    return False
                decoder.decode(chunk)
            decoder.decode(b"", True)
        except UnicodeDecodeError:
            return False
    return True


@contextmanager
def opened_rows(surveyed: SurveyedFile, progress: Progress) -> Iterator[Iterator[Row]]:
    """The rows that are not blank. Raises NotATable while they are read."""
    if surveyed.encoding:
        with surveyed.path.open("rb") as raw:
            text = io.TextIOWrapper(io.BufferedReader(_Counting(raw, progress), _CHUNK), surveyed.encoding, newline="")
            yield _csv_rows(text)
            text.detach()
    else:
        with _workbook(surveyed.path) as book:
            yield _sheet_rows(book, surveyed.size, progress)


class _Counting(io.RawIOBase):
    """Tells `progress` how far the file has been read."""

    def __init__(self, file: Any, progress: Progress) -> None:
        self._file, self._progress, self._read = file, progress, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = int(self._file.readinto(buffer))
        self._read += count
        self._progress(self._read)
        return count


def _csv_rows(text: io.TextIOWrapper) -> Iterator[Row]:
    first = text.readline()
    separator = max(",\t;", key=first.count)
    lines = csv.reader(_with_first(first, text), delimiter=separator, strict=True)
    try:
        for cells in lines:
            if any(cells):
                yield lines.line_num, cells
    except csv.Error as error:
        raise NotATable(f"第{lines.line_num}行附近读不出表格，多半是引号没有配对。请重新导出。") from error


def _with_first(first: str, rest: io.TextIOWrapper) -> Iterator[str]:
    yield first
    yield from rest


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, OSError, zipfile.BadZipFile, ParseError) as error:
        raise NotATable("XLSX 文件打不开，可能损坏了。请重新导出。") from error
    try:
        yield book
    finally:
        book.close()


def _sheet_rows(book: Any, size: int, progress: Progress) -> Iterator[Row]:
    filled = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(filled) != 1:
        raise NotATable(f"XLSX 里有 {len(filled)} 张表。请只留要导入的一张。")
    sheet = filled[0]
    sheet.reset_dimensions()  # some programs write a wrong size into the file
    try:
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            row = [_cell(value) for value in cells]
            if any(row):
                yield number, row
    except (KeyError, ValueError, ParseError, zipfile.BadZipFile) as error:
        raise NotATable("XLSX 文件读到一半出错，可能损坏了。请重新导出。") from error
    progress(size)


def _cell(value: Any) -> str:
    """A cell as text: days as 2026-11-03, whole numbers without a point, a number as it is shown."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value[:_MAX_CELL]
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
