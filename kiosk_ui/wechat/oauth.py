"""The way from the chat into the page: out to WeChat with a state, back with a code, into /chat with a ticket."""

import logging
import re
import secrets
from datetime import timedelta
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from actions.conversations.errors import UnknownConversation
from actions.wechat.errors import EntryOver, WeChatError, WeChatRefused, WeChatUnavailable
from actions.wechat.rules import STATE_LIFETIME, TICKET_LIFETIME
from actions.wechat.users import Follower
from kiosk_ui.api.identity import end_personal_part
from kiosk_ui.api.limits import conversation_limit, limiter
from kiosk_ui.api.requests import bearer_token, json_object, short_field
from kiosk_ui.gateway.gateway import Opened
from kiosk_ui.wechat.connecting import WeChatFace, face

log = logging.getLogger(__name__)
blueprint = Blueprint("wechat_oauth", __name__)

_AUTHORIZE = "https://open.weixin.qq.com/connect/oauth2/authorize"
_COOKIE = "wanqing_wechat"
_ON_THE_WAY, _AT_THE_DOOR = "/wechat/oauth", "/api/wechat"  # where the cookie goes: with the state, then with the ticket
_CODE = re.compile(r"[A-Za-z0-9_-]{1,128}")


@blueprint.get("/wechat/oauth/start")
@limiter.limit(conversation_limit)
def start() -> AnyResponse:
    """Sends the browser to WeChat, which tells us who it is (snsapi_base: nothing is asked, nothing but the openid told)."""
    try:
        connected = face()
    except WeChatError as error:
        return _words(error)
    browser = secrets.token_urlsafe(16)
    public_url = connected.parts.settings.public_url
    asked = {
        "appid": connected.parts.settings.wechat.app_id, "redirect_uri": f"{public_url}/wechat/oauth/callback",
        "response_type": "code", "scope": "snsapi_base", "state": connected.desk.entries.state(browser),
    }  # fmt: skip
    answer = redirect(f"{_AUTHORIZE}?{urlencode(asked)}#wechat_redirect")
    _keep(answer, browser, STATE_LIFETIME, _ON_THE_WAY, connected)
    return _unkept(answer)


@blueprint.get("/wechat/oauth/callback")
@limiter.limit(conversation_limit)
def come_back() -> AnyResponse:
    """Takes WeChat's code, and sends the browser into the page with a ticket of ours."""
    browser = request.cookies.get(_COOKIE, "")
    try:
        connected = face()
        connected.desk.entries.come_back(request.args.get("state", ""), browser)
        ticket = connected.desk.entries.ticket(_openid(connected, request.args.get("code", "")), browser)
    except WeChatError as error:
        return _words(error)
    # After the #, where no server and no log sees it.
    answer = redirect(f"/chat#w={ticket}")
    answer.delete_cookie(_COOKIE, path=_ON_THE_WAY)
    _keep(answer, browser, TICKET_LIFETIME, _AT_THE_DOOR, connected)
    return _unkept(answer)


@blueprint.post("/api/wechat/sessions")
@limiter.limit(conversation_limit)
def enter() -> tuple[Response, int]:
    """A ticket opens the page on the conversation that goes on in the chat, with its last answer.

    It opens nothing but the browser WeChat sent back to us. A page that knows the conversation by its token keeps the proof.
    """
    connected, ticket = face(), short_field(json_object(), "ticket", 64)
    openid = connected.desk.entries.enter(ticket, request.cookies.get(_COOKIE, ""))
    opened = _opened(connected, connected.desk.users.enter(openid))
    answer = jsonify(id=opened.id, token=opened.token, replies=opened.replies)
    answer.headers["Cache-Control"] = "no-store"
    answer.delete_cookie(_COOKIE, path=_AT_THE_DOOR)
    return answer, 201


def _keep(answer: AnyResponse, browser: str, lasts: timedelta, path: str, connected: WeChatFace) -> None:
    secure = connected.parts.settings.public_url.startswith("https:")
    answer.set_cookie(
        _COOKIE, browser, max_age=int(lasts.total_seconds()), httponly=True, samesite="Lax", secure=secure, path=path
    )


def _openid(connected: WeChatFace, code: str) -> str:
    if not _CODE.fullmatch(code):
        raise EntryOver
    try:
        return connected.desk.api.openid_of_code(code)
    except (WeChatRefused, WeChatUnavailable) as error:
        log.warning("wechat code not taken: %s", error)
        raise EntryOver from None


def _opened(connected: WeChatFace, follower: Follower) -> Opened:
    if follower.conversation_id:
        try:
            return _reopened(connected, follower, follower.conversation_id)
        except UnknownConversation as error:  # wiped by its retention or by 清除记录 on the page
            log.info("session begins afresh: %s", error.code)
    opened = connected.talking.open(follower)
    connected.desk.users.goes_on_in(follower.openid_index, opened.id)
    return opened


def _reopened(connected: WeChatFace, follower: Follower, conversation_id: str) -> Opened:
    """The conversation's second window. Who is bound is known in it at once, and what waited for that is answered."""
    parts, identity = connected.parts, connected.parts.counter.identity
    _end_proof_of_another_window(connected, conversation_id)
    opened = parts.conversations.reopen(conversation_id)
    recognised = identity.peek(conversation_id) is None and identity.recognise(conversation_id, follower.openid)
    replies = parts.gateway.last(conversation_id)
    if recognised and replies and replies[-1]["outcome"] == "verify":
        replies = parts.gateway.proven(conversation_id)
    return Opened(conversation_id, opened.token, replies)


def _end_proof_of_another_window(connected: WeChatFace, conversation_id: str) -> None:
    """What somebody proved in one window opens nothing in another, unless the account is bound to them."""
    counter = connected.parts.counter
    identified = counter.identity.peek(conversation_id)
    if identified.method == "wechat" if identified else counter.applicants.current(conversation_id, counts=False) is None:
        return
    try:
        connected.parts.conversations.check(conversation_id, bearer_token())
    except UnknownConversation:
        end_personal_part(conversation_id, "another-window")


def _words(error: WeChatError) -> AnyResponse:
    return _unkept(Response(f"{error.detail}\n", status=error.status, content_type="text/plain; charset=utf-8"))


def _unkept(answer: AnyResponse) -> AnyResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer
