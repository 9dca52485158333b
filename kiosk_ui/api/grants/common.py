"""What the endpoints of the grant share: who applies, and how their requests are read."""

from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, request

from actions.grants.access.applicant import Applicant
from actions.identity.errors import ConsentNeeded
from kiosk_ui.api.problems import ProblemError
from kiosk_ui.api.requests import storable
from kiosk_ui.api.views import own_conversation, parts

CASE = "<int(max=2147483647):case_id>"
DEEPEST = 3  # levels of lists and objects in what a form sends
_LARGEST = 2**31
_NOT_UNDERSTOOD = ProblemError(422, "wrong-type", "这次的内容看不懂。请重新打开申请，再试一次。")


def the_applicant(conversation_id: str) -> Applicant:
    """Who applies here, having agreed. Raises UnknownConversation, ApplicantNeeded or ConsentNeeded.

    Only what the person does prolongs a proof; a page that looks again and again (GET) does not.
    """
    own_conversation(conversation_id)
    applicant = parts().counter.applicants.required(conversation_id, counts=request.method not in ("GET", "HEAD"))
    if not applicant.consented:
        raise ConsentNeeded
    return applicant


def replies_that_waited(conversation_id: str) -> list[dict[str, Any]]:
    """What the assistant says to the request that waited for a proven phone; nothing before its owner agreed.

    Whoever was proven by their identity was answered then.
    """
    applicant = parts().counter.applicants.current(conversation_id, counts=False)
    if applicant is None or not applicant.consented or applicant.by_identity:
        return []
    return parts().gateway.applicant_proven(conversation_id)


def answer(**content: Any) -> Response:
    """JSON that nobody keeps: the next visitor must not find it with 后退."""
    return unkept(jsonify(**content))


def unkept(response: Response) -> Response:
    """The response, to be kept nowhere."""
    response.headers["Cache-Control"] = "no-store"
    return response


def whole_number(data: Mapping[str, Any], name: str) -> int:
    """A whole number of the request. Raises ProblemError (422)."""
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LARGEST:
        raise _NOT_UNDERSTOOD
    return value


def object_field(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """An object of the request, whose words can all be written down. Raises ProblemError (422)."""
    value = data.get(name)
    if not isinstance(value, dict):
        raise _NOT_UNDERSTOOD
    _check(value, DEEPEST)
    return value


def _check(value: Any, deeper: int) -> None:
    if isinstance(value, str):
        storable(value)
    elif isinstance(value, dict | list):
        if not deeper:
            raise _NOT_UNDERSTOOD
        for part in [*value, *value.values()] if isinstance(value, dict) else value:
            _check(part, deeper - 1)
