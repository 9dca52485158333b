"""action_estimate: a wish for an estimate. Everything in the message is taken; what is missing is asked by the form."""

import json
import re
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.benefits.calculator import Calculator
from actions.benefits.reading import tells_of_a_death
from actions.benefits.registry import CALCULATORS
from actions.dialogue.base import HOME, STAFF, Turn, entity, intent, said
from actions.dialogue.benefits.base import EstimateAction
from actions.dialogue.benefits.codes import (
    APPLY,
    CALCULATOR_OF_INTENT,
    CHANGE,
    CONDOLED,
    ESTIMATE,
    FORM,
    LOOKUP_WORDS,
    LOOKUPS,
    estimate_for,
)  # fmt: skip
from actions.dialogue.benefits.guides import MY_CASE, calculator_of
from actions.dialogue.benefits.own import OwnRecords
from actions.dialogue.benefits.results import result_reply
from actions.dialogue.benefits.sheet import Sheet
from actions.dialogue.benefits.thread import earlier_messages
from actions.dialogue.benefits.wishes import means_ones_own_pension, wishes_for_a_pension
from actions.dialogue.benefits.working_out import work_out
from actions.dialogue.grants.words import CONDOLENCE
from actions.dialogue.rule_first import about_the_rules, sureness_of
from actions.reply import Choice, Reply
from knowledge_base.answering.model import Verdict

# What a question is about that names nothing, asked in the middle of the estimate or after its result.
FIRST_GUIDE = {
    "survivor": "survivor-two-payments", "retirement": "pension-age-what", "pension": "pension-parts",
    "adjustment": "pension-adjust-how", "allowance": "allowance-aged-amount", "fare": "allowance-bus",
    "medical_years": "medical-years-required",
}  # fmt: skip
WHICH = "您想算哪一样？请点一个。"
_GOES_ON = re.compile(r"(?:那|就|我|俺|咱|想|要)*(?:接着|继续|还接着)")
STALE = "刚才那一步已经过去了。还要算的话，请点下面的按钮。"


class Beginning(EstimateAction):
    """What the estimate and the application begin with."""

    def policy_first(self, tracker: Tracker, sheet: Sheet) -> Turn | None:
        """The rule, where the question is more likely about the rules than about one case; else None."""
        text = said(tracker)
        if not text or text.startswith("/") or sheet.facts or sheet.calculator is None:
            return None
        if sheet.calculator.name == "survivor" and (tracker.get_slot(CONDOLED) or tells_of_a_death(text)):
            return None  # somebody of theirs has died: it is about that one case
        question = self.question(tracker, "policy")
        verdict = self._knowledge.answerer().answer(question)
        if not about_the_rules(verdict, sureness_of(tracker), len(text)) or self._is_another_matter(sheet, verdict, text):
            return None
        told, events = self.say(verdict, question)
        mine = Choice(MY_CASE, estimate_for(sheet.calculator.name))
        others = tuple(choice for choice in told[0].choices if choice.label != MY_CASE)
        return [replace(told[0], choices=(mine, *others)), *told[1:]], events

    @staticmethod
    def _is_another_matter(sheet: Sheet, verdict: Verdict, text: str) -> bool:
        """Whether the rule found is about a death, and the wish about a pension that is being drawn."""
        return sheet.calculator is not None and sheet.calculator.name != "survivor" and (
            calculator_of(verdict) == "survivor" and wishes_for_a_pension(text)
        )

    def begun(self, tracker: Tracker, calculator: str) -> Sheet:
        """A new sheet with what the message says, and what was said before an estimate was ever thought of."""
        first = Sheet(tracker).calculator is None
        sheet = Sheet.begun(tracker, calculator)
        self.listener.opening(sheet, said(tracker), earlier_messages(tracker) if first else ())
        return sheet

    @staticmethod
    def condolence(tracker: Tracker, sheet: Sheet) -> Turn:
        """Said once in a conversation, where the message tells of a death in the family."""
        grieves = sheet.calculator is not None and sheet.calculator.name == "survivor" and tells_of_a_death(said(tracker))
        if tracker.get_slot(CONDOLED) or not grieves:
            return [], []
        return [Reply(text=CONDOLENCE)], [SlotSet(CONDOLED, "yes")]

    def opened(self, sheet: Sheet) -> list[EventType]:
        """The form asks what is missing; 要带啥, asked in it, is then about the same matter."""
        thread = sheet.calculator and FIRST_GUIDE.get(sheet.calculator.name)
        topic: list[EventType] = [SlotSet("topic_guide", thread)] if thread else []
        return [*topic, *sheet.opened(), ActiveLoop(FORM)]

    def rule_beside(self, tracker: Tracker, sheet: Sheet) -> Turn:
        """The rule the question is surely about, to stand below the sum; and the thread for a 那带什么 after it."""
        name = sheet.calculator.name if sheet.calculator else ""
        question = self.question(tracker, "policy")
        verdict = self._knowledge.answerer().answer(question) if question.text else None
        if verdict is None or verdict.outcome != "answer" or verdict.tentative or calculator_of(verdict) != name:
            return [], [SlotSet("topic_guide", FIRST_GUIDE.get(name)), SlotSet("last_question", question.text)]
        told, events = self.say(verdict, question)
        return [replace(reply, choices=()) for reply in told], events

    @staticmethod
    def in_the_form(tracker: Tracker) -> bool:
        return (tracker.active_loop or {}).get("name") == FORM


