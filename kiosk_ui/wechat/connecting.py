"""Builds the face once per application, where there is an official account."""

from dataclasses import dataclass

from flask import Flask, current_app

from actions.wechat.errors import NotConnected
from actions.wechat.rules import PASSIVE_SECONDS
from actions.wechat.service import WeChatDesk
from kiosk_ui.parts import Parts
from kiosk_ui.wechat.answering import Answering
from kiosk_ui.wechat.envelope import Envelope
from kiosk_ui.wechat.talking import Talking

_NAME = "wanqing_wechat"
_FOR_OTHERS = 4  # threads of the web process that no push waits in
_WORKERS_SHARE = 4  # one thread that answers for so many that hear pushes: hearing comes first, an answer may come later


@dataclass(frozen=True)
class WeChatFace:
    """What the views of the account need."""

    desk: WeChatDesk
    envelope: Envelope
    talking: Talking
    answering: Answering
    parts: Parts


def connect(app: Flask, seconds: float = PASSIVE_SECONDS) -> None:
    """Connects `app` with the account of its settings, if there is one."""
    parts: Parts = app.extensions["wanqing"]
    if (desk := parts.counter.wechat) is None:
        return
    talking, threads = Talking(parts, desk), parts.settings.web_threads
    answering = Answering(desk, talking, max(1, threads // _WORKERS_SHARE), max(1, threads - _FOR_OTHERS), seconds)
    app.extensions[_NAME] = WeChatFace(desk, Envelope(parts.settings.wechat), talking, answering, parts)
    parts.closing.append(answering.close)


def face() -> WeChatFace:
    """The face of this application. Raises NotConnected (404)."""
    connected: WeChatFace | None = current_app.extensions.get(_NAME)
    if connected is None:
        raise NotConnected
    return connected
