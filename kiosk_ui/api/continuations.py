"""Endpoints to go on elsewhere: a number for what was begun here, and what stands behind a number from elsewhere."""

import logging

from flask import Blueprint, Response

from actions.booking.qr import qr_svg
from actions.continuation.content import checked_content
from actions.continuation.talk import topic_of
from kiosk_ui.api.grants.common import answer, object_field, the_applicant
from kiosk_ui.api.identity import CODE, terminal
from kiosk_ui.api.limits import conversation_limit, in_conversation, limiter, message_limit, offer_limit
from kiosk_ui.api.requests import json_object, short_field
from kiosk_ui.api.views import own_conversation, parts
from kiosk_ui.gateway.rasa_client import DialogueUnavailable
from kiosk_ui.reached import reached_at

log = logging.getLogger(__name__)

blueprint = Blueprint("continuations", __name__, url_prefix="/api/conversations/<conversation_id>/continuations")


@blueprint.post("")
@limiter.limit(message_limit, key_func=in_conversation)
@limiter.limit(offer_limit)
def offer(conversation_id: str) -> tuple[Response, int]:
    own_conversation(conversation_id)
    content, counter = checked_content(object_field(json_object(), "content")), parts().counter
    if content["kind"] == "case":
        counter.grants.case(the_applicant(conversation_id), content["case_id"])  # only one's own
    offered = counter.continuations.offer(conversation_id, content)
    # After the #, where no server and no log sees it.
    address = f"/chat#c={offered.code}"
    reached = reached_at()
    return answer(
        code=offered.grouped, url=f"{reached}{address}", qr=qr_svg(f"{reached}{address}") if reached else "",
        expires_in=offered.expires_in, content=content,
    ), 201  # fmt: skip


@blueprint.post("/take")
@limiter.limit(conversation_limit)
def take(conversation_id: str) -> Response:
    conversation = own_conversation(conversation_id)
    code = short_field(json_object(), "code", CODE)
    content = parts().counter.continuations.take(code, conversation_id, terminal())
    if content["kind"] == "talk" and (guide := topic_of(content)):
        _go_on_about(conversation.dialogue_id, guide)
    return answer(content=content)


def _go_on_about(dialogue_id: str, guide: str) -> None:
    try:
        parts().rasa.take_topic(dialogue_id, guide)
    except DialogueUnavailable as error:
        log.warning("topic not taken over: %s", error.reason)  # the answers are there; the next question needs its own words
