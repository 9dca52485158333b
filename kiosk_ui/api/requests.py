"""Reads JSON request bodies strictly; anything else is a problem with a Chinese sentence."""

import unicodedata
from typing import Any

from flask import request

from kiosk_ui.api.problems import ProblemError
from kiosk_ui.gateway.cleaning import MAX_CHARACTERS

_NOT_STORABLE = ("Cc", "Cs")
NOTHING_RECEIVED = ProblemError(422, "empty-message", "没有收到文字。请写下您想问的事，或者点一个按钮。")


def json_object() -> dict[str, Any]:
    """The request's JSON object. Raises ProblemError (400) when the body is no JSON object."""
    try:
        data = request.get_json(silent=True, force=True)
    except RecursionError:  # brackets in brackets, thousands deep: no page of ours sends that
        data = None
    if not isinstance(data, dict):
        raise ProblemError(400, "invalid-json", "刚才的没有传过来。请再试一次。")
    return data


def text_field(data: dict[str, Any], name: str) -> str:
    """A non-blank string of at most MAX_CHARACTERS. Raises ProblemError (422 or 413)."""
    value = data.get(name)
    if not isinstance(value, str):
        raise ProblemError(422, "wrong-type", "这次的内容看不懂。请写下您想问的事。")
    if len(value) > MAX_CHARACTERS:
        raise ProblemError(413, "too-long", f"您写的太长了。请分成几段，每段不超过{MAX_CHARACTERS}字，先说最想问的那一件。")
    if not value.strip():
        raise NOTHING_RECEIVED
    return value


def short_field(data: dict[str, Any], name: str, most: int) -> str:
    """A non-blank string of at most `most` characters, typed into a form. Raises ProblemError (422 or 413)."""
    value = data.get(name)
    if not isinstance(value, str):
        raise ProblemError(422, "wrong-type", "还有没填的地方。请填好再试。")
    if len(value) > most:
        raise ProblemError(413, "too-long", "填的内容太长了。请看一看，改短一点。")
    if not value.strip():
        raise ProblemError(422, "empty-field", "还有没填的地方。请填好再试。")
    return storable(value)


def storable(value: str) -> str:
    """`value`, if it can be written down: half characters and control characters cannot. Raises ProblemError (422)."""
    if any(unicodedata.category(character) in _NOT_STORABLE and not character.isspace() for character in value):
        raise ProblemError(422, "odd-characters", "有的字显示不出来。请删掉，重新写。")
    return value


def bearer_token() -> str:
    """The token of the Authorization header, or an empty string, which belongs to no conversation."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def idempotency_key() -> str | None:
    """The Idempotency-Key header, if any. Raises ProblemError (422) when it is longer than 64 characters."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 0 < len(key) <= 64:
        raise ProblemError(422, "bad-idempotency-key", "这次的内容看不懂。请再试一次。")
    return key
