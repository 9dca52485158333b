"""Incoming: a pushed message in our own terms."""

import json
from dataclasses import asdict, dataclass, field
from xml.sax.saxutils import escape

from wechatpy.messages import UnknownMessage
from wechatpy.parser import parse_message

from kiosk_ui.wechat.xml import BadXml, Fields

_LONGEST_NAME = 64  # of an openid; real ones have 28 characters
_ACTS = {"click": "menu", "subscribe": "subscribe", "subscribe_scan": "subscribe", "scan": "scan",
         "unsubscribe": "unsubscribe", "scancode_push": "menu", "scancode_waitmsg": "menu"}  # fmt: skip


@dataclass(frozen=True)
class Incoming:
    """Who did what. `kind` is text, voice, image, location, link, click, view, subscribe, scan, unsubscribe or other."""

    kind: str
    act: str  # which allowance it opens: message, menu, subscribe, scan, unsubscribe, other
    identity: str  # what it is known by when it comes again
    account: str
    openid: str = field(repr=False)
    text: str = field(default="", repr=False)
    chosen: str = ""  # id of the tapped line of a msgmenu, or key of a menu button
    latitude: float | None = field(default=None, repr=False)
    longitude: float | None = field(default=None, repr=False)

    def to_json(self) -> str:
        """As it is kept, sealed, until it is answered."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Incoming":
        return cls(**json.loads(text))


def read_incoming(fields: Fields) -> Incoming:
    """The message in `fields`. Raises BadXml when something it cannot do without is missing or odd."""
    openid, account, created = (fields.get(name, "").strip() for name in ("FromUserName", "ToUserName", "CreateTime"))
    if not (0 < len(openid) <= _LONGEST_NAME and 0 < len(account) <= _LONGEST_NAME and _is_number(created)):
        raise BadXml("no sender or time")
    kind, chosen = _kind(fields)
    is_event = fields.get("MsgType", "").strip().lower() == "event"
    number = fields.get("MsgId", "").strip()
    if not is_event and not _is_number(number):
        raise BadXml("no MsgId")
    event = fields.get("Event", "").strip().lower()[:_LONGEST_NAME]
    return Incoming(
        kind=kind, act=_ACTS.get(event, "other") if is_event else "message",
        # The documentation names sender and time; two events of one second are told apart by what they are as well.
        identity=f"event {created} {event} {chosen}" if is_event else f"message {number}",
        account=account, openid=openid, text=_text(kind, fields), chosen=chosen,
        latitude=_degrees(fields, "Location_X", 90), longitude=_degrees(fields, "Location_Y", 180),
    )  # fmt: skip


def _kind(fields: Fields) -> tuple[str, str]:
    """The kind, by wechatpy's reading of types and events, and what was chosen."""
    message_type = fields.get("MsgType", "").strip().lower()
    if not message_type or len(message_type) > _LONGEST_NAME:
        raise BadXml("no MsgType")
    if message_type == "text":
        return "text", fields.get("bizmsgmenuid", "").strip()[:_LONGEST_NAME]
    if message_type == "event" and not fields.get("Event", "").strip():
        return "other", ""  # wechatpy cannot read it
    event = {name: fields.get(name, "").strip() for name in ("MsgType", "Event", "EventKey")}
    parsed = parse_message("<xml>" + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in event.items()) + "</xml>")
    if isinstance(parsed, UnknownMessage):
        return "other", ""
    if message_type != "event":
        return (parsed.type if parsed.type in ("voice", "image", "location", "link") else "other"), ""
    named = {"subscribe_scan": "subscribe", "click": "click", "view": "view", "subscribe": "subscribe", "scan": "scan",
             "unsubscribe": "unsubscribe"}  # fmt: skip
    return named.get(parsed.event, "other"), event["EventKey"][:128]


def _text(kind: str, fields: Fields) -> str:
    names = {"text": "Content", "voice": "Recognition"}
    return fields.get(names[kind], "") if kind in names else ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 24


def _degrees(fields: Fields, name: str, limit: float) -> float | None:
    try:
        degrees = float(fields.get(name, ""))
    except ValueError:
        return None
    return degrees if -limit <= degrees <= limit else None
