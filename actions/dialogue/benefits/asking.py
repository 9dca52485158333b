"""action_ask_estimate_form_estimate_done: the next question, one short sentence with answers to tap."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop

from actions.benefits.fields import Field
from actions.benefits.wording import fields_shown
from actions.dialogue.base import HOME, STAFF, Turn
from actions.dialogue.benefits.base import EstimateAction
from actions.dialogue.benefits.codes import (
    APPLY_STOP,
    DONE,
    DONT_KNOW,
    DONT_KNOW_CHOICE,
    ESTIMATE_SURVIVOR,
    ROUGHLY,
    ROUGHLY_CHOICE,
    STOP,
    pick,
)  # fmt: skip
from actions.dialogue.benefits.listening import explanation
from actions.dialogue.benefits.sheet import Sheet
from actions.dialogue.benefits.taking import BACK
from actions.dialogue.benefits.words import value_words
from actions.reply import Choice, Reply, Wanted

NOT_UNDERSTOOD = "这句我没有听明白。"
STOP_OR_PERSON = "我连着几次没有听明白，耽误您了。可以先不算，也可以找工作人员帮您。"
NOTHING_BEGUN = "刚才要算的，我没有记住。请再说一遍要算什么。"
CHANGE_WHICH = "要改哪一项？请点一个，也可以直接说，比如：工龄是三十一年。"
EXPLAIN_AFTER, STOP_AFTER = 2, 3
_MANY = 5  # with more answers than these, 不知道 has no button


class AskEstimate(EstimateAction):
    """Asks for the first thing that is missing; says first what was heard."""

    action_name = f"action_ask_estimate_form_{DONE}"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        sheet = Sheet(tracker)
        missing = sheet.missing()
        if sheet.calculator is None:
            return [Reply(text=NOTHING_BEGUN, outcome="clarify", choices=(ESTIMATE_SURVIVOR, STAFF, HOME))], [ActiveLoop(None)]
        if not missing and not sheet.note.startswith(BACK):
            return self._what_to_change(sheet)
        backed = _question_back(sheet)
        reply, codes = backed or self._question(sheet, missing[0])
        asked = sheet.note.removeprefix(BACK).partition(":")[0] if backed else missing[0].name
        reply = _patient(reply, sheet, sheet.calculator.field(asked))
        sheet.ask(asked, codes)
        return [reply], sheet.events()

    def _what_to_change(self, sheet: Sheet) -> Turn:
        """Everything is known: what is to be put right."""
        fields = [one for one in sheet.calculator.fields if one.name in sheet.facts] if sheet.calculator else []
        codes = [f"again:{field.name}" for field in fields]
        answers = tuple(
            Choice(f"{field.label}：{value_words(field, sheet.facts[field.name])}", pick(code))
            for field, code in zip(fields, codes, strict=True)
        )
        opening = f"{NOT_UNDERSTOOD}\n" if sheet.misses else ""
        sheet.ask("", codes)
        reply = Reply(text=f"{opening}{CHANGE_WHICH}", outcome="ask", choices=(*answers, Choice("不改了", "/stop")))
        return [reply], sheet.events()

    def _question(self, sheet: Sheet, field: Field) -> tuple[Reply, list[str]]:
        helped = ROUGHLY in sheet.offered
        codes = [f"{field.name}:{option.code}" for option in field.choices]
        answers = tuple(Choice(option.label, pick(code)) for option, code in zip(field.choices, codes, strict=True))
        unsure = any(option.code == "unsure" for option in field.choices)  # not knowing is one of the answers
        further = (ROUGHLY_CHOICE,) if helped else (DONT_KNOW_CHOICE,) if len(answers) < _MANY and not unsure else ()
        text = f"{sheet.note}\n{field.question}" if sheet.note else field.question
        reply = Reply(
            text=text, speech=f"{sheet.note}{''.join(one.question for one in _together(sheet, field))}", outcome="ask", choices=(*answers, *further, _stop(sheet)),
            card=_card(sheet, field), asks_for=_wanted(field),
        )  # fmt: skip
        return reply, [*codes, *([ROUGHLY] if helped else [DONT_KNOW] if further else [])]


def _question_back(sheet: Sheet) -> tuple[Reply, list[str]] | None:
    """公历的哪一年: what was heard is not certain; its options are tapped or said."""
    if not sheet.note.startswith(BACK) or sheet.calculator is None:
        return None
    name, _, question = sheet.note.removeprefix(BACK).partition(":")
    field = sheet.calculator.field(name)
    codes, labels = [], []
    for offered in sheet.offered:
        code, _, label = offered.partition("|")
        codes.append(code)
        labels.append(label or code.partition(":")[2])
    answers = tuple(Choice(label, pick(code)) for code, label in zip(codes, labels, strict=True))
    card = None if answers else _card(sheet, field)
    return Reply(text=question, outcome="ask", choices=(*answers, _stop(sheet)), card=card, asks_for=_wanted(field)), codes


def _wanted(field: Field) -> Wanted:
    """A kind of work or a cause is one of a list; years, dates and amounts are said."""
    return "" if field.kind == "choice" else "figure"


def _patient(reply: Reply, sheet: Sheet, field: Field) -> Reply:
    """Explains after two failed answers, offers to stop and a person after three."""
    if sheet.misses >= STOP_AFTER:
        choices = (*reply.choices, STAFF)
        return replace(reply, text=f"{STOP_OR_PERSON}\n{reply.text}", speech=f"{STOP_OR_PERSON}{_spoken(reply)}", choices=choices)
    if sheet.misses >= EXPLAIN_AFTER:
        told = explanation(field)
        return replace(reply, text=f"{told}\n{reply.text}", speech=f"{told}{_spoken(reply)}")
    if sheet.misses and not sheet.note:
        return replace(reply, text=f"{NOT_UNDERSTOOD}\n{reply.text}", speech=f"{NOT_UNDERSTOOD}{_spoken(reply)}")
    return reply


def _spoken(reply: Reply) -> str:
    return reply.speech or reply.text


def _stop(sheet: Sheet) -> Choice:
    return APPLY_STOP if sheet.applies else STOP


def _together(sheet: Sheet, field: Field) -> list[Field]:
    """`field`, and a second span of years that is asked next: both are set on one screen. In words they are asked one by one."""
    following = [one for one in sheet.missing() if one.name != field.name][:1]
    return [field, *(one for one in following if field.kind == one.kind == "months")]


def _card(sheet: Sheet, field: Field) -> dict[str, Any] | None:
    """What is asked, to be set by touch; a choice is tapped on its buttons."""
    if field.kind == "choice" or sheet.calculator is None:
        return None
    names = [one.name for one in _together(sheet, field)]
    shown = [one for one in fields_shown(sheet.calculator, sheet.facts) if one["name"] in names]
    return {
        "type": "stepper", "calculator": sheet.calculator.name, "heading": field.question, "fields": shown,
        "facts": sheet.facts, "field": field.name,
    }  # fmt: skip
