"""What follows from other figures: 走了八年 is a date asked back; 2018年退休，今年走的 gives the years of pension."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions.benefits.fields import Field, Option
from actions.benefits.reading import spans
from actions.benefits.reading.day_meanings import months_ago
from actions.benefits.reading.model import AskBack, Mention, Read, Value

SPEAKER = re.compile(r"我(?:自己|本人|也|都|早就?|已经|是|还|现在)*(?:退休|退|领|吃劳保)[了着都有]*$")
HOW_LONG_DRAWN = "您说的是退休的日子。到走的那个月，一共领了几年养老金？"
WHICH_YEARS = "从退休到走，是领了几年养老金？"


def from_others(field: Field, tied: Sequence[tuple[Mention, str]], today: date, facts: Mapping[str, Any]) -> Read:
    """An answer to `field` from figures that are about something else, or None."""
    if field.name == "died_on":
        return _long_dead(tied, today)
    return _drawn(tied, facts) if field.name == "drawn" else None


def options_of(answer: Value | AskBack) -> tuple[Option, ...]:
    """The value as a choice, or the choices of the question."""
    return answer.options if isinstance(answer, AskBack) else (Option(str(answer.value), answer.heard),)


def _long_dead(tied: Sequence[tuple[Mention, str]], today: date) -> Read:
    """走了八年: about when is never certain to the year, so it is asked."""
    for mention, family in tied:
        if mention.kind == "span" and family == "death" and isinstance(mention.answer, Value):
            answer = months_ago(mention.answer.value, mention.said, today) if mention.answer.value < 1200 else None
            return answer
        if mention.kind == "span" and family == "death":
            return AskBack("是公历的哪一年、几月走的？")
    return None


def _drawn(tied: Sequence[tuple[Mention, str]], facts: Mapping[str, Any]) -> Read:
    days = {family: one.answer for one, family in tied if one.kind == "day" and isinstance(one.answer, Value)}
    ages = {family: one.answer for one, family in tied if one.kind == "age" and isinstance(one.answer, Value)}
    died = days["death"].value if "death" in days else facts.get("died_on")
    if "retired" in days:
        return between(days["retired"].value, died) if died else AskBack(HOW_LONG_DRAWN)
    if "retired" in ages and "death" in ages:
        years = ages["death"].value - ages["retired"].value
        return _either(years - 1, years) if years > 0 else None
    return None


def between(retired: str, died: str) -> Read:
    """Months of pension from the month after retirement to the month of death; asked when the whole years are not certain."""
    if len(retired) == 4 or len(died) == 4:
        years = int(died[:4]) - int(retired[:4])
        return _either(years - 1, years) if years >= 0 else AskBack(HOW_LONG_DRAWN)
    months = (int(died[:4]) - int(retired[:4])) * 12 + int(died[5:7]) - int(retired[5:7])
    if months < 0:
        return AskBack(HOW_LONG_DRAWN)
    if (months + 1) // 12 == max(months - 1, 0) // 12:
        return Value(months, spans.spell(months))
    return _either(months // 12 if (months + 1) // 12 > months // 12 else months // 12 - 1)


def _either(low: int, high: int | None = None) -> AskBack:
    years = [one for one in (low, low + 1 if high is None else high) if one >= 0]
    options = tuple(Option(str(one * 12), f"满{one}年" if one else "不到1年") for one in dict.fromkeys(years))
    return AskBack(WHICH_YEARS, options)
