"""Small talk, kindness and the way to a person. A clear policy question inside it is answered first."""

import re
from typing import Any, ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.dialogue.answer_policy import KnowledgeAction
from actions.dialogue.base import HOME, STAFF, Turn, WanqingAction, fixed_text, intent, said
from actions.dialogue.benefits.codes import APPLY_CHOICE, CONDOLED, ESTIMATE_SURVIVOR
from actions.dialogue.booking.codes import close_loops
from actions.dialogue.home import home_choices, open_topic_payload
from actions.dialogue.identity import PENDING
from actions.reply import Choice, Outcome, Reply
from knowledge_base.answering.model import Reading
from knowledge_base.guides.checks import hanzi_count

# Shorter than this, a message cannot hold both small talk and a question.
MIN_HANZI_WITH_QUESTION = 6


class PolicyFirst(KnowledgeAction):
    """Answers the policy question a friendly sentence holds; else says `otherwise`."""

    reading: ClassVar[Reading] = "off_topic"
    answered: ClassVar[tuple[str, ...]] = ("answer",)

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> tuple[list[Reply], list[EventType]]:
        question = self.question(tracker, self.reading)
        if hanzi_count(question.text) >= MIN_HANZI_WITH_QUESTION:
            verdict = self._knowledge.answerer().answer(question)
            if verdict.outcome in self.answered:
                return self.say(verdict, question)
        return [self.otherwise(tracker, domain)], []

    def otherwise(self, tracker: Tracker, domain: dict[str, Any]) -> Reply:
        """What is said when there is no policy question."""
        raise NotImplementedError


class SmallTalk(PolicyFirst):
    """Greetings, thanks, who are you."""

    action_name = "action_small_talk"
    consent: WanqingAction | None = None  # set by the registry: takes a typed 同意 or 不同意
    _WITH_HOME: ClassVar[frozenset[str]] = frozenset({"greet", "help", "bot_challenge", "chitchat", "affirm", "deny"})

    _WAYS_ON: ClassVar[dict[str, tuple[Choice, ...]]] = {
        "inform_time": (Choice("约认证", "/book_certification"), HOME), "stop": (HOME,), "anything": (HOME,),
    }  # fmt: skip

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        if self.consent and tracker.get_slot(PENDING) and intent(tracker) in ("affirm", "deny"):
            return self.consent.turn(tracker, domain)  # said to the consent text, or to the question for the proof
        replies, events = super().turn(tracker, domain)
        return replies, [*events, SlotSet(PENDING, None)] if intent(tracker) == "stop" else events

    def otherwise(self, tracker: Tracker, domain: dict[str, Any]) -> Reply:
        name = intent(tracker)
        response = f"utter_{name}" if f"utter_{name}" in domain["responses"] else "utter_help"
        choices = home_choices() if name in self._WITH_HOME else self._WAYS_ON.get(name, ())
        return Reply(text=fixed_text(domain, response), choices=choices)


class Bereavement(PolicyFirst):
    """Condolence once, short; then the way to what the family can claim."""

    action_name = "action_bereavement"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        replies, events = super().turn(tracker, domain)
        return replies, [*events, SlotSet(CONDOLED, "yes")]

    @staticmethod
    def _in_a_form(tracker: Tracker) -> bool:
        """In the middle of a form the next question follows at once, with its own answers to tap."""
        return bool((tracker.active_loop or {}).get("name"))

    def otherwise(self, tracker: Tracker, domain: dict[str, Any]) -> Reply:
        again = tracker.get_slot(CONDOLED)
        response = "utter_bereavement_again" if again else "utter_bereavement"
        choices = (ESTIMATE_SURVIVOR, APPLY_CHOICE, Choice("丧葬和抚恤", open_topic_payload("survivor")), STAFF)
        return Reply(text=fixed_text(domain, response), choices=() if self._in_a_form(tracker) else choices)


class FixedReply(WanqingAction):
    """An action whose words stand in the domain."""

    response: ClassVar[str]
    outcome: ClassVar[Outcome] = "answer"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> tuple[list[Reply], list[EventType]]:
        return [Reply(text=fixed_text(domain, self.response), outcome=self.outcome, choices=(HOME,))], []


class Distress(FixedReply):
    """Somebody is in despair: a person first, always."""

    action_name, response, outcome = "action_distress", "utter_distress", "handoff"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> tuple[list[Reply], list[EventType]]:
        return super().turn(tracker, domain)[0], close_loops()


class Handoff(PolicyFirst):
    """The way to a person; 找谁 inside a policy question is no wish for one."""

    action_name = "action_handoff"
    reading: ClassVar[Reading] = "unsure"
    answered: ClassVar[tuple[str, ...]] = ("answer", "clarify")
    _WISH = re.compile(r"人工|真人|活人|工作人员|客服|服务员|找(?:个|一个)?人|来(?:个|一个)人|叫(?:个|一个)?人")

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> tuple[list[Reply], list[EventType]]:
        if self._WISH.search(said(tracker)):
            return [self.otherwise(tracker, domain)], close_loops()
        return super().turn(tracker, domain)

    def otherwise(self, tracker: Tracker, domain: dict[str, Any]) -> Reply:
        return Reply(text=fixed_text(domain, "utter_handoff"), outcome="handoff", choices=(HOME,))


class Complaint(PolicyFirst):
    """An opinion or complaint: heard, and where it can be said."""

    action_name = "action_complaint"
    reading: ClassVar[Reading] = "unsure"

    def otherwise(self, tracker: Tracker, domain: dict[str, Any]) -> Reply:
        return Reply(text=fixed_text(domain, "utter_complaint"), outcome="handoff", choices=(STAFF, HOME))


class PrivacyDelete(PolicyFirst):
    """Somebody wants their words gone."""

    action_name = "action_privacy_delete"

    def otherwise(self, tracker: Tracker, domain: dict[str, Any]) -> Reply:
        return Reply(text=fixed_text(domain, "utter_privacy_delete"), choices=(HOME,))


