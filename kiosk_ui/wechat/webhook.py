"""The webhook /wechat: WeChat checks the address (GET) and pushes messages and events (POST)."""

import logging
import time
from collections.abc import Mapping

from flask import Blueprint, Response, request
from wechatpy.replies import TextReply

from actions.wechat.errors import NotConnected, Replayed
from kiosk_ui.api.limits import limiter
from kiosk_ui.wechat.connecting import WeChatFace, face
from kiosk_ui.wechat.envelope import NotSigned
from kiosk_ui.wechat.incoming import Incoming, read_incoming
from kiosk_ui.wechat.xml import MAX_BYTES, BadXml

log = logging.getLogger(__name__)
blueprint = Blueprint("wechat", __name__)

NOTHING = "success"  # WeChat pushes a message it got this for no second time
_LONGEST_ECHO = 256


@blueprint.errorhandler(NotConnected)
def _not_connected(_error: NotConnected) -> Response:
    return _plain("not found", 404)


@blueprint.get("/wechat")
@limiter.exempt
def verify() -> Response:
    """Gives the echo back to whoever signs with our token."""
    try:
        face().envelope.check(_query())
    except NotSigned as error:
        return _refused(str(error))
    return _plain(_query().get("echostr", "")[:_LONGEST_ECHO])


@blueprint.post("/wechat")
@limiter.exempt
def receive() -> Response:
    """Answers a pushed message, or `success` when the answer comes by another way."""
    connected = face()
    if (request.content_length or 0) > MAX_BYTES:
        return _plain("too large", 413)
    try:
        return _answer(connected, request.get_data(cache=False))
    except (NotSigned, Replayed) as error:
        return _refused(str(error) or "replayed")
    except BadXml as error:
        log.warning("wechat message not read: %s", error)
        return _plain("bad message", 400)


def _answer(connected: WeChatFace, body: bytes) -> Response:
    opened = connected.envelope.open(_query(), body)
    incoming = read_incoming(opened.fields)
    text = connected.answering.receive(incoming, opened.timestamp, opened.nonce)
    if not text:
        return _plain(NOTHING)
    return Response(connected.envelope.close(_reply(incoming, text), opened), content_type="text/xml; charset=utf-8")


def _reply(incoming: Incoming, text: str) -> str:
    content = text.replace("]]>", "]] >")  # would end the CDATA section wechatpy writes
    return TextReply(source=incoming.account, target=incoming.openid, content=content, time=int(time.time())).render()


def _query() -> Mapping[str, str]:
    return request.args.to_dict()


def _refused(reason: str) -> Response:
    log.warning("wechat push refused: %s", reason)
    return _plain("refused", 403)


def _plain(text: str, status: int = 200) -> Response:
    return Response(text, status=status, content_type="text/plain; charset=utf-8")
