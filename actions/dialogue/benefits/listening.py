"""Applies one message inside the estimate to the sheet."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from actions.benefits.fields import Field
from actions.benefits.reading import Value, read, read_all
from actions.dialogue.benefits.bounds import may_stay_open
from actions.dialogue.benefits.codes import APPLY, DONT_KNOW, ROUGHLY
from actions.dialogue.benefits.message import Message
from actions.dialogue.benefits.opening import lonely_field, open_sheet, with_day_alone
from actions.dialogue.benefits.putting_right import put_right
from actions.dialogue.benefits.sheet import Sheet
from actions.dialogue.benefits.taking import take
from actions.dialogue.benefits.words import EXAMPLES, noted

Heard = Literal["understood", "missed", "interruption"]
ASK_THEM = "查不到的话，请问社区，或者打12333。"
OR_ROUGHLY = "实在查不到，可以先按最少和最多估一估。"
THEN_APPLY = "好。先问完这几句，再填申请。"
NO_LONGER_OFFERED = "请照现在问的这一项选。"
_A_DATE = re.compile(r"(?:19|20)[0-9]{2}|月|号|日|今年|去年|前年|昨|前天|周|礼拜|星期|年底|年初")


class Listener:
    """Applies messages to sheets. `today` is the current day in Dalian."""

    def __init__(self, today: date) -> None:
        self._today = today

    def opening(self, sheet: Sheet, text: str, earlier: Sequence[str] = ()) -> None:
        """The facts of the message that asked for the estimate, and those told in `earlier` ones."""
        open_sheet(sheet, text, self._today, earlier)

    def put_right(self, sheet: Sheet, message: Message) -> bool:
        """Whether the message changes a fact of a result that was shown; of two it may mean, the one is asked back."""
        return put_right(sheet, message, self._today)

    def apply(self, sheet: Sheet, message: Message) -> Heard:
        """Changes `sheet`. An interruption leaves it as it was."""
        if message.tapped:
            return self._tapped(sheet, message.tapped)
        if sheet.calculator is None or not message.text:
            return "interruption"
        if message.theirs and not (message.misheard and self._is_a_choice(sheet, message)):
            return "interruption"
        if message.place is not None and sheet.offered:
            return self._placed(sheet, message.place)
        if message.asks or message.wants_other_than(sheet.calculator.name):
            return "interruption"
        if (message.roughly or message.dont_know) and not self._is_a_choice(sheet, message):
            return self._not_known(sheet, roughly=message.roughly)
        wishes_to_apply = message.intent == "grant_application" or message.wishes_to_apply
        if wishes_to_apply and sheet.calculator.name == "survivor" and not sheet.applies:
            return self._applies_too(sheet, message)
        return self._read(sheet, message)

    def _applies_too(self, sheet: Sheet, message: Message) -> Heard:
        """我要申请, said in the middle of the estimate: the same questions lead to the application."""
        sheet.want(APPLY)
        take(sheet, read_all(sheet.calculator.fields, message.text, self._today) if sheet.calculator else {})
        sheet.understood()
        sheet.say(sheet.note or THEN_APPLY)
        return "understood"

    def _is_a_choice(self, sheet: Sheet, message: Message) -> bool:
        """Whether it is one of the answers to choose from: 工人, or not knowing where that is one of them."""
        asked = sheet.asked
        return asked is not None and asked.kind == "choice" and isinstance(read(asked, message.text, self._today, asked=True), Value)

    def _tapped(self, sheet: Sheet, code: str) -> Heard:
        if code in (DONT_KNOW, ROUGHLY):
            return self._not_known(sheet, roughly=code == ROUGHLY)
        name, _, value = code.partition(":")
        if name == "again" and sheet.calculator and value in sheet.calculator.names:
            sheet.forget(value)
        elif not sheet.take(name, value):
            sheet.say(sheet.note or NO_LONGER_OFFERED)
        sheet.understood()
        return "understood"

    def _placed(self, sheet: Sheet, place: int) -> Heard:
        offered = sheet.offered
        if -len(offered) <= place < len(offered):
            return self._tapped(sheet, offered[place])
        sheet.missed()
        return "missed"

    def _not_known(self, sheet: Sheet, *, roughly: bool) -> Heard:
        """不知道: where one finds it and what can be done; 先估个大概 goes on without it."""
        asked = sheet.asked
        if asked is None:
            return "interruption"
        open_end = may_stay_open(sheet, asked)
        if roughly and open_end:
            sheet.leave_open(asked.name)
            sheet.understood()
            return "understood"
        sheet.understood()
        sheet.say("".join(one for one in (asked.help, OR_ROUGHLY if open_end else ASK_THEM) if one))
        sheet.offer([ROUGHLY] if open_end else [])
        return "understood"

    def _read(self, sheet: Sheet, message: Message) -> Heard:
        tied = read_all(sheet.calculator.fields, message.text, self._today) if sheet.calculator else {}
        tied = {name: found for name, found in tied.items() if not (isinstance(found, Value) and found.fits_several)}
        tied = with_day_alone(sheet, message.text, tied, self._today)
        if message.corrects and not any(name in sheet.facts for name in tied):
            if self._corrected(sheet, message):
                return "understood"
        if tied and take(sheet, tied):
            return "understood"
        if message.short or message.is_an_answer:
            for field in (sheet.asked, lonely_field(sheet)):
                found = read(field, message.text, self._today, asked=True) if field else None
                if field and found is not None and take(sheet, {field.name: found}):
                    return "understood"
            if (message.is_an_answer or not message.wishes) and self._answers_another(sheet, message):
                return "understood"
        if message.is_an_answer or message.sure is False:
            sheet.missed()
            return "missed"
        return "interruption"

    def _answers_another(self, sheet: Sheet, message: Message) -> bool:
        """生病, said where the years are asked: a later question, or a day told more exactly."""
        fields = [one for one in sheet.missing() if one.kind in ("choice", "day", "month")]
        days = [one for one in sheet.calculator.fields if one.kind == "day"] if sheet.calculator else []
        for field in [*fields, *(day for day in days if day not in fields)]:
            found = read(field, message.text, self._today, asked=True) if field != sheet.asked else None
            if field.kind != "choice" and not _A_DATE.search(message.text):
                continue  # 15年 may be a span as well as a year
            known = str(sheet.facts.get(field.name) or "")
            if isinstance(found, Value) and str(found.value).startswith(known) and take(sheet, {field.name: found}):
                sheet.say(sheet.note or noted(sheet.calculator, {field.name: sheet.facts[field.name]}) if sheet.calculator else "")
                return True
        return False

    def first_answer(self, sheet: Sheet, message: Message) -> None:
        """What a short message says to the first of the questions it answers."""
        for field in sheet.missing():
            found = read(field, message.text, self._today, asked=True)
            if isinstance(found, Value) and take(sheet, {field.name: found}):
                sheet.say(noted(sheet.calculator, sheet.facts) if sheet.calculator else "")
                return

    def _corrected(self, sheet: Sheet, message: Message) -> bool:
        """不对，是三十一年: about the answer before, unless only what is asked now can be meant."""
        for field in (sheet.answered_last, sheet.asked):
            found = read(field, message.text, self._today, asked=True) if field else None
            if field and found is not None and take(sheet, {field.name: found}):
                return True
        return False

def explanation(field: Field) -> str:
    """What is said when the question was not understood."""
    return f"{field.help}{EXAMPLES[field.kind]}"
