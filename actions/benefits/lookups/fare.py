"""Fares for the elderly in Dalian: buses (大连市老年人优待规定 第八条) and metro."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from actions.benefits.amounts import plain
from actions.benefits.calculator import Calculator
from actions.benefits.fields import Field, Option
from actions.benefits.lookups.age_bands import band_of, first_age
from actions.benefits.model import Estimate, Line
from actions.benefits.parameters.book import ParameterBook, Row

_HEADING = "坐车优待"
_TABLE = "fare_dalian"
_VEHICLES = {"bus": "公交车", "metro": "地铁"}
# What to show, by vehicle and whether the ride is free (6-07, 6-08, 6-09, 6-11).
_BUS_EXCEPT = "小公共、快轨、旅游专线不算在里面。"
_CARD = "60到69岁的，要先办老年卡：带身份证、户口簿、老年证到公交集团营业所办。营业所在哪里会变，去前先问一问。"
_IDENTITY = "凭身份证等有效证件就行，老年证、优待证不带也可以。"
_METRO_FREE = "地铁走绿色通道，3号线也一样。"
_METRO_HALF = "地铁要用老年明珠卡，3号线也一样。"
_VISITORS = "常住大连的外地老人，享受一样的优待。"

FIELDS = (
    Field("age", "年龄", "age", "老人满多少岁了？", minimum=40, maximum=120, default=70, help="按周岁。"),
    Field(
        "vehicle", "坐什么车", "choice", "坐公交车，还是坐地铁？",
        (Option("bus", "公交车", ("公交", "电车", "汽车", "大巴")), Option("metro", "地铁", ("坐地铁",))),
    ),
)  # fmt: skip


def compute(facts: Mapping[str, Any], book: ParameterBook, today: date) -> Estimate:
    """What the age pays in Dalian on `today`. Carries no money: fares differ by line."""
    age, vehicle = facts["age"], facts["vehicle"]
    row = band_of(book, _TABLE, age, today, vehicle)
    if row is None:
        return _refused(facts, book, first_age(book, _TABLE, today, vehicle))
    percent = row.values["percent"]
    value = "免费" if not percent else "半价" if percent == 50 else f"票价的{plain(percent)}%"
    text = f"满{age}岁，在大连坐{_VEHICLES[vehicle]}{value}，具体以窗口为准。"
    line = Line(f"坐{_VEHICLES[vehicle]}", value, _band_words(row), basis=(row.basis,))
    return Estimate(
        calculator="fare", outcome="amount", heading=_HEADING, text=text, lines=(line,), notes=_notes(vehicle, not percent),
        facts=dict(facts), used=(row.id,), known_at=book.known_at,
    )  # fmt: skip


def _band_words(row: Row) -> str:
    first, last = row.values["from_age"], row.values.get("to_age")
    return f"{first}岁以上" if last is None else f"{first}到{last}岁"


def _notes(vehicle: str, free: bool) -> tuple[str, ...]:
    own = (_BUS_EXCEPT,) if vehicle == "bus" else (_METRO_FREE if free else _METRO_HALF,)
    return (*own, _IDENTITY if free else _CARD, _VISITORS)


def _refused(facts: Mapping[str, Any], book: ParameterBook, first: int | None) -> Estimate:
    code = "not-published" if first is None else "not-yet"
    text = "坐车优待，这里没有查到，请问公交或地铁的服务台。" if first is None else f"满{first}岁才有坐车优待。"
    return Estimate(
        calculator="fare", outcome="refused", heading=_HEADING, text=text, refusal=code, facts=dict(facts),
        known_at=book.known_at,
    )  # fmt: skip


FARE = Calculator("fare", _HEADING, FIELDS, compute)
