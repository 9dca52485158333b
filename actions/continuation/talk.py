"""A talk that goes on elsewhere: its answers about policy, and nothing that is anybody's own."""

import re
import secrets
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.clock import utc_now
from actions.continuation.errors import NothingToTake
from actions.conversations import repository as conversations
from actions.conversations.model import Conversation, OfferedChoice, Turn
from actions.feedback.service import judged_by as about_policy

_STOPS = str.maketrans(",?!:;", "，？！：；")
MOST_TURNS = 10  # what a visit at the panel comes to; the newest are kept


def talk_of(session: Session, conversation_id: str) -> dict[str, Any]:
    """The policy turns of a conversation as a continuation carries them; the last one with its choices. Raises NothingToTake.

    A turn with a private reply, a form or a sum in it is left out as a whole, and what the page says of itself too.
    """
    query = select(Turn).where(Turn.conversation_id == conversation_id, Turn.replies.is_not(None))
    turns = [turn for turn in session.scalars(query.order_by(Turn.id)) if _is_public(turn)][-MOST_TURNS:]
    if not turns:
        raise NothingToTake
    return {
        "kind": "talk",
        "turns": [{"said": _as_written(turn.said), "replies": [{**reply, "choices": []} for reply in turn.replies or ()]} for turn in turns],
        "choices": _choices(session, conversation_id, (turns[-1].replies or [])[-1]),
    }


def bring_in(session: Session, conversation: Conversation, talk: dict[str, Any]) -> dict[str, Any]:
    """Writes `talk` into `conversation`, so that it can be asked on; what a face is shown of it."""
    offered = {secrets.token_urlsafe(12): choice for choice in talk["choices"]}
    talk["turns"][-1]["replies"][-1]["choices"] = [{"label": one["label"], "token": token} for token, one in offered.items()]
    for token, one in offered.items():
        session.add(OfferedChoice(token=token, conversation_id=conversation.id, label=one["label"], payload=one["payload"]))
    for turn in talk["turns"]:
        session.add(
            Turn(
                conversation_id=conversation.id, idempotency_key=secrets.token_hex(16), said=turn["said"],
                replies=turn["replies"], created_at=utc_now(),
            )  # fmt: skip
        )
        session.flush()  # in this order
    return {"kind": "talk", "turns": talk["turns"]}


def topic_of(shown: dict[str, Any]) -> str | None:
    """The guide a talk that was brought in was about last, so that "要带什么" still means it."""
    guides = (
        reply["card"]["id"] for turn in reversed(shown["turns"]) for reply in turn["replies"] if reply.get("card")
    )
    return next(guides, None)


def _is_public(turn: Turn) -> bool:
    return bool(turn.replies) and all(about_policy(reply) for reply in turn.replies or ())


def _as_written(said: str) -> str:
    """The transcript keeps half-width signs; after a hanzi a person reads the full ones."""
    return re.sub(r"(?<=[\u4e00-\u9fff])[,?!:;]", lambda found: found[0].translate(_STOPS), said)


def _choices(session: Session, conversation_id: str, reply: dict[str, Any]) -> list[dict[str, str]]:
    found = (conversations.fetch_choice(session, conversation_id, one["token"]) for one in reply.get("choices") or ())
    return [{"label": choice.label, "payload": choice.payload} for choice in found if choice]
