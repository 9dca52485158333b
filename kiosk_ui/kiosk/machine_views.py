"""Pages of the machine itself, not of its visitors: registering it, the notice while it is locked, the clerks' page."""

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk_ui.api.devices import NOT_HERE
from kiosk_ui.kiosk.device import registration_required, this_device, this_office
from kiosk_ui.kiosk.office_words import desk_words
from kiosk_ui.kiosk.page_version import page_version
from kiosk_ui.kiosk.prompts import prompts
from kiosk_ui.kiosk.sounds import audio_of
from kiosk_ui.kiosk.where import stands_in_a_hall

blueprint = Blueprint("machine", __name__, url_prefix="/kiosk", template_folder="templates")


@blueprint.before_request
def only_where_kiosks_stand() -> None:
    if not stands_in_a_hall():
        raise NOT_HERE


def elsewhere() -> AnyResponse | None:
    """Where a machine that may not serve visitors is sent instead of the kiosk page; None for one that may."""
    device = this_device()
    if device is None:
        return redirect(url_for("machine.register")) if registration_required() else None
    return redirect(url_for("machine.locked")) if device.locked else None


@blueprint.get("/register")
def register() -> Response:
    """Where whoever sets the machine up types the code of the office."""
    return _page("register")


@blueprint.get("/locked")
def locked() -> Response:
    """本机暂停使用: what a visitor reads, and where to go instead."""
    office = this_office()
    desk = desk_words(office) if office else "请到窗口找工作人员"
    notice = prompts(desk, "")["locked"]
    return _page("locked", desk=desk, notice=notice, audio=audio_of(notice.spoken))


@blueprint.get("/staff")
def staff() -> Response:
    """The page behind the hidden corner; what it can do is behind a clerk's number and PIN."""
    return _page("staff")


def _page(name: str, **values: object) -> Response:
    response = make_response(render_template(f"kiosk/{name}.html", version=page_version(), **values))
    response.headers["Cache-Control"] = "no-store"
    return response
