"""Endpoints of the kiosk's own keyboard: candidates for letters typed. Nothing typed is kept or logged (hence POST)."""

from flask import Blueprint, Response, jsonify

from kiosk_ui.api.limits import limiter
from kiosk_ui.api.problems import ProblemError
from kiosk_ui.api.requests import json_object
from kiosk_ui.api.views import parts
from kiosk_ui.keyboard.candidates import MODES, MOST_LETTERS

blueprint = Blueprint("keyboard", __name__, url_prefix="/api/keyboard")

_PORTION = 60  # candidates in one answer: several pages of the bar
_HOURS = 3_600
# Ten letters a second: more than anybody types, in an office whose kiosks share one address.
TYPING = "600 per minute"


@blueprint.post("/candidates")
@limiter.limit(TYPING)
def offered() -> Response:
    typed, mode, start, skip = _asked(json_object())
    found = parts().keyboard.candidates(typed, mode, start)
    response = jsonify(
        candidates=[{"text": one.text, "uses": one.uses} for one in found[skip : skip + _PORTION]],
        more=len(found) > skip + _PORTION,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/basics")
@limiter.limit("60 per minute")
def basics() -> Response:
    """The same for everybody, so that a page may keep it for when the server is away."""
    response = jsonify(parts().keyboard.basics())
    response.headers["Cache-Control"] = f"public, max-age={_HOURS}"
    return response


def _asked(data: dict[str, object]) -> tuple[str, str, bool, int]:
    """Raises ProblemError (422 or 413) when the page sent something it never sends."""
    typed, mode, start, skip = (data.get("typed"), data.get("mode", MODES[0]), data.get("start", True), data.get("skip", 0))
    if not isinstance(typed, str) or mode not in MODES or not isinstance(start, bool):
        raise ProblemError(422, "wrong-type", "这几个字母看不懂。请全部重填。")
    if isinstance(skip, bool) or not isinstance(skip, int) or skip < 0:
        raise ProblemError(422, "wrong-type", "这几个字母看不懂。请全部重填。")
    if len(typed) > MOST_LETTERS:
        raise ProblemError(413, "too-long", "字母太多了。请先选字，再接着写。")
    return typed, str(mode), start, skip
