"""Elderly allowance of Dalian (大连市高龄津贴发放管理办法): what an age gets a month, and when to register."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from actions.benefits.amounts import said
from actions.benefits.calculator import Calculator
from actions.benefits.fields import Field, Option
from actions.benefits.lookups.age_bands import band_of, first_age
from actions.benefits.model import Estimate, Line
from actions.benefits.parameters.book import NotPublished, ParameterBook, Row
from actions.records.wording import yuan

_HEADING = "高龄津贴"
_TABLE = "allowance_dalian"
_HOW_TO_APPLY = (
    "可以用手机上的“辽事通”办。也可以到户口所在的社区办，本人去、家人代办都行。"
    "带身份证、户口簿和银行卡。代办的，另带委托书。具体以窗口为准。"
)

FIELDS = (
    Field("age", "年龄", "age", "老人满多少岁了？", minimum=40, maximum=120, default=80, help="按周岁。"),
    Field(
        "lives_in", "户口在哪里", "choice", "老人的户口在大连吗？",
        (Option("dalian", "在大连", ("大连户口", "本市")), Option("elsewhere", "不在大连", ("外地", "外市", "外地户口"))),
        help="在户口所在的社区办。",
    ),
)  # fmt: skip


def compute(facts: Mapping[str, Any], book: ParameterBook, today: date) -> Estimate:
    """What the age gets on `today`; for 100 and more the rule without a sum."""
    if facts["lives_in"] != "dalian":
        return _without(facts, book, "other-place", "各地的高龄津贴不一样，大连的标准不能套用。请问户口所在地的社区或民政部门。")
    age, first = facts["age"], first_age(book, _TABLE, today)
    if first is None:
        return _without(facts, book, "not-published", "现在的高龄津贴标准，这里没有。请到户口所在的社区问。")
    row = band_of(book, _TABLE, age, today)
    if row is None:
        return _without(facts, book, "not-yet", _not_yet(book, age, first, today))
    return _sum(facts, book, row, age) if "monthly" in row.values else _rule_only(facts, book, row)


def _not_yet(book: ParameterBook, age: int, first: int, today: date) -> str:
    told = f"大连的高龄津贴，满{first}岁才有。"
    try:
        months = int(book.row("allowance_registration", today).values["months"])
    except NotPublished:
        return told
    return f"{told}满{first}岁前{months}个月里就可以登记。" + (_HOW_TO_APPLY if age == first - 1 else "")


def _sum(facts: Mapping[str, Any], book: ParameterBook, row: Row, age: int) -> Estimate:
    cents = int(row.values["monthly"] * 100)
    band = f"{row.values['from_age']}到{row.values['to_age']}岁"
    line = Line("每人每月", yuan(cents), f"{age}岁，按{band}", cents, cents, (row.basis,))
    return Estimate(
        calculator="allowance", outcome="amount", heading=_HEADING, text=f"满{age}岁，高龄津贴每月{said(cents)}，具体以窗口为准。",
        lines=(line,), low=cents, high=cents, notes=(_HOW_TO_APPLY,), facts=dict(facts), used=(row.id,), known_at=book.known_at,
    )  # fmt: skip


def _rule_only(facts: Mapping[str, Any], book: ParameterBook, row: Row) -> Estimate:
    line = Line("每人每月", "和当地城市低保标准一样", "金额还没有确认", basis=(row.basis,))
    text = f"满{row.values['from_age']}岁的，高龄津贴和当地城市低保标准一样。现在是多少钱，还没有确认，请到社区问。"
    return Estimate(
        calculator="allowance", outcome="rule_only", heading=_HEADING, text=text, lines=(line,), notes=(_HOW_TO_APPLY,),
        facts=dict(facts), used=(row.id,), known_at=book.known_at,
    )  # fmt: skip


def _without(facts: Mapping[str, Any], book: ParameterBook, code: str, text: str) -> Estimate:
    return Estimate(
        calculator="allowance", outcome="refused", heading=_HEADING, text=text, refusal=code, facts=dict(facts),
        known_at=book.known_at,
    )  # fmt: skip


ALLOWANCE = Calculator("allowance", _HEADING, FIELDS, compute)
