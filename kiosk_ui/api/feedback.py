"""Endpoint for 有用 and 没用: of an answer, not of anybody."""

from flask import Blueprint, Response, jsonify

from actions.feedback.service import FeedbackService
from kiosk_ui.api.limits import in_conversation, limiter, message_limit
from kiosk_ui.api.problems import ProblemError
from kiosk_ui.api.requests import json_object
from kiosk_ui.api.views import own_conversation, parts

blueprint = Blueprint("feedback", __name__, url_prefix="/api/conversations/<conversation_id>/answers")


@blueprint.put("/<answer_id>/feedback")
@limiter.limit(message_limit, key_func=in_conversation)
def give(conversation_id: str, answer_id: str) -> Response:
    own_conversation(conversation_id)
    useful = json_object().get("useful")
    if not isinstance(useful, bool):
        raise ProblemError(422, "wrong-type", "没有记上。请再点一次。")
    FeedbackService(parts().engine).give(conversation_id, answer_id, useful)
    return jsonify(useful=useful)
