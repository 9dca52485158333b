"""Endpoints by which somebody proves a phone to apply, or asks how far an application is."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response

from actions.booking.numbers import grouped
from actions.clock import SHANGHAI, utc_now
from actions.grants.access.applicant import Applicant
from actions.grants.access.progress import LONGEST_WRITTEN, PublicProgress
from actions.personal_data.masks import masked_name
from kiosk_ui.api.grants.common import answer, replies_that_waited
from kiosk_ui.api.identity import CODE, NAME, PHONE, challenge_shown, terminal
from kiosk_ui.api.limits import conversation_limit, in_conversation, limiter, message_limit
from kiosk_ui.api.requests import json_object, short_field
from kiosk_ui.api.views import own_conversation, parts

blueprint = Blueprint("applicant", __name__, url_prefix="/api/conversations/<conversation_id>")


@blueprint.post("/applicant")
@limiter.limit(conversation_limit)
def begin(conversation_id: str) -> Response:
    own_conversation(conversation_id)
    data = json_object()
    name, phone = short_field(data, "name", NAME), short_field(data, "phone", PHONE)
    return challenge_shown(parts().counter.applicants.begin(conversation_id, name, phone, terminal()))


@blueprint.post("/applicant/verify")
@limiter.limit(conversation_limit)
def verify(conversation_id: str) -> Response:
    own_conversation(conversation_id)
    code, counter = short_field(json_object(), "code", CODE), parts().counter
    applicant = counter.applicants.verify(conversation_id, code, terminal())
    cases = counter.grants.cases_of(applicant) if applicant.consented else []
    counter.applicants.note_view(applicant, *(case.id for case in cases))
    return answer(
        proven=True, consent=_consent(agreed=applicant.consented), cases=[case.as_dict() for case in cases],
        replies=replies_that_waited(conversation_id),
    )  # fmt: skip


@blueprint.get("/applicant")
@limiter.limit(message_limit, key_func=in_conversation)
def standing(conversation_id: str) -> Response:
    own_conversation(conversation_id)
    applicants = parts().counter.applicants
    consent = _consent(agreed=applicants.has_agreed(conversation_id))
    return answer(**_standing(applicants.current(conversation_id, counts=False)), consent=consent)


@blueprint.post("/grants/progress")
@limiter.limit(conversation_limit)
def progress(conversation_id: str) -> Response:
    own_conversation(conversation_id)
    data, applicants = json_object(), parts().counter.applicants
    number, phone = short_field(data, "number", LONGEST_WRITTEN), short_field(data, "phone", PHONE)
    return answer(progress=_progress(applicants.progress(number, phone, terminal(), conversation_id=conversation_id)))


def _standing(applicant: Applicant | None) -> dict[str, Any]:
    if applicant is None or applicant.expires_at is None:
        return {"proven": False, "name": "", "expires_in": 0, "relative": False}
    return {
        "proven": True,
        "name": masked_name(applicant.name),
        "expires_in": max(0, int((applicant.expires_at - utc_now()).total_seconds())),
        "relative": applicant.grant_id is not None,
    }


def _consent(*, agreed: bool) -> dict[str, Any] | None:
    """The text to agree to first, as the identity card carries it; nothing when it was agreed to."""
    return None if agreed else {**asdict(text := parts().counter.consents.text()), "paragraphs": list(text.paragraphs)}


def _progress(found: PublicProgress) -> dict[str, Any]:
    since = found.since.astimezone(SHANGHAI)
    return {
        "number": found.number,
        "number_words": grouped(found.number),
        "state": found.state,
        "state_words": found.state_words,
        "next_words": found.next_words,
        "since": f"{since.year}年{since.month}月{since.day}日",
        "missing": list(found.missing),
    }
