"""What happens when identity was proven, consent was given, refused or taken back: the pending request goes on."""

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.counter import Counter
from actions.dialogue.base import HOME, STAFF, Turn, WanqingAction, intent
from actions.dialogue.identity import (
    PENDING,
    SAY_WHICH,
    consent_decision,
    consent_reply,
    identified_or_turn,
    verify_reply,
)
from actions.dialogue.records_words import ARRIVED, BOOK, CERTIFICATION
from actions.identity.identified import Identified
from actions.reply import Reply

PROVEN = "身份核对好了。您想查什么、办什么，请点一个，或者直接说。"
REFUSED = "好的，不看个人记录。政策、材料、去哪办，照样可以问我。"
WITHDRAWN = "同意已经撤回了，这次核对的身份也一起结束了。以后再看个人记录，要重新核对身份、重新点同意。政策照样可以问我。"


class Resumable(Protocol):
    """An action that can go on with what waited for the proof, within the same turn."""

    continues: ClassVar[frozenset[str]]

    def resume(self, pending: str, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        """The turn for the intent `pending`, which is in `continues`."""


class Continuing(WanqingAction):
    """An action that goes on with the pending request. The registry hands it every action that can be resumed."""

    resumable: Mapping[str, Resumable] = {}

    def __init__(self, counter: Counter) -> None:
        self.counter = counter

    def go_on(self, pending: str, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        """The turn that `pending` (an intent, or nothing) leads to."""
        forget: list[EventType] = [SlotSet(PENDING, None)]
        if action := self.resumable.get(pending):
            replies, events = action.resume(pending, tracker, domain)
            return replies, [*forget, *events]  # in this order: a turn that asks for consent keeps its request
        return [Reply(text=PROVEN, choices=(ARRIVED, CERTIFICATION, BOOK, HOME))], forget


class IdentityProven(Continuing):
    """The server says that identity was proven."""

    action_name = "action_identity_proven"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        pending = str(tracker.get_slot(PENDING) or "")
        if self.counter.identity.for_dialogue(tracker.sender_id) is None:
            return [verify_reply(self.counter, "看个人记录")], [SlotSet(PENDING, pending or None)]
        return self.go_on(pending, tracker, domain)


class ConsentAction(Continuing):
    """同意, 不同意, 撤回同意."""

    action_name = "action_consent"
    continues: ClassVar[frozenset[str]] = frozenset({"consent_withdraw"})

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        if intent(tracker) == "consent_withdraw":
            return self.resume("consent_withdraw", tracker, domain)
        identified = self.counter.identity.for_dialogue(tracker.sender_id)
        decision = consent_decision(tracker)
        if decision is False:
            return self._refused(identified)
        if identified is None:
            return [verify_reply(self.counter, "看个人记录")], []
        if decision is None and not identified.consented:
            return [consent_reply(self.counter, SAY_WHICH)], []
        if not identified.consented:
            self.counter.consents.agree(identified.conversation_id)
        return self.go_on(str(tracker.get_slot(PENDING) or ""), tracker, domain)

    def resume(self, pending: str, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        """Takes the consent back."""
        found = identified_or_turn(self.counter, tracker, "", "撤回同意", pending, consent=False)
        if not isinstance(found, Identified):
            return found
        self.counter.consents.withdraw(found)
        return [Reply(text=WITHDRAWN, outcome="done", choices=(HOME,))], [SlotSet(PENDING, None)]

    def _refused(self, identified: Identified | None) -> Turn:
        if identified is not None:
            self.counter.consents.refuse(identified.conversation_id)
        return [Reply(text=REFUSED, choices=(STAFF, HOME))], [SlotSet(PENDING, None)]
