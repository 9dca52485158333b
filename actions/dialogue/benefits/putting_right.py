"""Which fact of a result a correction means: the one it names, else the one it is nearest to; else it is asked back."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions.benefits.fields import Field
from actions.benefits.reading import Read, Value, read, read_all
from actions.dialogue.benefits.message import Message
from actions.dialogue.benefits.sheet import Sheet
from actions.dialogue.benefits.taking import BACK, certain, take

# The words that name a span, by the field.
_NAMES: Mapping[str, str] = {
    "contribution": r"工龄|工令|缴费年限|交了|缴了|年限", "drawn": r"领了|领的|退了|退休了?(?=[0-9一二三四五六七八九十])",
    "paid": r"医保",
}  # fmt: skip
# How much nearer, in times, a figure must be to one fact than to the next to be taken for it.
_NEARER = 3
WHICH_ONE = "您说的“{said}”，是改哪一样？"


def named_field(fields: Sequence[Field], text: str) -> Field | None:
    """The one field whose own word stands in `text`; None for none or several."""
    named = [one for one in fields if one.name in _NAMES and re.search(_NAMES[one.name], text)]
    return named[0] if len(named) == 1 else None


def nearest(fields: Sequence[Field], found: Mapping[str, Value], facts: Mapping[str, Any]) -> dict[str, Read]:
    """`found` where only one field can be meant; of several spans the one that was nearest to the new value; else nothing."""
    spans = _spans(fields, found)
    if len(found) <= 1:
        return dict(found)
    if len(spans) < len(found):
        return {}
    away = sorted((abs(int(found[one.name].value) - int(facts[one.name])), one.name) for one in spans)
    return {away[0][1]: found[away[0][1]]} if away[0][0] * _NEARER <= away[1][0] else {}


def either(fields: Sequence[Field], found: Mapping[str, Value]) -> tuple[str, list[str]]:
    """The question which span is meant and its answers, as codes with labels; nothing when there are not several."""
    spans = _spans(fields, found)
    if len(spans) < 2:
        return "", []
    said = found[spans[0].name].heard
    return WHICH_ONE.format(said=said), [f"{one.name}:{found[one.name].value}|{_label(one, said)}" for one in spans]


def _spans(fields: Sequence[Field], found: Mapping[str, Value]) -> list[Field]:
    return [one for one in fields if one.name in found and one.kind == "months"]


def _label(field: Field, said: str) -> str:
    return field.label.replace("几年", said) if "几年" in field.label else f"{field.label}{said}"


def put_right(sheet: Sheet, message: Message, today: date) -> bool:
    """Whether the message changes a fact of a result that was shown; of two it may mean, the one is asked back."""
    if sheet.calculator is None or message.is_a_question and not message.supposes and not message.corrects:
        return False
    sheet.say("")
    found = _meant(sheet, message, today)
    known = nearest(sheet.calculator.fields, found, sheet.facts)
    if known:
        return take(sheet, known)
    question, codes = either(sheet.calculator.fields, found)
    if codes:
        sheet.say(f"{BACK}{codes[0].partition(':')[0]}:{question}")
        sheet.offer(codes)
    return bool(codes)


def _meant(sheet: Sheet, message: Message, today: date) -> dict[str, Value]:
    """What the message says of a fact that is known: by its word, by the words of the sentence, else by its kind alone."""
    fields = sheet.calculator.fields if sheet.calculator else ()
    named = named_field(fields, message.text)
    found = read(named, message.text, today, asked=True) if named else None
    if named and isinstance(found, Value):
        return {named.name: found}
    if tied := certain(read_all(fields, message.text, today)):
        return tied
    if not (message.corrects or message.supposes or message.short):
        return {}
    alone = {one.name: read(one, message.text, today, asked=True) for one in fields if one.name in sheet.facts}
    return {name: one for name, one in alone.items() if isinstance(one, Value)}
