"""action_records: a proven person's own records; one plain sentence first, then a card."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.clock import today
from actions.counter import Counter
from actions.dialogue import records_certification, records_payments, records_person, records_reason
from actions.dialogue.answer_policy import KnowledgeAction
from actions.dialogue.base import HOME, STAFF, Turn, WanqingAction
from actions.dialogue.home import open_guide_payload
from actions.dialogue.identity import PENDING, identified_or_turn, wish
from actions.dialogue.records_words import ARRIVED, CERTIFICATION, WHY, Desk
from actions.identity.identified import Identified
from actions.knowledge import KnowledgeHolder
from actions.records.errors import RecordsError, RecordsUnavailable
from actions.records.service import CERTIFICATION as CERTIFICATION_SCOPE
from actions.records.service import OWN, PAYMENTS
from actions.reply import Choice, Reply

CALL_ME = Choice("让工作人员给我回电话", "/ask_callback")
WHICH = "您想看哪一项？请点一个，或者直接说，比如：这个月的养老金发了没有。"
NO_MATTER = "查个人记录"


@dataclass(frozen=True)
class Matter:
    """One thing people ask of their records: its words, what a relative needs to be allowed, and its wording."""

    purpose: str
    scope: str
    word: Callable[[Desk], Reply]


MATTERS: dict[str, Matter] = {
    "records_payment_arrived": Matter("查养老金发了没有", PAYMENTS, records_payments.payment_arrived),
    "records_payment_amount": Matter("查养老金是多少", PAYMENTS, records_payments.payment_amount),
    "records_payment_reason": Matter("看养老金是怎么算的", PAYMENTS, records_reason.payment_reason),
    "records_payment_change": Matter("看养老金和上个月的差别", PAYMENTS, records_reason.payment_change),
    "records_payment_account": Matter("查养老金发到哪个账户", PAYMENTS, records_payments.payment_account),
    "records_account_balance": Matter("查个人账户余额", PAYMENTS, records_payments.account_balance),
    "records_adjustments": Matter("查历年涨了多少", PAYMENTS, records_payments.adjustments),
    "records_contribution_years": Matter("查缴费年限", PAYMENTS, records_person.contribution_years),
    "records_certification_state": Matter("查资格认证", CERTIFICATION_SCOPE, records_certification.certification_state),
    "records_archive_place": Matter("查档案在哪", OWN, records_person.archive_place),
    "records_medical_standing": Matter("查医保状态", OWN, records_person.medical_standing),
}


class RecordsAction(KnowledgeAction):
    """Answers from the records service; asks for proof and consent first."""

    action_name = "action_records"
    continues: ClassVar[frozenset[str]] = frozenset(MATTERS)

    def __init__(self, knowledge: KnowledgeHolder, counter: Counter, on: Callable[[], date] = today) -> None:
        super().__init__(knowledge)
        self.counter, self._on = counter, on

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        return self.resume(wish(tracker), tracker, domain)

    def resume(self, pending: str, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        """The record that the intent `pending` asks for."""
        matter = MATTERS.get(pending)
        if matter is None:
            return [Reply(text=WHICH, outcome="clarify", choices=(ARRIVED, WHY, CERTIFICATION, HOME))], []
        found = identified_or_turn(self.counter, tracker, matter.scope, matter.purpose, pending)
        if not isinstance(found, Identified):
            return self._with_policy(found, tracker)
        try:
            desk = Desk(self.counter, self._knowledge.answerer().knowledge, found, self._on())
            return [matter.word(desk)], [SlotSet(PENDING, None)]
        except RecordsUnavailable:
            return [_unavailable(matter, pending)], [SlotSet(PENDING, pending)]  # kept for the call-back
        except RecordsError as error:
            return [Reply(text=error.detail, outcome="decline", choices=(STAFF, HOME))], [SlotSet(PENDING, None)]

    def _with_policy(self, turn: Turn, tracker: Tracker) -> Turn:
        """A question that was about the rules, not about oneself, finds its guide without proving anything."""
        replies, events = turn
        verdict = self._knowledge.answerer().answer(self.question(tracker, "policy"))
        if replies[0].outcome != "verify" or not verdict.answers or verdict.tentative:
            return turn
        guide = verdict.answers[0].guide
        choice = Choice(guide.title, open_guide_payload(guide.id))
        return [replace(replies[0], choices=(choice, *replies[0].choices))], events


class CallbackAction(WanqingAction):
    """Notes that somebody wants to be called back about what could not be looked up."""

    action_name = "action_callback"
    continues: ClassVar[frozenset[str]] = frozenset({"ask_callback"})

    def __init__(self, counter: Counter) -> None:
        self.counter = counter

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        return self.resume("ask_callback", tracker, domain)

    def resume(self, pending: str, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        """Notes the call-back for the proven person or relative."""
        found = identified_or_turn(self.counter, tracker, "", "登记回电话", pending, consent=False)
        if not isinstance(found, Identified):
            return found
        matter = MATTERS.get(str(tracker.get_slot(PENDING) or ""))
        purpose = matter.purpose if matter else NO_MATTER
        self.counter.records.callbacks.ask(found, purpose)
        whose = "您登记的手机" if found.grant_id is None else "您自己的手机"
        text = f"登记好了：{purpose}。工作人员查到以后，会打{whose}。哪天打，这里说不准，着急请打12333。"
        return [Reply(text=text, outcome="done", choices=(HOME,))], [SlotSet(PENDING, None)]


def _unavailable(matter: Matter, pending: str) -> Reply:
    """Honest about the fault: no old number and no empty answer in its place."""
    return Reply(
        text=f"现在连不上个人记录，{matter.purpose}这件事，暂时办不了。这是我们这边的毛病，不说明您的记录有问题。"
        "请过一会儿再试，或者让工作人员查好了给您回电话。着急请打12333。",
        outcome="error",
        choices=(CALL_ME, Choice("再查一次", f"/{pending}"), STAFF, HOME),
    )
