"""What the assistant does not do for one person itself: says honestly what works now and where to go."""

from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType

from actions.dialogue.answer_policy import KnowledgeAction
from actions.dialogue.base import HOME, STAFF, intent
from actions.dialogue.home import open_topic_payload
from actions.reply import Choice, Reply

# A guess this sure helps more than hearing what does not work yet.
CLEAR_ENOUGH = 0.65


@dataclass(frozen=True)
class Capability:
    """A group of wishes: what is said, and the topic whose guides help meanwhile."""

    text: str
    label: str
    topics: str


_ACTIVITY = "活动和志愿服务由社区、街道组织。有哪些活动，请到您住的社区问。"
CAPABILITIES: dict[str, Capability] = {
    **dict.fromkeys(("activities", "volunteer_service"), Capability(_ACTIVITY, "社区和防骗", "community,rights")),
}


class OfferCapability(KnowledgeAction):
    """The guide that answers the wish, when one clearly does; else an honest sentence and where to go."""

    action_name = "action_capability"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> tuple[list[Reply], list[EventType]]:
        question = self.question(tracker, "policy")
        capability = CAPABILITIES[intent(tracker)]
        verdict = self._knowledge.answerer().answer(question)
        if verdict.outcome == "answer" and (not verdict.tentative or verdict.confidence >= CLEAR_ENOUGH):
            return self.say(verdict, question)
        choices = (Choice(capability.label, open_topic_payload(capability.topics)), STAFF, HOME)
        return [Reply(text=capability.text, outcome="decline", choices=choices)], []
