"""Reads what a page, a program or a command sends into canonical facts; anything that cannot be is refused by name."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from actions.benefits.calculator import Calculator
from actions.benefits.errors import BadFacts, MissingFact
from actions.benefits.fields import Field
from actions.records.wording import span, yuan

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_YEARS = range(1900, 2101)


def read_facts(calculator: Calculator, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Canonical facts out of `raw`. Answers to questions that are not asked with these facts are left out.

    Says nothing about what is still missing (`Calculator.missing`). Raises BadFacts for an unknown name, a value of the
    wrong kind or one out of its limits.
    """
    for name in raw:
        if name not in calculator.names:
            raise BadFacts(str(name)[:40], "填的内容里有一项这里用不上。请回到首页，重新填一遍。")
    facts: dict[str, Any] = {}
    for field in calculator.fields:
        if raw.get(field.name) is not None and field.wanted(facts):
            facts[field.name] = read_value(field, raw[field.name])
    return facts


def complete_facts(calculator: Calculator, raw: Mapping[str, Any]) -> dict[str, Any]:
    """What :meth:`Calculator.compute` needs. Raises MissingFact with the first question still open, and BadFacts."""
    facts = read_facts(calculator, raw)
    if missing := calculator.missing(facts):
        raise MissingFact(missing[0].name, missing[0].question)
    return facts


def read_value(field: Field, value: Any) -> Any:
    """The canonical form of one value. Raises BadFacts."""
    return _READERS[field.kind](field, value)


def shown_value(field: Field, value: int) -> str:
    """A limit or a value as people write it: 31年4个月, 3,200.00元, 72岁."""
    words: dict[str, Callable[[int], str]] = {"months": span, "money": yuan, "age": lambda age: f"{age}岁"}
    return words.get(field.kind, str)(value)


def _choice(field: Field, value: Any) -> str:
    if not isinstance(value, str) or value not in {option.code for option in field.choices}:
        raise BadFacts(field.name, f"{field.label}，请从这几样里选一个：{'、'.join(one.label for one in field.choices)}。")
    return value


def _whole(field: Field, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadFacts(field.name, f"{field.label}要填数字。请再看一看。")
    _within(field, value)
    return value


def _number(field: Field, value: Any) -> str:
    text = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if not _NUMBER.fullmatch(text):
        raise BadFacts(field.name, f"{field.label}要填数字，比如1.05。请再看一看。")
    _within(field, Decimal(text))
    return text


def _within(field: Field, value: int | Decimal) -> None:
    low, high = field.minimum, field.maximum
    if low is not None and value < low:
        raise BadFacts(field.name, f"{field.label}不能少于{shown_value(field, low)}。请再看一看。")
    if high is not None and value > high:
        raise BadFacts(field.name, f"{field.label}不能多于{shown_value(field, high)}。请再看一看。")


def _day(field: Field, value: Any) -> str:
    found = _DAY.fullmatch(value) if isinstance(value, str) and value.isascii() else None
    if not found or not _exists(int(found[1]), int(found[2] or 1), int(found[3] or 1)):
        raise BadFacts(field.name, f"{field.label}要写成年月日，比如2026年3月5日。只知道年份，就只写年份。")
    return found[0]


def _month(field: Field, value: Any) -> str:
    found = _MONTH.fullmatch(value) if isinstance(value, str) and value.isascii() else None
    if not found or not _exists(int(found[1]), int(found[2]), 1):
        raise BadFacts(field.name, f"{field.label}要写成哪年哪月，比如1966年3月。")
    return found[0]


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return year in _YEARS


_READERS: dict[str, Callable[[Field, Any], Any]] = {
    "choice": _choice,
    "months": _whole,
    "money": _whole,
    "age": _whole,
    "number": _number,
    "day": _day,
    "month": _month,
}
