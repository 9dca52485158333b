"""Endpoints by which people agree, prove who they are, and leave again. What is typed here never reaches Rasa."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from actions.clock import utc_now
from actions.conversations.model import Conversation
from actions.identity.identified import Challenge, Identified
from actions.personal_data.masks import masked_name
from kiosk_ui.api.grants.common import replies_that_waited, unkept
from kiosk_ui.api.limits import conversation_limit, in_conversation, limiter, message_limit
from kiosk_ui.api.problems import ProblemError
from kiosk_ui.api.requests import json_object, short_field
from kiosk_ui.api.views import own_conversation, parts

blueprint = Blueprint("identity", __name__, url_prefix="/api/conversations/<conversation_id>")

# Longest of what people type, in characters; with room for spaces and full-width signs.
ID_NUMBER, NAME, PHONE, CODE, STAFF_NUMBER, PIN, REASON = 40, 60, 40, 20, 20, 20, 60


def terminal() -> str:
    """Where the person stands, as failures are counted: the address of the machine."""
    return request.remote_addr or ""


def challenge_shown(challenge: Challenge) -> Response:
    """The same for everybody, whether a message is on its way or not."""
    return jsonify(challenge="sms", expires_in=challenge.expires_in, resend_after=challenge.resend_after)


@blueprint.post("/consent")
@limiter.limit(message_limit, key_func=in_conversation)
def consent(conversation_id: str) -> Response:
    own_conversation(conversation_id)
    agree = json_object().get("agree")
    if not isinstance(agree, bool):
        raise ProblemError(422, "wrong-type", "请点同意，或者点不同意。")
    replies: list[dict[str, Any]] = []
    if agree:
        parts().counter.consents.agree(conversation_id)
        replies = replies_that_waited(conversation_id)
    else:
        _forget_sounds(conversation_id)
        parts().counter.consents.refuse(conversation_id)
    return unkept(jsonify(agreed=agree, replies=replies))


@blueprint.post("/identity")
@limiter.limit(conversation_limit)
def begin(conversation_id: str) -> Response:
    own_conversation(conversation_id)
    data = json_object()
    id_number, name = short_field(data, "id_number", ID_NUMBER), short_field(data, "name", NAME)
    return challenge_shown(parts().counter.identity.begin(conversation_id, id_number, name, terminal=terminal()))


@blueprint.post("/identity/relative")
@limiter.limit(conversation_limit)
def begin_relative(conversation_id: str) -> Response:
    own_conversation(conversation_id)
    data = json_object()
    phone, name = short_field(data, "phone", PHONE), short_field(data, "name", NAME)
    elder = short_field(data, "elder_name", NAME)
    identity = parts().counter.identity
    return challenge_shown(identity.begin_relative(conversation_id, phone, name, elder, terminal=terminal()))


@blueprint.post("/identity/verify")
@limiter.limit(conversation_limit)
def verify(conversation_id: str) -> Response:
    own_conversation(conversation_id)
    code = short_field(json_object(), "code", CODE)
    return _proven(parts().counter.identity.verify(conversation_id, code, terminal=terminal()))


@blueprint.post("/identity/clerk")
@limiter.limit(conversation_limit)
def vouch(conversation_id: str) -> Response:
    own_conversation(conversation_id)
    data = json_object()
    id_number, name = short_field(data, "id_number", ID_NUMBER), short_field(data, "name", NAME)
    number, pin = short_field(data, "staff_number", STAFF_NUMBER), short_field(data, "pin", PIN)
    reason, identity = short_field(data, "reason", REASON), parts().counter.identity
    return _proven(identity.vouch(conversation_id, id_number, name, number, pin, reason, terminal=terminal()))


@blueprint.post("/identity/card")
@limiter.limit(conversation_limit)
def read_card(conversation_id: str) -> Response:
    own_conversation(conversation_id)
    return _proven(parts().counter.identity.read_card(conversation_id))


@blueprint.get("/identity")
@limiter.limit(message_limit, key_func=in_conversation)
def standing(conversation_id: str) -> Response:
    own_conversation(conversation_id)
    identified = parts().counter.identity.peek(conversation_id)
    return jsonify(_standing(identified))


@blueprint.delete("/identity")
def leave(conversation_id: str) -> tuple[str, int]:
    own_conversation(conversation_id)
    end_personal_part(conversation_id, "left")
    return "", 204


def end_personal_part(conversation_id: str, reason: str) -> None:
    """The proof, what was shown under it and its sounds go; the conversation itself goes on."""
    _forget_sounds(conversation_id)
    parts().counter.identity.end(conversation_id, reason)


@blueprint.delete("")
def end_conversation(conversation_id: str) -> tuple[str, int]:
    conversation: Conversation = own_conversation(conversation_id)
    end_personal_part(conversation_id, "visit-over")
    parts().gateway.wipe(conversation_id, conversation.dialogue_id)
    return "", 204


def _forget_sounds(conversation_id: str) -> None:
    parts().voice.forget(parts().counter.private.speech_keys(conversation_id))


def _proven(identified: Identified) -> Response:
    return jsonify(replies=parts().gateway.proven(identified.conversation_id))


def _standing(identified: Identified | None) -> dict[str, Any]:
    if identified is None or identified.expires_at is None:
        return {"proven": False, "name": "", "expires_in": 0, "relative": False}
    left = max(0, int((identified.expires_at - utc_now()).total_seconds()))
    return {
        "proven": True,
        "name": masked_name(identified.name),
        "expires_in": left,
        "relative": identified.grant_id is not None,
    }
