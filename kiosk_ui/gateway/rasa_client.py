"""Speaks to the Rasa server on loopback. Nothing else in the house does."""

from dataclasses import dataclass
from typing import Any

import httpx

from actions.dialogue.benefits.codes import ESTIMATE_SLOTS
from actions.dialogue.booking.codes import FORM_SLOTS
from actions.dialogue.identity import PENDING
from actions.reply import Reply

# Slots that keep the thread of a talk when a long dialogue continues under a fresh id.
CARRIED_SLOTS = ("topic_guide", "last_question", "candidates", PENDING, *FORM_SLOTS, *ESTIMATE_SLOTS)


class DialogueUnavailable(Exception):
    """Rasa or the action server is down, slow or said nothing; `reason` is a short code for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class KeptReply:
    """A private reply that Rasa carried as a token only."""

    token: str


class RasaClient:
    """A Rasa server at `url`; `token` opens its HTTP API; `timeout` is in seconds for a whole turn."""

    def __init__(self, url: str, token: str, timeout: float) -> None:
        limits = httpx.Limits(max_connections=64, max_keepalive_connections=32)
        self._http = httpx.Client(base_url=url, timeout=httpx.Timeout(timeout, connect=2.0), limits=limits, trust_env=False)
        self._token = token

    def say(self, dialogue_id: str, text: str) -> list[Reply | KeptReply]:
        """The replies to `text`. Raises DialogueUnavailable."""
        body = {"sender": dialogue_id, "message": text}
        messages = self._call("POST", "/webhooks/rest/webhook", json=body).json()
        replies = [_reply(message["custom"]) for message in messages if "custom" in message]
        if not replies:
            raise DialogueUnavailable("no-reply")
        return replies

    def carry_over(self, old_id: str, new_id: str) -> None:
        """Take the thread of dialogue `old_id`, an open form too, into `new_id` and forget the old one.

        Raises DialogueUnavailable.
        """
        tracker = self._call("GET", f"/conversations/{old_id}/tracker", params={"include_events": "NONE"}).json()
        slots, form = tracker["slots"], (tracker.get("active_loop") or {}).get("name")
        events: list[dict[str, Any]] = [
            {"event": "slot", "name": name, "value": slots[name]} for name in CARRIED_SLOTS if slots.get(name) is not None
        ]
        if form:
            # Rasa asks an open form only after an action, so the wait for the next message is told as well.
            events += [{"event": "active_loop", "name": form}, {"event": "action", "name": "action_listen"}]
        if events:
            self._call("POST", f"/conversations/{new_id}/tracker/events", json=events)
        self.forget(old_id)

    def take_topic(self, dialogue_id: str, guide: str) -> None:
        """Let the dialogue be about this guide: what was asked elsewhere goes on here. Raises DialogueUnavailable."""
        topic = {"event": "slot", "name": "topic_guide", "value": guide}
        self._call("POST", f"/conversations/{dialogue_id}/tracker/events", json=[topic])

    def forget(self, dialogue_id: str) -> None:
        """Empty the tracker of a dialogue. Raises DialogueUnavailable."""
        self._call("PUT", f"/conversations/{dialogue_id}/tracker/events", json=[])

    def healthy(self) -> bool:
        """Whether the server answers and has a model loaded."""
        try:
            return bool(self._call("GET", "/status").json().get("model_file"))
        except DialogueUnavailable:
            return False

    def close(self) -> None:
        self._http.close()

    def _call(self, method: str, path: str, params: dict[str, str] | None = None, json: Any = None) -> httpx.Response:
        try:
            response = self._http.request(method, path, params={**(params or {}), "token": self._token}, json=json)
            response.raise_for_status()
        except httpx.TimeoutException as error:
            raise DialogueUnavailable("timeout") from error
        except httpx.HTTPError as error:
            raise DialogueUnavailable(type(error).__name__) from error
        return response


def _reply(custom: dict[str, Any]) -> Reply | KeptReply:
    return KeptReply(custom["private_reply"]) if "private_reply" in custom else Reply.from_dict(custom)
