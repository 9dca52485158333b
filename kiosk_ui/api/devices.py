"""Endpoints of the kiosks themselves: registering, signs of life, and what a clerk does at the machine."""

from typing import Any

from flask import Blueprint, Response, jsonify

from actions.devices.errors import DeviceNeeded
from actions.devices.info import Beat, DeviceInfo
from actions.identity.staff import StaffInfo, StaffMembers
from kiosk_ui.api.identity import CODE, PIN, STAFF_NUMBER, terminal
from kiosk_ui.api.limits import conversation_limit, limiter
from kiosk_ui.api.problems import ProblemError
from kiosk_ui.api.requests import json_object, short_field
from kiosk_ui.api.views import parts
from kiosk_ui.kiosk.device import keep_token, registration_required, this_device, token
from kiosk_ui.kiosk.page_version import page_version
from kiosk_ui.kiosk.where import stands_in_a_hall

blueprint = Blueprint("devices", __name__, url_prefix="/api/devices")

BROWSER_KEY = 64  # characters
ACTS = ("look", "lock", "unlock")
NOT_HERE = ProblemError(403, "not-a-kiosk", "这一页只给大厅里的机器用。请用手机上的那一页。")


@blueprint.before_request
def only_where_kiosks_stand() -> None:
    if not stands_in_a_hall():
        raise NOT_HERE


@blueprint.post("")
@limiter.limit(conversation_limit)
def register() -> tuple[Response, int]:
    made = parts().counter.devices.register(short_field(json_object(), "code", CODE), terminal())
    return keep_token(jsonify(device=_shown(made.device)), made.token), 201


@blueprint.post("/heartbeat")
@limiter.limit(conversation_limit)
def heartbeat() -> Response:
    data, counter = json_object(), parts().counter
    printers = [printer for printer in (counter.printer, counter.page_printer) if printer.available]
    beat = Beat(
        page_version=_text(data, "version"), voice_ok=data.get("voice") is True,
        printer_ok=all(printer.in_order for printer in printers) if printers else None,
    )  # fmt: skip
    device = counter.heartbeats.heard(token(), beat, _text(data, "browser"))
    return jsonify(
        registered=device is not None,
        serves=not device.locked if device else not registration_required(),
        version=page_version(),
    )


@blueprint.get("/browsers/<key>")
@limiter.limit(conversation_limit)
def browser(key: str) -> Response:
    return jsonify(silent_for=parts().counter.heartbeats.browser_silent_for(key[:BROWSER_KEY]))


@blueprint.post("/staff")
@limiter.limit(conversation_limit)
def staff() -> Response:
    """A clerk at the machine itself, proven by number and PIN each time: nothing of it is kept in the page."""
    data = json_object()
    act = data.get("act")
    if act not in ACTS:
        raise ProblemError(422, "unknown-act", "没有这一项。请重新选。")
    clerk, device = _clerk(data), this_device()
    devices = parts().counter.devices
    if act != "look":
        if device is None:
            raise DeviceNeeded("这台机器还没有登记，不能锁定。请先登记。")
        device = devices.lock(clerk, device.id) if act == "lock" else devices.unlock(clerk, device.id)
    return jsonify(clerk=clerk.name, version=page_version(), device=_shown(device) if device else None)


def _clerk(data: dict[str, Any]) -> StaffInfo:
    counter = parts().counter
    number, pin = short_field(data, "staff_number", STAFF_NUMBER), short_field(data, "pin", PIN)
    return StaffMembers(counter.engine, counter.vault, counter.audit).check(number, pin, terminal=terminal())


def _shown(device: DeviceInfo) -> dict[str, Any]:
    return {
        "id": device.id,
        "name": device.name,
        "office": parts().counter.offices.office(device.office_id).name,
        "locked": device.locked,
    }


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or len(value) > BROWSER_KEY or not value.isascii():
        raise ProblemError(422, "wrong-type", "这次的内容看不懂。请再试一次。")
    return value
