"""Talk about an estimate or a grant: real services, real actions, and Rasa's form logic in a few lines."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rasa_sdk import Tracker

from actions.conversations.service import ConversationService, OpenedConversation
from actions.counter import Counter
from actions.dialogue.answer_policy import AnswerPolicy
from actions.dialogue.base import WanqingAction
from actions.dialogue.benefits.own_case import OwnCase
from actions.dialogue.benefits.registered import ESTIMATES
from actions.dialogue.choices import Home, OpenTopic
from actions.dialogue.grants.continuing import ContinueElsewhere
from actions.dialogue.grants.progress import ApplicantProven, GrantProgress
from actions.dialogue.grants.starting import StartApplication
from actions.dialogue.people import Bereavement
from actions.reply import Choice, Reply
from knowledge_base.answering.answerer import Answerer
from knowledge_base.snapshot import Knowledge

TODAY = date(2026, 11, 23)  # a Monday
FORM, DONE = "estimate_form", "estimate_done"
ACTION_OF = {
    **dict.fromkeys(
        ("grant_estimate", "estimate_retirement", "estimate_pension", "estimate_adjustment", "estimate_lookup", "estimate_for",
         "estimate_choice"), "action_estimate",
    ),
    **dict.fromkeys(("policy_question", "follow_up", "nlu_fallback", "out_of_scope"), "action_answer_policy"),
    **{name: f"action_{name}" for name in (
        "grant_application", "grant_progress", "continue_elsewhere", "applicant_proven", "bereavement", "open_topic", "home",
    )},
}  # fmt: skip
DOMAIN = {"responses": {
    "utter_bereavement": [{"text": "听到这个，心里很难过。"}], "utter_bereavement_again": [{"text": "我在听。"}],
    "utter_out_of_scope": [{"text": "这件事不归我管。"}],
}}  # fmt: skip


class ReadyKnowledge:
    """Hands out the knowledge the whole test run shares."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._answerer = Answerer(knowledge)

    def answerer(self) -> Answerer:
        return self._answerer


@dataclass
class Talk:
    """One visitor. `says` and `taps` give the last reply; `slots` and `form` are what Rasa would hold."""

    counter: Counter
    knowledge: Knowledge
    slots: dict[str, Any] = field(default_factory=dict)
    form: str | None = None
    replies: list[Reply] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)  # what was said and shown, as Rasa keeps it
    actions: dict[str, WanqingAction] = field(init=False)
    visit: OpenedConversation = field(init=False)

    def __post_init__(self) -> None:
        holder: Any = ReadyKnowledge(self.knowledge)
        built: list[WanqingAction] = [kind(holder, self.counter, lambda: TODAY) for kind in ESTIMATES]
        application, progress = StartApplication(holder, self.counter, lambda: TODAY), GrantProgress(self.counter)
        built += [application, progress, ApplicantProven(application, progress), ContinueElsewhere(self.counter)]
        built += [AnswerPolicy(holder), Bereavement(holder), OpenTopic(holder), Home()]
        self.actions = {action.name(): action for action in built}
        own_case = OwnCase(holder, self.counter, lambda: TODAY)
        self.actions["action_answer_policy"].own_case = self.actions["action_estimate"].own_case = own_case
        self.actions["action_answer_policy"].beside_guide = own_case.beside  # type: ignore[attr-defined]
        self.visit = ConversationService(self.counter.engine).open("kiosk")

    @property
    def facts(self) -> dict[str, Any]:
        return json.loads(self.slots.get("estimate_facts") or "{}")

    @property
    def labels(self) -> list[str]:
        """What can be tapped now."""
        return [choice.label for choice in self.replies[-1].choices]

    def says(self, text: str, intent: str = "nlu_fallback", sure: float = 0.95) -> Reply:
        """The last reply to `text`, heard as `intent`."""
        return self._turn(text, intent, sure, [])

    def taps(self, label: str) -> Reply:
        """The last reply to the choice `label` of the last replies."""
        choices: Iterable[Choice] = [choice for reply in self.replies for choice in reply.choices]
        payload = next(choice.payload for choice in choices if choice.label == label)
        intent, brace, rest = payload.removeprefix("/").partition("{")
        told = json.loads(brace + rest) if rest else {}
        return self._turn(payload, intent, 1.0, [{"entity": name, "value": value} for name, value in told.items()])

    def _turn(self, text: str, intent: str, sure: float, entities: list[dict[str, str]]) -> Reply:
        self.replies = []
        self._message = {"text": text, "intent": {"name": intent, "confidence": sure}, "entities": entities}
        self.events.append({"event": "user", "text": text})
        if not (self.form and self._run_form()):
            if name := ACTION_OF.get(intent):
                self._run(name)
            else:
                self.replies.append(Reply(text="（这句由别的规则回答）"))
            if self.form:
                self._run_form(after_a_rule=True)
        self.events += [{"event": "bot", "data": {"custom": reply.to_dict()}} for reply in self.replies if not reply.private]
        return self.replies[-1]

    def _run_form(self, *, after_a_rule: bool = False) -> bool:
        """FormAction.do of Rasa: validate, then ask, or end. False: rejected, the rule of the intent answers."""
        events = self._run(f"validate_{FORM}")
        if not after_a_rule and self.slots.get("requested_slot") and not events:
            return False
        ended = any(event.get("name") == "requested_slot" and event["value"] is None for event in events)
        if not ended and self.slots.get(DONE) is None:
            self.slots["requested_slot"] = DONE
            self._run(f"action_ask_{FORM}_{DONE}")
            return True
        self.slots["requested_slot"] = self.form = None
        self._run("action_finish_estimate")
        if self.form:
            self._run_form(after_a_rule=True)
        return True

    def _run(self, name: str) -> list[dict[str, Any]]:
        loop = {"name": self.form} if self.form else {}
        tracker = Tracker(
            self.visit.dialogue_id, dict(self.slots), self._message, list(self.events), False, None, loop, "action_listen"
        )
        action = self.actions[name]
        going_on = action.own_case.before(tracker) if action.own_case else None
        replies, events = going_on or action.turn(tracker, DOMAIN)
        self.replies += replies
        for event in events:
            if event["event"] == "active_loop":
                self.form = event["name"]
            else:
                self.slots[event["name"]] = event["value"]
        return list(events)
