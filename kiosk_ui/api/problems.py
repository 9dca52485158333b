"""Errors of the API as RFC 9457 problem documents with a stable code and a Chinese detail fit to show."""

import logging
import secrets
from typing import Any

from flask import Flask, Response, current_app, json, request
from werkzeug.exceptions import HTTPException

from actions.errors import ServiceError
from actions.personal_data.identity_number import BadIdentityNumber
from actions.personal_data.person_name import BadName
from actions.personal_data.phone_number import BadPhoneNumber

log = logging.getLogger(__name__)

# What people read for an HTTP status that no code of ours explains better.
_DETAILS: dict[int, tuple[str, str]] = {
    400: ("bad-request", "刚才的没有传过来。请再试一次。"),
    404: ("not-found", "没有这个页面。请回到首页。"),
    405: ("method-not-allowed", "这个地址不能这样用。请回到首页。"),
    413: ("too-large", "发来的内容太长了。请分成几段，每段不超过2000字。"),
    415: ("not-json", "这次的内容看不懂。请再试一次。"),
    429: ("too-many-requests", "请稍等一会儿，再试一次。"),
}
# The services' errors, and those of a number or name that cannot be one: each has code, status and detail.
_DOMAIN_ERRORS = (ServiceError, BadIdentityNumber, BadPhoneNumber, BadName)
_OURS = ("internal-error", "对不起，我们这边出了点问题。请过一会儿再试，或者打12333，或者找工作人员。")


class ProblemError(Exception):
    """A request that cannot be served: HTTP status, stable code, Chinese sentence that says what to do next."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(code)
        self.status, self.code, self.detail = status, code, detail


def problem(status: int, code: str, detail: str, spoken: str = "", field: str = "") -> Response:
    """An application/problem+json response; `spoken` is read aloud in place of `detail` where the two differ.

    `field` names what was filled in wrongly.
    """
    body: dict[str, Any] = {
        "type": f"urn:wanqing:problem:{code}",
        "title": code,
        "status": status,
        "code": code,
        "detail": detail,
    }
    if field:
        body["field"] = field
    if audio := _audio(spoken or detail):
        body["audio"] = audio
    return Response(json.dumps(body), status=status, content_type="application/problem+json; charset=utf-8")


def _audio(sentence: str) -> list[dict[str, str]]:
    """The speech chunks of `sentence` as in a Reply; none when the voice cannot prepare them."""
    try:
        chunks = current_app.extensions["wanqing"].voice.prepare(sentence)
    except Exception as error:  # whatever ails the voice, the words of the error must still arrive
        log.warning("a problem goes out without sound: %s", type(error).__name__)
        return []
    return [{"key": chunk.key, "shown": chunk.shown, "spoken": chunk.spoken} for chunk in chunks]


def register_problems(app: Flask) -> None:
    """Every error under /api becomes a problem document; pages keep Flask's own flow with a Chinese text."""
    app.register_error_handler(ProblemError, lambda error: problem(error.status, error.code, error.detail))
    for kind in _DOMAIN_ERRORS:
        app.register_error_handler(kind, _domain_problem)
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(Exception, _unexpected)


def _domain_problem(error: Any) -> Response:
    """An error of a service: it has a stable code, a Chinese detail, its HTTP status and perhaps seconds to wait."""
    response = problem(error.status, error.code, error.detail, field=getattr(error, "field", ""))
    if wait := getattr(error, "retry_after", None):
        response.headers["Retry-After"] = str(wait)
    return response


def _http_problem(error: HTTPException) -> Response:
    status = error.code or 500
    code, detail = _DETAILS.get(status, _OURS)
    if request.path.startswith("/api/"):
        response = problem(status, code, detail)
    else:
        response = Response(f"{detail}\n", status=status, content_type="text/plain; charset=utf-8")
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> Response:
    incident = secrets.token_hex(4)
    # The kind and place of the error, never its message: a message may quote what a person typed.
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{place.tb_lineno}" if place else "?"
    log.error("incident %s: %s at %s on %s", incident, type(error).__name__, where, request.endpoint)
    code, detail = _OURS
    # The number is for the eye: people show it to the staff, nobody can follow it by ear.
    return problem(500, code, f"{detail}（编号{incident}）", spoken=detail)
