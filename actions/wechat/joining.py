"""Joins customer-service messages: the same words in fewer messages, for the few WeChat lets through."""

from collections.abc import Sequence
from typing import Any

from actions.wechat.answer import Body, text_body
from actions.wechat.rules import TEXT_BYTES

_BETWEEN = "\n\n"


def joined(bodies: Sequence[Body]) -> list[Body]:
    """The texts of `bodies` in their order, as many in a message as fit; a menu becomes lines one can copy or write."""
    messages: list[Body] = []
    current = ""
    for body in bodies:
        text = _words(body)
        if not text:  # neither text nor menu: stands for itself
            messages += [text_body(current)] if current else []
            messages.append(body)
            current = ""
        elif current and len((current + _BETWEEN + text).encode()) > TEXT_BYTES:
            messages.append(text_body(current))
            current = text
        else:
            current = f"{current}{_BETWEEN}{text}" if current else text
    return [*messages, text_body(current)] if current else messages


def _words(body: Body) -> str:
    if body["msgtype"] == "text":
        return str(body["text"]["content"])
    if body["msgtype"] != "msgmenu":
        return ""
    menu: dict[str, Any] = body["msgmenu"]
    # Without numbers: of several such lists only the last one's are known.
    return "\n".join([menu["head_content"], *(f"· {item['content']}" for item in menu["list"])])