class StartEstimate(Beginning):
    """Answers at once when the message holds everything; else opens the form."""

    action_name = "action_estimate"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        if intent(tracker) == "estimate_choice":
            return self._late_choice(tracker)
        wanted = _calculator_meant(tracker)
        if wanted is None:
            return [Reply(text=WHICH, outcome="clarify", choices=_calculators())], []
        before = Sheet(tracker)
        first = before.calculator is None
        sheet = Sheet.begun(tracker, wanted.name, self._goal(tracker))
        if before.calculator is wanted and _GOES_ON.match(said(tracker)):
            sheet.take_all(before.facts)
        sheet.take_all(_told(tracker))
        if entity(tracker, "estimate_pick") == CHANGE:
            return [], self.opened(sheet)
        spoken = "" if said(tracker).startswith("/") else said(tracker)
        if spoken or not sheet.facts:
            self.listener.opening(sheet, spoken, earlier_messages(tracker) if first else ())
        if policy := self.policy_first(tracker, sheet):
            return policy
        opening, events = self.condolence(tracker, sheet)
        sheet.from_records(sorted(OwnRecords(self.counter).facts(sheet, tracker)))
        if sheet.missing() or sheet.note.startswith("back:"):
            return opening, [*events, *self.opened(sheet)]
        done = work_out(sheet, self.counter, tracker, self.today())
        if done is None:
            return opening, [*events, *self.opened(sheet)]
        result = result_reply(done.estimate, self.pages, private=done.private)
        if self.in_the_form(tracker):  # asked in the middle of another estimate, this one leaves that one's answers alone
            return [*opening, result], events
        rule, thread = self.rule_beside(tracker, sheet) if spoken and not done.private else ([], [])
        return [*opening, result, *rule], [*events, *sheet.events(), *thread]

    @staticmethod
    def _goal(tracker: Tracker) -> str:
        """Somebody who is applying for the grant and puts a fact right goes on applying."""
        applies = Sheet(tracker).applies and entity(tracker, "estimate_pick") == CHANGE
        return APPLY if applies else ESTIMATE

    def _late_choice(self, tracker: Tracker) -> Turn:
        """An answer tapped when no form is open: taken, if the estimate is still the one it belongs to."""
        sheet, code = Sheet(tracker), entity(tracker, "estimate_pick") or ""
        name, _, value = code.partition(":")
        if sheet.calculator is None or not sheet.facts or not (name == "again" or sheet.take(name, value)):
            return [Reply(text=STALE, choices=_calculators())], []
        if name == "again":
            sheet.forget(value)
        return [], self.opened(sheet)


def _calculator_meant(tracker: Tracker) -> Calculator | None:
    """By the payload, the words for one's own pension, the intent, or for a look-up its words."""
    if not entity(tracker, "calculator") and means_ones_own_pension(said(tracker)):
        return CALCULATORS["pension"]
    name = entity(tracker, "calculator") or CALCULATOR_OF_INTENT.get(intent(tracker), "")
    if not name:
        name = next((key for key, words in LOOKUP_WORDS if re.search(words, said(tracker))), "")
    return CALCULATORS.get(name)


def _told(tracker: Tracker) -> dict[str, Any]:
    """Facts that came with a tapped choice."""
    try:
        facts = json.loads(entity(tracker, "estimate_facts") or "{}")
    except json.JSONDecodeError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _calculators() -> tuple[Choice, ...]:
    """The look-ups and the grant, to tap."""
    names = ("survivor", "retirement", *LOOKUPS)
    return (*(Choice(CALCULATORS[name].title, estimate_for(name)) for name in names), STAFF, HOME)
