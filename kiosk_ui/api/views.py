"""Endpoints of the JSON API: conversations, messages, speech, health."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request

from actions.conversations.model import Conversation
from kiosk_ui.api.limits import conversation_limit, in_conversation, limiter, message_limit, page_limit
from kiosk_ui.api.problems import ProblemError
from kiosk_ui.api.requests import bearer_token, idempotency_key, json_object, storable, text_field
from kiosk_ui.kiosk.device import serving_device
from kiosk_ui.kiosk.where import stands_in_a_hall
from kiosk_ui.parts import Parts
from kiosk_ui.voice.errors import UnknownSpeech, VoiceUnavailable

blueprint = Blueprint("api", __name__, url_prefix="/api")

CHANNELS = ("kiosk", "web")
SPEEDS = ("slow", "normal", "fast")
_OPENAPI = Path(__file__).with_name("openapi.json")


def parts() -> Parts:
    """The services this application was built with."""
    built: Parts = current_app.extensions["wanqing"]
    return built


def own_conversation(conversation_id: str) -> Conversation:
    """The conversation, if the bearer token is its own. Raises UnknownConversation (404) otherwise."""
    return parts().conversations.check(conversation_id, bearer_token())


@blueprint.post("/conversations")
@limiter.limit(conversation_limit)
def open_conversation() -> tuple[Response, int]:
    channel = json_object().get("channel")
    if channel not in CHANNELS:
        raise ProblemError(422, "unknown-channel", "这次的内容看不懂。请回到首页再试。")
    if channel == "kiosk" and not stands_in_a_hall():
        raise ProblemError(403, "not-a-kiosk", "这一页只给大厅里的机器用。请用手机上的那一页。")
    device = serving_device() if channel == "kiosk" else None
    opened = parts().gateway.open(channel)
    if device:
        parts().counter.devices.note_visit(opened.id, device)
    return jsonify(id=opened.id, token=opened.token, replies=opened.replies), 201


@blueprint.post("/conversations/<conversation_id>/messages")
@limiter.limit(message_limit, key_func=in_conversation)
def send_message(conversation_id: str) -> Response:
    own_conversation(conversation_id)
    data, key = json_object(), idempotency_key()
    if ("text" in data) == ("choice" in data):
        raise ProblemError(422, "text-or-choice", "没有收到文字。请写下您想问的事，或者点一个按钮。")
    if "choice" in data:
        return jsonify(replies=parts().gateway.choose(conversation_id, storable(text_field(data, "choice")), key))
    return jsonify(replies=parts().gateway.say(conversation_id, text_field(data, "text"), key))


@blueprint.get("/speech/<key>.wav")
@limiter.exempt
def speech(key: str) -> Response:
    speed = request.args.get("speed", "normal")
    if speed not in SPEEDS:
        raise ProblemError(422, "unknown-speed", "没有这个语速。请选慢一点或快一点。")
    try:
        wav = parts().voice.wav(key, speed)
    except UnknownSpeech as error:
        raise ProblemError(404, error.code, error.detail) from error
    except VoiceUnavailable as error:
        raise ProblemError(503, error.code, error.detail) from error
    response = Response(wav, content_type="audio/wav")
    response.headers["Cache-Control"] = "no-store" if parts().voice.is_private(key) else "private, max-age=86400"
    response.make_conditional(request.environ, accept_ranges=True, complete_length=len(wav))  # iOS plays nothing without ranges
    return response


@blueprint.get("/health")
def health() -> tuple[Response, int]:
    states: dict[str, Any] = parts().health()
    ready = all(state == "up" for state in states.values())
    return jsonify(status="up" if ready else "degraded", parts=states), 200 if ready else 503


@blueprint.get("/openapi.json")
@limiter.limit(page_limit)
def openapi() -> Response:
    return Response(_OPENAPI.read_bytes(), content_type="application/json")
