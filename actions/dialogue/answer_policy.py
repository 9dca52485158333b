"""Answers policy questions and follow-ups, and everything the dialogue could not place."""

from collections.abc import Callable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.dialogue.base import HOME, STAFF, Turn, WanqingAction, entity, fixed_text, intent, said
from actions.dialogue.home import home_choices
from actions.dialogue.wording import replies_for
from actions.knowledge import KnowledgeHolder
from actions.reply import Reply
from knowledge_base.answering.answerer import Answerer
from knowledge_base.answering.model import Question, Reading, Verdict

READINGS: dict[str, Reading] = {
    "policy_question": "policy",
    "follow_up": "follow_up",
    "out_of_scope": "off_topic",
    "nlu_fallback": "unsure",
}
ASK_WHICH = "您问的是哪件事？请先告诉我，比如：丧葬费要带什么。也可以点下面的按钮。"
AFTER_TWO_MISSES = "我连着几次没有听明白，耽误您了。请找工作人员帮您看一看，或者打12333。"
MISSES_BEFORE_HANDOFF = 2


class KnowledgeAction(WanqingAction):
    """An action that answers from the knowledge base."""

    def __init__(self, knowledge: KnowledgeHolder) -> None:
        self._knowledge = knowledge

    @property
    def knowledge(self) -> KnowledgeHolder:
        """Where the answers come from."""
        return self._knowledge

    def question(self, tracker: Tracker, reading: Reading) -> Question:
        """The latest message as a question in its thread."""
        return Question(
            text=said(tracker),
            reading=reading,
            part=entity(tracker, "guide_part"),
            topic_guide=tracker.get_slot("topic_guide"),
            last_question=tracker.get_slot("last_question") or "",
        )

    def say(self, verdict: Verdict, question: Question | None = None) -> tuple[list[Reply], list[EventType]]:
        """A verdict in words, and the thread it leaves behind."""
        answerer = self._knowledge.answerer()
        replies = replies_for(verdict, answerer.knowledge.guides, answerer.knowledge.tables)
        events: list[EventType] = [
            SlotSet("candidates", [guide.id for guide in verdict.candidates] or None),
            SlotSet("failed_turns", 1.0 if verdict.outcome == "decline" else 0.0),
        ]
        # Of candidates the first is the likeliest, so a follow-up asked instead of tapping is understood near it.
        if matters := [*(answer.guide for answer in verdict.answers), *verdict.candidates[:1]]:
            events.append(SlotSet("topic_guide", matters[0].id if verdict.tentative else matters[-1].id))
        if question:
            events.append(SlotSet("last_question", question.text))
        return replies, events


class AnswerPolicy(KnowledgeAction):
    """Answer, candidates or an honest no; after repeated misses the way to a person."""

    action_name = "action_answer_policy"
    beside_guide: Callable[[Tracker, Verdict, Turn], Turn] | None = None  # set by the registry: one's own case

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> tuple[list[Reply], list[EventType]]:
        reading = READINGS.get(intent(tracker), "unsure")
        question = self.question(tracker, reading)
        answerer: Answerer = self._knowledge.answerer()
        if reading == "follow_up" and not question.topic_guide and answerer.lacks_topic(question.text):
            return [Reply(text=ASK_WHICH, outcome="clarify", choices=home_choices()[:3] + (STAFF,))], []
        verdict = answerer.answer(question)
        replies, events = told = self.say(verdict, question)
        if self.beside_guide and (mine := self.beside_guide(tracker, verdict, told)) is not told:
            return mine
        if verdict.outcome == "decline":
            return self._declined(reading == "off_topic" or verdict.outside, tracker, domain, replies)
        return replies, events

    def _declined(
        self, outside: bool, tracker: Tracker, domain: dict[str, Any], replies: list[Reply]
    ) -> tuple[list[Reply], list[EventType]]:
        lost_thread: list[EventType] = [SlotSet("topic_guide", None), SlotSet("last_question", said(tracker))]
        if outside:
            text = fixed_text(domain, "utter_out_of_scope")
            return [Reply(text=text, outcome="decline", choices=(STAFF, HOME))], lost_thread
        misses = float(tracker.get_slot("failed_turns") or 0) + 1
        if misses > MISSES_BEFORE_HANDOFF:
            replies = [Reply(text=AFTER_TWO_MISSES, outcome="handoff", choices=(STAFF, HOME))]
        return replies, [*lost_thread, SlotSet("failed_turns", misses)]
