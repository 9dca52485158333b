"""Facts in words: what was heard is said back, and how an answer may sound is shown."""

import re
from collections.abc import Mapping
from typing import Any

from actions.benefits.calculator import Calculator
from actions.benefits.facts_in import shown_value
from actions.benefits.fields import Field

# How an answer may sound, by the kind of what is asked.
EXAMPLES: dict[str, str] = {
    "months": "比如说：三十二年，或者三十一年零四个月。",
    "day": "比如说：今年三月五号，或者只说去年。",
    "month": "比如说：一九六六年三月。",
    "money": "比如说：三千二百块。",
    "number": "比如说：一点零五。",
    "age": "比如说：七十二岁。",
    "choice": "请点下面的一个，或者说出来。",
}
# The part of a label that asks; the value takes its place.
_ASKING = ("几年", "多久", "哪天", "哪年哪月")
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def value_words(field: Field, value: Any) -> str:
    """376 -> 31年4个月, illness -> 生病, 2026-03 -> 2026年3月."""
    if field.kind == "choice":
        return next((option.label for option in field.choices if option.code == value), str(value))
    if field.kind in ("day", "month") and (found := _DAY.fullmatch(str(value))):
        year, month, day = found.groups()
        return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")
    return shown_value(field, value) if isinstance(value, int) else str(value)


def noted(calculator: Calculator, facts: Mapping[str, Any]) -> str:
    """记下了：…; nothing when there is nothing."""
    told = [_told(one, value_words(one, facts[one.name])) for one in calculator.fields if one.name in facts]
    return f"记下了：{'，'.join(told)}。" if told else ""


def _told(field: Field, value: str) -> str:
    """缴费年限32年, 领了8年养老金, 2026年3月去世; what was chosen stands for itself."""
    if field.kind == "choice":
        return value
    asks = next((word for word in _ASKING if word in field.label), "")
    return field.label.replace(asks, value) if asks else f"{field.label}{value}"
