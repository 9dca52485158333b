"""All figures of a message, none taken twice: dates, ages, spans, amounts."""

from collections.abc import Iterable
from datetime import date

from actions.benefits.fields import Field
from actions.benefits.reading import ages, days, money, numbers, spans
from actions.benefits.reading.model import Mention

# 开三千二, 账户里八万五: the words before say it is money.
_MONTHLY = ("december_pension", "account")


def sort_of(field: Field) -> str:
    """Fields of one sort find the same figures in a sentence."""
    if field.name in _MONTHLY:
        return "monthly money"
    if field.kind in ("months", "day", "month"):
        return "age span" if field.kind == "months" and "age" in field.name else "span or day"
    return field.kind


def figures(plain: str, field: Field, today: date, *, asked: bool) -> list[Mention]:
    """The figures in order of place. What is asked for decides readings that overlap: 31年4月 is a span where one is asked."""
    age_span = field.kind == "months" and "age" in field.name
    found: list[Mention] = []
    if field.kind == "number":
        plain = _take(found, plain, numbers.mentions(plain))
    if age_span:
        plain = _take(found, plain, spans.mentions(plain, "岁"))
    if field.kind == "age":
        plain = _take(found, plain, ages.mentions(plain, today))
    if field.kind == "money":
        plain = _take(found, plain, money.mentions(plain, bare=False))
    if field.kind == "months" and asked:
        plain = _take(found, plain, spans.written_short(plain))
    plain = _take(found, plain, days.mentions(plain, today, bare=asked and field.kind in ("day", "month")))
    plain = _take(found, plain, ages.mentions(plain, today))
    plain = _take(found, plain, spans.mentions(plain))
    plain = _take(found, plain, money.mentions(plain, bare=asked and field.kind == "money" or field.name in _MONTHLY))
    return sorted(found, key=lambda one: one.start)


def _take(found: list[Mention], plain: str, mentions: Iterable[Mention]) -> str:
    """Adds mentions that overlap none; returns `plain` with them blanked."""
    for one in mentions:
        if one.end > one.start and all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(one)
            plain = plain[: one.start] + "　" * (one.end - one.start) + plain[one.end :]
    return plain
