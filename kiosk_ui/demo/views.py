"""Pages /demo, /demo/people.json and /demo/outbox.json. Registered in demo mode only; elsewhere they do not exist."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, render_template

from actions.clock import SHANGHAI
from actions.demo.grant_cases import demo_clerks
from actions.demo.loading import DEMO_STAFF_NUMBER, DEMO_STAFF_PIN
from actions.demo.people import list_demo_people
from kiosk_ui.parts import Parts

blueprint = Blueprint("demo", __name__, template_folder="templates", url_prefix="/demo")

MESSAGES_SHOWN = 50
# Fictional numbers of this project begin so. A message to anybody else stays closed, whatever mode we run in.
FICTIONAL_PHONES = ("1990", "1999")
CLERK = {"staff_number": DEMO_STAFF_NUMBER, "pin": DEMO_STAFF_PIN}
KINDS = {
    "identity_code": "核对身份的验证码",
    "phone_code": "换手机号的验证码",
    "phone_changed": "手机号换好了",
    "family_allowed": "让家人看记录",
    "booking_confirmed": "预约办好了",
    "booking_moved": "预约改好了",
    "booking_cancelled": "预约取消了",
    "booking_reminder": "预约提醒",
    "slot_freed": "候补有了名额",
    "grant_step": "丧葬费申请到了哪一步",
}


@blueprint.get("")
def page() -> str:
    """Who can be tried, and what was sent, newest first."""
    return render_template("demo/demo.html", people=_people(), messages=_outbox(), clerk=CLERK, clerks=_clerks())


@blueprint.get("/people.json")
def people() -> Response:
    return jsonify(fictional=True, people=_people(), clerk=CLERK, clerks=_clerks())


@blueprint.get("/outbox.json")
def outbox() -> Response:
    return jsonify(fictional=True, messages=_outbox())


@blueprint.after_request
def keep_out_of_caches(response: Response) -> Response:
    """Codes must not stay in a browser's memory, and no search engine has business here."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _people() -> list[dict[str, Any]]:
    return [
        {"name": person.name, "id_number": person.id_number, "phone": person.phone, "situation": person.situation}
        for person in list_demo_people()
    ]


def _clerks() -> list[dict[str, str]]:
    """Who can move the demo's applications (`wanqing grants`): community, street and district, in this order."""
    return [
        {"staff_number": clerk["number"], "pin": DEMO_STAFF_PIN, "name": clerk["name"], "office": clerk["office"]}
        for clerk in demo_clerks()
    ]


def _outbox() -> list[dict[str, Any]]:
    parts: Parts = current_app.extensions["wanqing"]
    return [
        {
            "id": message.id, "kind": message.kind, "title": KINDS.get(message.kind, "短信"),
            "sent_at": message.sent_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
            "phone": message.phone, "text": message.text,
        }
        for message in parts.counter.messages.sent(MESSAGES_SHOWN)
        if message.phone.startswith(FICTIONAL_PHONES)
    ]  # fmt: skip
