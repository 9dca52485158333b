"""Dates as documents write them: 2023年12月1日, 二〇〇五年十二月三日, 2023-12-01."""

import re
from collections.abc import Iterator
from datetime import date

from knowledge_base.documents.numerals import parse_numeral

_YEAR = r"(?P<year>[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})"
DATE = rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月\s*(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*日"
_WRITTEN = re.compile(DATE)
_ISO = re.compile(r"(?<!\d)([12]\d{3})-(\d{1,2})-(\d{1,2})(?!\d)")


def find_date(text: str) -> date | None:
    """The first date in `text`."""
    return next(find_dates(text), None)


def find_dates(text: str) -> Iterator[date]:
    """Every possible date in `text`, written ones before ISO ones."""
    for found in _WRITTEN.finditer(text):
        if day := _date(*(_number(found[part]) for part in ("year", "month", "day"))):
            yield day
    for found in _ISO.finditer(text):
        if day := _date(*map(int, found.groups())):
            yield day


def is_only_a_date(text: str) -> bool:
    """Whether a line holds a date and nothing else, as under a signature."""
    return bool(_WRITTEN.fullmatch(text.strip().strip("（）()")))


def _number(text: str) -> int:
    return int(text) if text.isascii() else parse_numeral(text.replace("○", "〇")) or 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
