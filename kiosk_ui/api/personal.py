"""Endpoints of what only the proven person may change: their phone, and which relatives may look."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from actions.clock import SHANGHAI
from actions.family.errors import BadGrant
from actions.family.rules import LONGEST_DAYS, RELATIONS
from actions.family.service import Grant, View
from actions.identity.errors import ConsentNeeded, NotAllowed
from actions.identity.identified import Identified
from actions.identity.scopes import FAMILY_SCOPES, OWN
from kiosk_ui.api.identity import CODE, NAME, PHONE, challenge_shown, terminal
from kiosk_ui.api.limits import in_conversation, limiter, message_limit
from kiosk_ui.api.requests import json_object, short_field
from kiosk_ui.api.views import own_conversation, parts

blueprint = Blueprint("personal", __name__, url_prefix="/api/conversations/<conversation_id>")

RELATION = 20


def the_person(conversation_id: str) -> Identified:
    """Who is proven here, as themselves and having agreed. Raises NotIdentified, NotAllowed or ConsentNeeded.

    Only what the person does prolongs a proof; a page that looks again and again (GET) does not.
    """
    own_conversation(conversation_id)
    identified = parts().counter.identity.required(conversation_id, counts=request.method != "GET")
    if not identified.may(OWN):
        raise NotAllowed
    if not identified.consented:
        raise ConsentNeeded
    return identified


@blueprint.post("/phone")
@limiter.limit(message_limit, key_func=in_conversation)
def begin_phone_change(conversation_id: str) -> Response:
    the_person(conversation_id)
    phone = short_field(json_object(), "phone", PHONE)
    return challenge_shown(parts().counter.identity.begin_phone_change(conversation_id, phone))


@blueprint.post("/phone/verify")
@limiter.limit(message_limit, key_func=in_conversation)
def confirm_phone_change(conversation_id: str) -> Response:
    the_person(conversation_id)
    code = short_field(json_object(), "code", CODE)
    parts().counter.identity.confirm_phone_change(conversation_id, code, terminal=terminal())
    return jsonify(changed=True)


@blueprint.get("/family")
@limiter.limit(message_limit, key_func=in_conversation)
def family(conversation_id: str) -> Response:
    person_id, service = the_person(conversation_id).person_id, parts().counter.family
    return jsonify(
        grants=[_grant(grant) for grant in service.grants(person_id)],
        views=[_view(view) for view in service.views(person_id)],
        relations=list(RELATIONS),
        scopes=[{"id": scope, "label": label} for scope, label in FAMILY_SCOPES.items()],
        longest_days=LONGEST_DAYS,
    )


@blueprint.post("/family")
@limiter.limit(message_limit, key_func=in_conversation)
def allow(conversation_id: str) -> tuple[Response, int]:
    identified, data = the_person(conversation_id), json_object()
    name, relation = short_field(data, "name", NAME), short_field(data, "relation", RELATION)
    phone, scopes, days = short_field(data, "phone", PHONE), data.get("scopes"), data.get("days")
    if not isinstance(scopes, list) or not all(isinstance(scope, str) for scope in scopes):
        raise BadGrant("请选一选让家人看哪几样。")
    if not isinstance(days, int) or isinstance(days, bool):
        raise BadGrant("请选一选让家人看多久。")
    grant = parts().counter.family.allow(identified, name, relation, phone, scopes, days)
    return jsonify(grant=_grant(grant)), 201


@blueprint.delete("/family/<int(max=2147483647):grant_id>")
@limiter.limit(message_limit, key_func=in_conversation)
def revoke(conversation_id: str, grant_id: int) -> tuple[str, int]:
    parts().counter.family.revoke(the_person(conversation_id), grant_id)
    return "", 204


@blueprint.get("/views")
@limiter.limit(message_limit, key_func=in_conversation)
def views(conversation_id: str) -> Response:
    person_id = the_person(conversation_id).person_id
    return jsonify(views=[_view(view) for view in parts().counter.family.views(person_id)])


def _grant(grant: Grant) -> dict[str, Any]:
    until = grant.until.astimezone(SHANGHAI)
    return {
        "id": grant.id,
        "name": grant.name,
        "relation": grant.relation,
        "scopes": list(grant.scope_labels),
        "until": f"{until.year}年{until.month}月{until.day}日",
        "phone_tail": grant.phone_tail,
    }


def _view(view: View) -> dict[str, str]:
    at = view.at.astimezone(SHANGHAI)
    return {"when": f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}", "who": view.who, "what": view.what}
