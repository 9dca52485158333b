"""WanqingAction: the base every action stands on. It catches what goes wrong and always leaves one Reply."""

import logging
import secrets
import traceback
from typing import Any, ClassVar, Protocol

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.conversations.private_replies import PrivateReplies
from actions.reply import Choice, Reply

log = logging.getLogger(__name__)

Turn = tuple[list[Reply], list[EventType]]
STAFF = Choice("找工作人员", "/handoff")
HOME = Choice("回首页", "/home")


class Aside(Protocol):
    """Looks at a turn before it is said and may put another in its place."""

    def instead(self, tracker: Tracker, turn: Turn) -> Turn: ...


class GoingOn(Protocol):
    """Looks at a message before the action it led to and may answer it itself."""

    def before(self, tracker: Tracker) -> Turn | None: ...


class WanqingAction(Action):
    """Subclasses set `action_name` and implement `turn`, which returns replies and events."""

    action_name: ClassVar[str]
    private_replies: PrivateReplies | None = None  # set by the registry; without it nothing personal can be said
    rule_first: Aside | None = None  # set by the registry where the proof may be asked for
    own_case: GoingOn | None = None  # set by the registry where a message may go on with an estimate instead

    def name(self) -> str:
        return self.action_name

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        """The replies of this turn and the events that follow. Must not speak to the dispatcher itself."""
        raise NotImplementedError

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Runs the turn. A crash becomes an apology: the server's own 500 would hand out the whole conversation."""
        try:
            going_on = self.own_case.before(tracker) if self.own_case else None
            replies, events = going_on or self.turn(tracker, domain)
            if self.rule_first and not going_on:
                replies, events = self.rule_first.instead(tracker, (replies, events))
            messages = self._messages(tracker, replies)
        except Exception as error:
            incident = secrets.token_hex(4)
            log.error("incident %s: %s in %s at %s", incident, type(error).__name__, self.name(), _place(error))
            messages, events = [_apology(incident).to_dict()], []
        for message in messages:
            dispatcher.utter_message(json_message=message)
        return events

    def _messages(self, tracker: Tracker, replies: list[Reply]) -> list[dict[str, Any]]:
        """What Rasa gets to carry: a reply, or for a private one its token."""
        return [self._kept(tracker, reply) if reply.private else reply.to_dict() for reply in replies]

    def _kept(self, tracker: Tracker, reply: Reply) -> dict[str, Any]:
        if self.private_replies is None:
            raise RuntimeError("a private reply has no place to be kept")
        return {"private_reply": self.private_replies.keep(tracker.sender_id, reply)}


def said(tracker: Tracker) -> str:
    """The text of the message that led here; masked and cleaned by the gateway."""
    return str(tracker.latest_message.get("text") or "")


def intent(tracker: Tracker) -> str:
    """The name of the intent Rasa heard."""
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")


def entity(tracker: Tracker, name: str) -> str | None:
    """The value of the first entity `name` in the latest message."""
    return next((str(value) for value in tracker.get_latest_entity_values(name)), None)


def fixed_text(domain: dict[str, Any], response: str) -> str:
    """The wording of an utter_ response; it lives in the bot's domain. Raises KeyError when it is missing."""
    return str(domain["responses"][response][0]["text"])


def _apology(incident: str) -> Reply:
    return Reply(
        text=f"对不起，我这边出了点问题，您的话没有丢。请过一会儿再试，或者找工作人员。着急的话，请打12333。编号{incident}。",
        outcome="error",
        choices=(HOME, STAFF),
    )


def _place(error: Exception) -> str:
    """File and line where `error` rose; its message is left out, because it may quote what a person said."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
