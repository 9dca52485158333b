"""Endpoints that bind the WeChat account a conversation came from to the person proven in it, and undo that."""

from flask import Blueprint, Response, jsonify

from actions.identity.errors import ConsentNeeded
from actions.wechat.errors import NotFromWeChat
from kiosk_ui.api.grants.common import unkept
from kiosk_ui.api.identity import in_conversation
from kiosk_ui.api.limits import limiter, message_limit
from kiosk_ui.api.views import own_conversation
from kiosk_ui.wechat.connecting import WeChatFace, face

blueprint = Blueprint("wechat_binding", __name__, url_prefix="/api/conversations/<conversation_id>/wechat")


@blueprint.get("")
@limiter.limit(message_limit, key_func=in_conversation)
def standing(conversation_id: str) -> Response:
    """Whether the conversation came from WeChat, and whether that account stands for somebody."""
    own_conversation(conversation_id)
    openid = face().desk.users.openid_of(conversation_id)
    bound = openid is not None and face().parts.counter.identity.wechat.person_for(openid) is not None
    return unkept(jsonify(wechat=openid is not None, bound=bound))


@blueprint.post("")
@limiter.limit(message_limit, key_func=in_conversation)
def bind(conversation_id: str) -> Response:
    """Whoever is proven here is known by this WeChat account from now on: a person, or a relative with their grant."""
    own_conversation(conversation_id)
    connected = face()
    openid, identity = _openid(connected, conversation_id), connected.parts.counter.identity
    identified = identity.required(conversation_id)
    if not identified.consented:
        raise ConsentNeeded
    if identified.method != "wechat":  # else it is bound already
        identity.wechat.bind(identified, openid)
    return unkept(jsonify(wechat=True, bound=True))


@blueprint.delete("")
@limiter.limit(message_limit, key_func=in_conversation)
def unbind(conversation_id: str) -> Response:
    """The account stands for nobody any more; this visit goes on until it ends."""
    own_conversation(conversation_id)
    connected = face()
    connected.parts.counter.identity.wechat.unbind(_openid(connected, conversation_id))
    return unkept(jsonify(wechat=True, bound=False))


def _openid(connected: WeChatFace, conversation_id: str) -> str:
    openid = connected.desk.users.openid_of(conversation_id)
    if openid is None:
        raise NotFromWeChat
    return openid
