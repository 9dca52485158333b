"""Whether a row that staff wrote can stand in its table; what is wrong is said in Chinese, with what to write instead."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from actions.benefits.parameters.book import Table
from actions.benefits.parameters.errors import BadRow

_EARLIEST, _LATEST = date(1950, 1, 1), date(2200, 1, 1)
_LARGEST = Decimal(100_000_000)
_PLACES = 6
_DOCUMENT_LENGTH = 200
_LOOKS_PERSONAL = re.compile(r"\d[\d \-]{9,}[\dXx]")  # eleven digits, however grouped: a phone, ID or card number


def check_row(
    table: Table, key: str, valid_from: date, valid_to: date | None, values: Mapping[str, Decimal], document: str,
    confidence: str,
) -> None:  # fmt: skip
    """Raises BadRow."""
    if fault := table.fault_of(key, values):
        raise BadRow(fault)
    if not _EARLIEST <= valid_from < _LATEST or (valid_to is not None and not valid_from <= valid_to < _LATEST):
        raise BadRow("起止日期不对：起始日要在1950年以后，截止日不能早于起始日。")
    if confidence not in ("A", "B", "C"):
        raise BadRow("可信程度写A、B或者C。C的数只存着，不拿来算钱。")
    if not document.strip() or len(document.strip()) > _DOCUMENT_LENGTH:
        raise BadRow("请写明这个数出自哪份文件，不超过200个字。")
    if _LOOKS_PERSONAL.search(document):
        raise BadRow("文件名里不要写身份证号、电话和卡号。")
    for name, value in values.items():
        _check_number(name, value)


def _check_number(name: str, value: Decimal) -> None:
    if not value.is_finite() or not 0 <= value < _LARGEST:
        raise BadRow(f"{name}要写0到1亿之间的数。")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_PLACES:
        raise BadRow(f"{name}的小数最多{_PLACES}位。")
