"""A figure without a unit, as the answer to a question: 三十二, 8, 78, 3200."""

import re

from actions.benefits.fields import Field
from actions.benefits.reading import spans
from actions.benefits.reading.fitting import fitted
from actions.benefits.reading.model import AskBack, Read, Value
from actions.benefits.reading.numerals import NUMBER, whole

_BEFORE = r"(?:嗯|哦|啊|那个|那|就|是|有|一共|总共|大概|差不多|可能|好像|他|她|我|爸|妈|老头子?|老伴|今年|都|已经|快|不到|将近|近|小|虚|周|整|满|得|约|,|，)*"
_BEHIND = r"(?:了|吧|啊|呢|整|的样子|左右|来|多|几|上下|出头|。|,|，|!|呀|哈|的|个)*"
_BARE = re.compile(rf"^(?P<before>{_BEFORE})(?P<number>{NUMBER})(?P<behind>{_BEHIND})$")
_VAGUE = re.compile(r"大概|差不多|可能|好像|快|不到|将近|近|小|约|左右|来|多|几|上下|出头|虚")
_LONGEST_LIFE = 70  # years of work or of pension; more without a unit may be months


def read_bare(field: Field, plain: str) -> Read:
    """Years for a span, whole years for an age; None when the message holds more than the figure."""
    found = _BARE.match(plain)
    if not found or field.kind not in ("months", "age"):
        return None
    if field.kind == "months":
        return _years(field, found)
    return _age(field, found)


def _years(field: Field, found: re.Match[str]) -> Read:
    unit = "岁" if "age" in field.name else "年"
    said = f"{found['number']}{unit}"
    mention = next(iter(spans.mentions(f"{said}", unit)), None)
    years = whole(found["number"])
    vague = _VAGUE.search(found["before"] + found["behind"])
    if mention is None or vague or years is not None and years > _LONGEST_LIFE:
        again = spans.HOW_LONG.format(said=found[0])
        options = (spans.option(years * 12),) if years is not None and years <= _LONGEST_LIFE and vague and not re.search("多|来|几|快|出头", vague[0]) else ()
        return AskBack(again, options)
    return fitted(field, mention.answer)


def _age(field: Field, found: re.Match[str]) -> Read:
    age = whole(found["number"])
    if age is None or _VAGUE.search(found["before"] + found["behind"]):
        return AskBack(f"您说的是“{found[0]}”。按身份证，周岁是多少？")
    return fitted(field, Value(age, f"{age}岁"))
