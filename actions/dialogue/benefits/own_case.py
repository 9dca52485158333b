"""Own figures told outside the form: a result put right, facts told where an estimate was offered, or told with the question."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.benefits.model import Estimate
from actions.benefits.reading import tells_of_a_death
from actions.clock import today as dalian_today
from actions.counter import Counter
from actions.dialogue.base import Turn, intent, said
from actions.dialogue.benefits.codes import CONDOLED, LOOKUPS, estimate_for
from actions.dialogue.benefits.guides import MY_CASE, calculator_of, calculators_of_guides
from actions.dialogue.benefits.message import Message
from actions.dialogue.benefits.results import result_reply
from actions.dialogue.benefits.sheet import Sheet
from actions.dialogue.benefits.starting import Beginning
from actions.dialogue.benefits.thread import calculator_just_offered, estimate_just_shown
from actions.dialogue.benefits.wishes import means_ones_own_pension, wishes_for_a_pension, wishes_to_apply
from actions.dialogue.benefits.working_out import work_out
from actions.dialogue.grants.starting import StartApplication
from actions.dialogue.grants.words import CONDOLENCE
from actions.knowledge import KnowledgeHolder
from actions.reply import Choice, Reply
from knowledge_base.answering.model import Verdict

_SUM_WANTED = re.compile(r"多少|几个钱|几个月|算算|算一|给算|能给|能领|能拿|啥时候|什么时候|哪年|几岁|要钱不|免费|半价|够不够|还差|还要交")
_SOMEBODY_OF_MINE = re.compile(
    r"我|俺|咱|老伴|老头|老太|老公|老婆|爸|妈|爹|娘|父亲|母亲|公公|婆婆|岳|哥|弟|姐|妹|叔|姨|舅|姑|爱人|丈夫|妻|媳妇|爷|奶|姥|他|她"
)
_SOMEBODY_ELSE = re.compile(r"(?:再|另外?|换|也).{0,6}(?:爸|妈|爹|娘|父亲|母亲|公公|婆婆|老伴|哥|弟|姐|妹|一个|一位|别人)")
_BARE_WISH = re.compile(r"^(?:那|就|你|您|请|麻烦|帮(?:我|俺|忙)?|给(?:我|俺)?|替(?:我|俺))*(?:算一算|算算|算一下|算个数|估一估|估个数)(?:吧|呗|啊|看|能领多少|多少钱)*$")
_GENERAL = re.compile(r"以前出生|之前出生|以后出生|之后出生|前出生|后出生")
_FEW, _MANY = 2, 3


class OwnCase(Beginning):
    """Stands before and beside the actions that answer outside the form; never registered itself."""

    action_name = "own_case"

    def __init__(self, knowledge: KnowledgeHolder, counter: Counter, today: Callable[[], date] = dalian_today) -> None:
        super().__init__(knowledge, counter, today)
        self._application = StartApplication(knowledge, counter, today)

    def before(self, tracker: Tracker) -> Turn | None:
        """The estimate, where the message goes on with one shown or offered a moment ago; else None."""
        message, sheet = Message(tracker), Sheet(tracker)
        if not message.text or message.theirs or message.stops or self._in_a_form(tracker):
            return None
        if intent(tracker) != "estimate_pension" and self._wishes_for_a_pension(tracker, message):
            return self._begin(tracker, self.begun(tracker, "pension"))
        if wishes_to_apply(message.text):
            return self._application.resume("grant_application", tracker, {})
        return self._put_right(tracker, sheet, message) or self._offered(tracker, message) or self._bare_wish(tracker, message)

    @staticmethod
    def _wishes_for_a_pension(tracker: Tracker, message: Message) -> bool:
        """Whether a pension is to be worked out, though something else was heard; not that of somebody who has died."""
        grieves = tracker.get_slot(CONDOLED) or str(tracker.get_slot("topic_guide") or "").startswith("survivor-")
        return means_ones_own_pension(message.text) or (wishes_for_a_pension(message.text) and not grieves)

    def beside(self, tracker: Tracker, verdict: Verdict, told: Turn) -> Turn:
        """What is said to a question about the rules, with condolence first where it tells of a death in the family."""
        said_beside = self._beside(tracker, verdict, told)
        grieves = calculator_of(verdict) == "survivor" and tells_of_a_death(said(tracker))
        if said_beside[0] != told[0] or not grieves or tracker.get_slot(CONDOLED) or verdict.outcome == "decline":
            return said_beside
        first, events = told[0][0], [*told[1], SlotSet(CONDOLED, "yes")]
        spoken = f"{CONDOLENCE}{first.speech}" if first.speech else ""
        return [replace(first, text=f"{CONDOLENCE}\n{first.text}", speech=spoken), *told[0][1:]], events

    def _beside(self, tracker: Tracker, verdict: Verdict, told: Turn) -> Turn:
        """`told`, the answer from the rules; with enough of one's own case the sum instead, or the rule and the first question."""
        message = Message(tracker)
        if not message.text or message.supposes or _GENERAL.search(message.text) or self._in_a_form(tracker):
            return told
        name, certain = calculator_of(verdict), verdict.outcome == "answer" and not verdict.tentative
        if not name or message.is_a_question and not _SUM_WANTED.search(message.text) or name in LOOKUPS and certain:
            return told
        sheet = self.begun(tracker, name)
        if not _told_enough(sheet, message.text):
            return told
        replies, events = self._begin(tracker, sheet)
        summed = any((one.card or {}).get("type") == "estimate" for one in replies)
        answered = certain or (summed and verdict.outcome == "answer")  # 能领多少，去哪里办: the sum is half of what is asked
        rule = [replace(reply, choices=()) for reply in told[0]] if answered else []
        if certain or summed or verdict.outcome != "answer":
            return [*replies, *rule], [*told[1], *events]  # in this order: an opened form has a thread of its own
        mine = Choice(MY_CASE, estimate_for(name))  # a guess at the rule stands first; what was told is not asked again
        others = tuple(choice for choice in told[0][0].choices if choice.label != MY_CASE)
        return [replace(told[0][0], choices=(mine, *others)), *told[0][1:]], told[1]

    @staticmethod
    def _in_a_form(tracker: Tracker) -> bool:
        return bool((tracker.active_loop or {}).get("name"))

    def _put_right(self, tracker: Tracker, sheet: Sheet, message: Message) -> Turn | None:
        """不对，是三十一年, said to a result: worked out again."""
        if sheet.calculator is None or not sheet.facts or sheet.missing() or _SOMEBODY_ELSE.search(message.text):
            return None
        shown = estimate_just_shown(tracker)
        if not (shown or message.corrects) or not self.listener.put_right(sheet, message):
            return None
        return self._begin(tracker, sheet)

    def _offered(self, tracker: Tracker, message: Message) -> Turn | None:
        """退了，八年, said where 按我的情况算一算 was offered."""
        name = calculator_just_offered(tracker)
        if not name or message.is_a_question or message.supposes:
            return None
        alone = Sheet.begun(tracker, name)
        self.listener.opening(alone, message.text)
        if message.short and not alone.facts:
            self.listener.first_answer(alone, message)
        quantities = [key for key in alone.facts if alone.calculator and alone.calculator.field(key).kind != "choice"]
        if not alone.facts or not (message.short or quantities or len(alone.facts) >= _FEW):
            return None  # what was told before must not answer a 谢谢
        sheet = self.begun(tracker, name)
        sheet.take_all({key: value for key, value in alone.facts.items() if key not in sheet.facts})
        return self._begin(tracker, sheet)

    def _bare_wish(self, tracker: Tracker, message: Message) -> Turn | None:
        """算一算, said to an answer: the estimate that belongs to it."""
        guide = str(tracker.get_slot("topic_guide") or "")
        name = calculators_of_guides().get(guide) or ("survivor" if guide.startswith("survivor-") else "")
        if not name or not _BARE_WISH.match(message.text):
            return None
        return self._begin(tracker, self.begun(tracker, name))

    def _begin(self, tracker: Tracker, sheet: Sheet) -> Turn:
        """The result where everything is known, with what was put right said first; else the form."""
        opening, events = self.condolence(tracker, sheet)
        done = None if sheet.missing() or sheet.note.startswith("back:") else work_out(sheet, self.counter, tracker, self.today())
        if done is None:
            return opening, [*events, *self.opened(sheet)]
        reply = self._result(sheet.note, done.estimate, private=done.private)
        sheet.say("")
        return [*opening, reply], [*events, *sheet.events()]

    def _result(self, note: str, estimate: Estimate, *, private: bool) -> Reply:
        reply = result_reply(estimate, self.pages, private=private)
        if private or not note.startswith("改好了"):
            return reply
        return replace(reply, text=f"{note}\n{reply.text}", speech=f"{note}{reply.speech or reply.text}")


def _told_enough(sheet: Sheet, text: str) -> bool:
    """Whether the figures in the message are one person's own, and enough of them that the rule alone would disappoint."""
    facts: dict[str, Any] = sheet.facts
    if sheet.calculator is None:
        return False
    name = sheet.calculator.name
    if name == "survivor":
        figures = {"contribution", "drawn", "died_on"} & set(facts) or facts.get("cause") == "work_injury"
        injured = facts.get("cause") == "work_injury"
        return bool(_SOMEBODY_OF_MINE.search(text)) and bool(figures) and (injured or len(facts) >= _FEW)
    if name == "retirement":
        return "退" in text and ("born" in facts or sheet.note.startswith("back:born"))
    if name in ("pension", "adjustment"):
        return len(facts) >= _MANY
    return not sheet.missing()
