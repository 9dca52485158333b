"""Endpoints of one's own applications: open, fill in, hand in, take back. What is typed here never reaches Rasa."""

from typing import Any

from flask import Blueprint, Response

from actions.grants.info import CaseInfo
from kiosk_ui.api.grants.common import CASE, answer, object_field, the_applicant, whole_number
from kiosk_ui.api.identity import NAME
from kiosk_ui.api.limits import in_conversation, limiter, message_limit
from kiosk_ui.api.problems import ProblemError
from kiosk_ui.api.requests import json_object, short_field, storable
from kiosk_ui.api.views import parts

blueprint = Blueprint("grants", __name__, url_prefix="/api/conversations/<conversation_id>/grants")

KEY, WORD, REASON = 60, 20, 200  # characters


@blueprint.get("")
@limiter.limit(message_limit, key_func=in_conversation)
def cases(conversation_id: str) -> Response:
    applicant, counter = the_applicant(conversation_id), parts().counter
    found = counter.grants.cases_of(applicant)
    counter.applicants.note_view(applicant, *(case.id for case in found))
    return answer(cases=[case.as_dict() for case in found])


@blueprint.post("")
@limiter.limit(message_limit, key_func=in_conversation)
def open_case(conversation_id: str) -> tuple[Response, int]:
    applicant, data = the_applicant(conversation_id), json_object()
    # The phone's fingerprint goes before the key, so that nobody meets another one's.
    key = f"{applicant.phone_index[:16]}:{short_field(data, 'key', KEY)}"
    facts = object_field(data, "facts")
    return _case(parts().counter.grants.open(applicant, facts, key, channel=applicant.channel)), 201


@blueprint.get(f"/{CASE}")
@limiter.limit(message_limit, key_func=in_conversation)
def case(conversation_id: str, case_id: int) -> Response:
    applicant, counter = the_applicant(conversation_id), parts().counter
    found = counter.grants.case(applicant, case_id)
    counter.applicants.note_view(applicant, found.id)
    return _case(found)


@blueprint.put(f"/{CASE}/<part>")
@limiter.limit(message_limit, key_func=in_conversation)
def save(conversation_id: str, case_id: int, part: str) -> Response:
    applicant, data = the_applicant(conversation_id), json_object()
    values, version = object_field(data, "values"), whole_number(data, "version")
    return _case(parts().counter.grants.save(applicant, case_id, part, values, version))


@blueprint.delete(f"/{CASE}")
@limiter.limit(message_limit, key_func=in_conversation)
def delete_draft(conversation_id: str, case_id: int) -> tuple[str, int]:
    applicant, counter = the_applicant(conversation_id), parts().counter
    delete_photos = counter.uploads.goes_with(applicant, counter.grants.case(applicant, case_id).id)
    counter.grants.delete_draft(applicant, case_id)
    delete_photos()
    return "", 204


@blueprint.post(f"/{CASE}/submit")
@limiter.limit(message_limit, key_func=in_conversation)
def submit(conversation_id: str, case_id: int) -> Response:
    applicant, data = the_applicant(conversation_id), json_object()
    version, key = whole_number(data, "version"), short_field(data, "key", KEY)
    return _case(parts().counter.grants.submit(applicant, case_id, version, key))


@blueprint.post(f"/{CASE}/withdraw")
@limiter.limit(message_limit, key_func=in_conversation)
def withdraw(conversation_id: str, case_id: int) -> Response:
    applicant = the_applicant(conversation_id)
    return _case(parts().counter.grants.withdraw(applicant, case_id, _reason(json_object())))


@blueprint.post(f"/{CASE}/survivors")
@limiter.limit(message_limit, key_func=in_conversation)
def add_survivor(conversation_id: str, case_id: int) -> tuple[Response, int]:
    applicant, data = the_applicant(conversation_id), json_object()
    name, relation = short_field(data, "name", NAME), short_field(data, "relation", WORD)
    return _case(parts().counter.grants.add_survivor(applicant, case_id, name, relation)), 201


@blueprint.put(f"/{CASE}/survivors/<int(max=2147483647):survivor_id>")
@limiter.limit(message_limit, key_func=in_conversation)
def change_survivor(conversation_id: str, case_id: int, survivor_id: int) -> Response:
    applicant, consent = the_applicant(conversation_id), short_field(json_object(), "consent", WORD)
    return _case(parts().counter.grants.change_survivor(applicant, case_id, survivor_id, consent))


@blueprint.delete(f"/{CASE}/survivors/<int(max=2147483647):survivor_id>")
@limiter.limit(message_limit, key_func=in_conversation)
def remove_survivor(conversation_id: str, case_id: int, survivor_id: int) -> Response:
    return _case(parts().counter.grants.remove_survivor(the_applicant(conversation_id), case_id, survivor_id))


def _case(info: CaseInfo) -> Response:
    return answer(case=info.as_dict())


def _reason(data: dict[str, Any]) -> str:
    """Why somebody takes an application back; nobody has to say. Raises ProblemError (422 or 413)."""
    reason = data.get("reason", "")
    if not isinstance(reason, str):
        raise ProblemError(422, "wrong-type", "这次的内容看不懂。请再试一次。")
    if len(reason) > REASON:
        raise ProblemError(413, "too-long", "写的太长了。请改短一点，不超过200字。")
    return storable(reason)
