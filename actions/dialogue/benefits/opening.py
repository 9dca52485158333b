"""The message that asks for an estimate often tells half of the facts: they are taken from it and not asked again."""

import re
from collections.abc import Sequence
from datetime import date

from actions.benefits.fields import Field
from actions.benefits.reading import Read, Value, read, read_all
from actions.dialogue.benefits.sheet import Sheet
from actions.dialogue.benefits.taking import BACK, certain, take
from actions.dialogue.benefits.words import noted

_DAY_ALONE = re.compile(
    r"(?:是|在|就|就是)*(?:(?:大?前年|[今去]年|(?:19|20)\d\d年|[零〇一二两三四五六七八九]{4}年|[上这]个?(?:月|周|礼拜|星期)|本月|[昨前今]天)"
    r"(?:年?[初底])?|[0-9一二三四五六七八九十]{1,3}(?:月份?|[号日]))+的?"
)
_PARTS = re.compile(r"[，,。；;、？?]|[男女]|的")


def open_sheet(sheet: Sheet, text: str, today: date, earlier: Sequence[str] = ()) -> None:
    """The facts of the message that asked for the estimate, and those told in `earlier` ones: nothing is asked twice."""
    if sheet.calculator is None:
        return
    begun = sheet.facts
    for told_before in earlier:
        sure = certain(read_all(sheet.calculator.fields, told_before, today))
        sheet.take_all({name: one.value for name, one in sure.items()})
    found = read_all(sheet.calculator.fields, text, today)
    lonely = lonely_field(sheet)
    if lonely and lonely.name not in sheet.facts and found.get(lonely.name) is None:
        found = {**found, lonely.name: _in_a_part(lonely, text, today)}
    found = {**_years_named(sheet, text), **{name: one for name, one in found.items() if one is not None}}
    found = with_day_alone(sheet, text, found, today)
    sheet.say("")
    take(sheet, found)
    told = {name: value for name, value in sheet.facts.items() if begun.get(name) != value}
    if told and not sheet.note.startswith(BACK):
        sheet.say(noted(sheet.calculator, told))


def with_day_alone(sheet: Sheet, text: str, found: dict[str, Read], today: date) -> dict[str, Read]:
    """退休十年，交了三十年，上个月: among facts of one case a day that stands alone is the day of death."""
    told = [name for name, one in found.items() if one is not None]
    died = next((one for one in sheet.calculator.fields if one.name == "died_on"), None) if sheet.calculator else None
    if died is None or "died_on" in sheet.facts or "died_on" in told or not told:
        return found
    days = [part for part in _PARTS.split(text) if part and _DAY_ALONE.fullmatch(part)]
    one = read(died, days[0], today, asked=True) if len(days) == 1 else None
    return {**found, "died_on": one} if one is not None else found


def lonely_field(sheet: Sheet) -> Field | None:
    """The only quantity a calculator needs: a number in the wish can mean nothing else (1966年3月男的啥时候退)."""
    needed = [one for one in sheet.calculator.fields if not one.optional and one.kind != "choice"] if sheet.calculator else []
    return needed[0] if len(needed) == 1 else None


def _in_a_part(field: Field, text: str, today: date) -> Value | None:
    """What one part of the message says of `field`."""
    found = (read(field, part, today, asked=True) for part in _PARTS.split(text) if part)
    return next((one for one in found if isinstance(one, Value)), None)


def _years_named(sheet: Sheet, text: str) -> dict[str, Read]:
    """The year to be chosen, when the message names exactly one of those offered."""
    named: dict[str, Read] = {}
    for field in sheet.calculator.fields if sheet.calculator else ():
        years = [option for option in field.choices if option.code.isdigit() and option.code in text]
        if len(years) == 1:
            named[field.name] = Value(years[0].code, years[0].label)
    return named
