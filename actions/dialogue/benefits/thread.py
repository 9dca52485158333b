"""What was said and shown before in this talk, as Rasa kept it."""

import json
from typing import Any

from rasa_sdk import Tracker

_EARLIER = 4  # messages; what was said longer ago may be about somebody else
_OFFER = "/estimate_for"


def last_replies(tracker: Tracker) -> list[dict[str, Any]]:
    """The replies to the message before the latest one; what was private is not among them."""
    replies: list[dict[str, Any]] = []
    users = 0
    for event in reversed(tracker.events or []):
        users += event.get("event") == "user"
        if users > 1:
            break
        custom = (event.get("data") or {}).get("custom") if event.get("event") == "bot" and users else None
        if custom:
            replies.insert(0, custom)
    return replies


def estimate_just_shown(tracker: Tracker) -> bool:
    """Whether a result stands on the screen."""
    return any((reply.get("card") or {}).get("type") == "estimate" for reply in last_replies(tracker))


def calculator_just_offered(tracker: Tracker) -> str:
    """The calculator one of the last replies offered to begin, or nothing."""
    for reply in reversed(last_replies(tracker)):
        for choice in reply.get("choices") or ():
            payload = str(choice.get("payload") or "")
            told = json.loads(payload.removeprefix(_OFFER)) if payload.startswith(_OFFER) else {}
            if told and "estimate_pick" not in told:  # 改一改 belongs to what is on the screen already
                return str(told.get("calculator") or "")
    return ""


def earlier_messages(tracker: Tracker) -> list[str]:
    """What the visitor wrote before the latest message, oldest first; taps are left out."""
    texts = [str(event.get("text") or "") for event in tracker.events or [] if event.get("event") == "user"]
    return [text for text in texts[:-1][-_EARLIER:] if text and not text.startswith("/")]
