"""Reads one cell: text as people's tables hold it -> the value that is stored, or a reason in Chinese.

A reader gets the raw cell without outer spaces. Its reasons never quote what was in the cell (code words apart).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from actions.clock import today
from actions.personal_data.person_name import BadName, normal_name
from actions.personal_data.phone_number import BadPhoneNumber, normal_phone_number
from actions.records.importing import code_tables
from actions.records.importing.cells import REMEMBERED, BadCell, narrow
from actions.records.importing.identity_reader import IdentityReader
from actions.records.importing.quoting import shown

Reader = Callable[[str], Any]
MAX_CENTS = 999_999_999  # 9,999,999.99 元: far above any pension, far below what a column holds
_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?(?: 0?0:00(?::00)?)?|(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})(?:-|/|\.|年)?(\d{1,2})月?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_AMOUNT = re.compile(r"(\d{1,9})(?:\.(\d{1,2})0*)?")


def cents(text: str) -> int:
    """元 with at most two decimals as 分."""
    whole, dot, part = text.partition(".")
    if whole.isascii() and whole.isdigit() and len(whole) <= 7:
        if not dot:
            return int(whole) * 100
        if len(part) == 2 and part.isascii() and part.isdigit():
            return int(whole) * 100 + int(part)
    return _cents_slowly(text)


def _cents_slowly(text: str) -> int:
    plain = narrow(text).removeprefix("¥").removeprefix("￥").removesuffix("元")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if plain.startswith("-"):
        raise BadCell("金额不能是负数")
    found = _AMOUNT.fullmatch(plain.removesuffix(".") if plain.endswith(".") and len(plain) > 1 else plain)
    if not found:
        raise BadCell("金额要写成元，最多两位小数，例如 3512.60")
    value = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    if value > MAX_CENTS:
        raise BadCell("金额太大，请核对")
    return value


def day(text: str) -> date:
    """A day of the calendar, 1900 to 2100."""
    found = _DAY.fullmatch(narrow(text) if not text.isascii() else text)
    if not found:
        raise BadCell("日期要写成 2026-11-03 的样子")
    year, month, number = (int(part) for part in (found.groups()[:3] if found[1] else found.groups()[3:]))
    try:
        read = date(year, month, number)
    except ValueError as error:
        raise BadCell("日历上没有这一天") from error
    if not 1900 <= year <= 2100:
        raise BadCell("年份不对")
    return read


def past_day(text: str) -> date:
    """A day that is not in the future."""
    read = day(text)
    if read > today():
        raise BadCell("日期不能晚于今天")
    return read


def month(text: str) -> int:
    """A month as yyyymm."""
    found = _MONTH.fullmatch(narrow(text))
    if not found or not 1 <= int(found[2]) <= 12 or not 1990 <= int(found[1]) <= 2100:
        raise BadCell("月份要写成 202611 的样子")
    return int(found[1]) * 100 + int(found[2])


def _number(low: str, high: str, places: int, reason: str) -> Reader:
    def read(text: str) -> Decimal:
        plain = narrow(text)
        if not re.fullmatch(rf"\d{{1,6}}(?:\.\d{{1,{places}}}0*)?", plain) or not Decimal(low) <= Decimal(plain) <= Decimal(high):
            raise BadCell(reason)
        return Decimal(plain)

    return read


def _whole(low: int, high: int, reason: str) -> Reader:
    def read(text: str) -> int:
        plain = narrow(text).removesuffix(".0")
        if not re.fullmatch(r"[0-9]{1,6}", plain) or not low <= int(plain) <= high:
            raise BadCell(reason)
        return int(plain)

    return read


def name(text: str) -> str:
    """A person's name as identity checks compare it."""
    try:
        return normal_name(text)
    except BadName as error:
        raise BadCell("姓名要写汉字或字母，不超过50个字") from error


def phone(text: str) -> str:
    """A mobile number of 11 digits: codes are sent to it."""
    try:
        return normal_phone_number(text.removesuffix(".0"))
    except BadPhoneNumber as error:
        raise BadCell("手机号应该是11位数字；没有手机就空着") from error


def bank_account(text: str) -> str:
    plain = re.sub(r"[-‐–—]", "", narrow(text))
    if not re.fullmatch(r"[0-9]{8,32}", plain):
        raise BadCell("银行账号应该是8到32位数字")
    return plain


def text_of(most: int) -> Reader:
    """Any words, at most `most` characters."""

    def read(text: str) -> str:
        if len(text) > most:
            raise BadCell(f"太长了，最多{most}个字")
        if not text.isprintable():
            raise BadCell("里面有看不见的控制字符")
        return text

    return read


def word_of(table: Mapping[str, str]) -> Reader:
    """One of the words of `table`."""

    def read(text: str) -> str:
        try:
            return table[text]
        except KeyError:
            found = table.get(narrow(text))
        if found is None:
            raise BadCell(f"没有“{shown(text)}”这一项，可以填：{'、'.join(table)}")
        return found

    return read


def remembering(read: Reader) -> Reader:
    """`read`, with the values of good cells kept: few different cells, many lines."""
    known: dict[str, Any] = {}

    def remembered(text: str) -> Any:
        try:
            return known[text]
        except KeyError:
            value = read(text)
        if len(known) < REMEMBERED:
            known[text] = value
        return value

    return remembered


def build_readers(places: Mapping[str, Mapping[str, str]]) -> dict[str, Reader]:
    """A reader for every column type. `places`: office id or name -> office id, for "street" and "community"."""
    return {
        "identity": IdentityReader(),
        "name": remembering(name),
        "sex": remembering(word_of(code_tables.SEXES)),
        "day": remembering(day),
        "past_day": remembering(past_day),
        "month": remembering(month),
        "year": remembering(_whole(1990, 2100, "年度要写成 2025 的样子")),
        "months": remembering(_whole(0, 900, "月数应该是0到900的整数")),
        "cents": cents,
        "index": remembering(_number("0.0001", "10", 4, "指数应该在0到10之间，最多四位小数")),
        "divisor": remembering(_number("1", "400", 2, "计发月数应该在1到400之间")),
        "rate": remembering(_number("0", "10", 4, "系数按百分数填，例如 1.4")),
        "phone": phone,
        "address": text_of(200),
        "bank_account": bank_account,
        "text60": text_of(60),
        "text100": text_of(100),
        "payment_state": word_of(code_tables.PAYMENT_STATES),
        "channel": word_of(code_tables.CHANNELS),
        "source": word_of(code_tables.SOURCES),
        "retirement_kind": word_of(code_tables.RETIREMENT_KINDS),
        "care_mark": word_of(code_tables.CARE_MARKS),
        "medical_standing": word_of(code_tables.MEDICAL_STANDINGS),
        "street": _place(places["street"]),
        "community": _place(places["community"]),
    }


def _place(table: Mapping[str, str]) -> Reader:
    def read(text: str) -> str:
        found = table.get(text)
        if found is None:
            raise BadCell(f"机构表里没有“{shown(text)}”，请填机构编码，或先导入机构")
        return found

    return read
