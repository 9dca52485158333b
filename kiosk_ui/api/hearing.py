"""Endpoint of a spoken question: a WAV in, its words out, to be corrected before they are asked. Nothing is kept."""

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from kiosk_ui.api.limits import in_conversation, limiter, message_limit
from kiosk_ui.api.problems import ProblemError
from kiosk_ui.api.views import own_conversation, parts
from kiosk_ui.voice.hearing import LARGEST_BYTES, HearingUnavailable, NotHeard, SaidTooLong

blueprint = Blueprint("hearing", __name__, url_prefix="/api/conversations/<conversation_id>/hearing")

_KINDS = ("audio/wav", "audio/x-wav", "audio/wave")


@blueprint.post("")
@limiter.limit(message_limit, key_func=in_conversation)
def hear(conversation_id: str) -> Response:
    if own_conversation(conversation_id).channel != "kiosk":  # only its page has a microphone; its hearing is no stranger's
        raise ProblemError(403, "kiosk-only", "说话提问，只能在大厅的机器上用。在手机上，请用键盘写。")
    hearing = parts().hearing
    if hearing is None:
        raise HearingUnavailable
    if request.mimetype not in _KINDS:
        raise NotHeard
    request.max_content_length = LARGEST_BYTES
    try:
        said = request.get_data(cache=False)
    except RequestEntityTooLarge as error:
        raise SaidTooLong from error
    response = jsonify(text=hearing.hear(said))
    response.headers["Cache-Control"] = "no-store"
    return response
