"""The kiosk a request comes from: known by its cookie, refused while a clerk has locked it."""

from flask import Flask, Response, current_app, g, request

from actions.devices.errors import DeviceLocked, DeviceNeeded
from actions.devices.info import DeviceInfo
from actions.offices.model import Office
from kiosk_ui.parts import Parts

COOKIE = "wanqing_kiosk"
COOKIE_SECONDS = 400 * 24 * 3600  # as long as Chromium keeps any; every opening of the page prolongs it
# What a locked machine may still call: it says that it lives, clerks put it back into use, and its notice is read aloud.
_ALWAYS = ("/api/devices", "/api/health", "/api/speech/")


def token() -> str:
    """The token of the machine the request comes from; empty for everybody else."""
    return request.cookies.get(COOKIE, "")


def this_device() -> DeviceInfo | None:
    """The registered machine the request comes from; None for phones and machines not registered."""
    if "kiosk_device" not in g:
        parts: Parts = current_app.extensions["wanqing"]
        g.kiosk_device = parts.counter.devices.by_token(token())
    found: DeviceInfo | None = g.kiosk_device
    return found


def this_office() -> Office | None:
    """The office of the machine the request comes from."""
    device = this_device()
    parts: Parts = current_app.extensions["wanqing"]
    return parts.counter.offices.office(device.office_id) if device else None


def registration_required() -> bool:
    """Whether only registered machines may serve visitors (WANQING_KIOSK_REGISTRATION)."""
    return bool(current_app.config["KIOSK_REGISTRATION"] == "required")


def serving_device() -> DeviceInfo | None:
    """The machine a visit begins at; None for one that needs no registration. Raises DeviceNeeded, DeviceLocked."""
    device = this_device()
    if device is None and registration_required():
        raise DeviceNeeded
    if device is not None and device.locked:
        raise DeviceLocked
    return device


def keep_token(response: Response, value: str) -> Response:
    """The response, with the machine's token in a cookie no script reads and no other site's page sends."""
    response.set_cookie(
        COOKIE, value, max_age=COOKIE_SECONDS, httponly=True, samesite="Strict", secure=request.is_secure, path="/"
    )
    return response


def refuse_locked_machines(app: Flask) -> None:
    """Every call of the API from a locked machine raises DeviceLocked; wiping a visit is possible all the same."""

    @app.before_request
    def _check() -> None:
        if not request.path.startswith("/api/") or request.path.startswith(_ALWAYS) or request.method == "DELETE":
            return
        if token() and (device := this_device()) and device.locked:
            raise DeviceLocked
