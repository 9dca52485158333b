"""What was read of a message goes onto the sheet; what is not certain is asked back."""

from collections.abc import Mapping

from actions.benefits.reading import AskBack, Read, Value
from actions.dialogue.benefits.sheet import Sheet
from actions.dialogue.benefits.words import noted

# A note that takes the place of the question: back:<field>:<question>.
BACK = "back:"


def take(sheet: Sheet, found: dict[str, Read]) -> bool:
    """Writes down what is certain and asks back what is not; whether anything came of it."""
    changed: dict[str, object] = {}
    known, came = sheet.facts, False
    for name, one in _in_order(sheet, found):
        if isinstance(one, Value):
            came = True
            if sheet.take(name, one.value) and name in known and known[name] != sheet.facts.get(name):
                changed[name] = sheet.facts[name]
    if came:
        sheet.understood()
    if changed and sheet.calculator and not sheet.note:
        sheet.say(noted(sheet.calculator, changed).replace("记下了：", "改好了：", 1))
    return _asked_back(sheet, found) or came


def certain(found: Mapping[str, Read]) -> dict[str, Value]:
    """What was read without doubt."""
    return {name: one for name, one in found.items() if isinstance(one, Value) and not one.fits_several}


def _asked_back(sheet: Sheet, found: dict[str, Read]) -> bool:
    for name, one in _in_order(sheet, found):
        if isinstance(one, AskBack) and sheet.calculator and not sheet.calculator.field(name).spared(sheet.facts):
            sheet.forget(name)
            sheet.understood()
            sheet.say(f"{BACK}{name}:{one.question}")
            sheet.offer([f"{name}:{option.code}|{option.label}" for option in one.options])
            return True
    return False


def _in_order(sheet: Sheet, found: dict[str, Read]) -> list[tuple[str, Read]]:
    """By the calculator's order: whether somebody was retired decides what else is asked."""
    order = [field.name for field in sheet.calculator.fields] if sheet.calculator else []
    return [(name, found[name]) for name in order if found.get(name) is not None]
