"""Pages: `/` lets a visitor choose a face, `/kiosk` is the touchscreen page."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, make_response, render_template
from werkzeug.wrappers import Response as AnyResponse

from actions.grants.accounts import RELATIONS
from kiosk_ui.api.limits import limiter, page_limit
from kiosk_ui.kiosk.device import keep_token, this_device, this_office, token
from kiosk_ui.kiosk.machine_views import elsewhere
from kiosk_ui.kiosk.office_words import desk_words, hours_words
from kiosk_ui.kiosk.page_version import page_version
from kiosk_ui.kiosk.sounds import audio_of
from kiosk_ui.security_headers import WITH_MICROPHONE

from .grants_prompts import grant_prompts, situation_questions
from .personal_prompts import PERSONAL_PROMPTS
from .prompts import Prompt, prompts

blueprint = Blueprint("kiosk", __name__, template_folder="templates")

# 40 px is body text on the reference panel (21.5 inch portrait, 0.248 mm per pixel, read from 600 mm).
DEFAULT_ROOT_PX = 40


@blueprint.get("/")
def choose_face() -> str:
    """Where to go: the kiosk page or the phone page."""
    return render_template("kiosk/choose_face.html")


@blueprint.get("/kiosk")
@limiter.limit(page_limit)
def kiosk_page() -> AnyResponse:
    """The single kiosk page; its screens are drawn by `assets/js/kiosk/main.js`. A locked machine is sent elsewhere."""
    return page_of_this_machine()


def page_of_this_machine() -> AnyResponse:
    """What the machine that asks gets under /kiosk."""
    if (sent := elsewhere()) is not None:
        return sent
    hears = current_app.extensions["wanqing"].hearing is not None
    own = prompts(*_desk_and_hours())
    page = render_template(
        "kiosk/kiosk.html",
        version=page_version(),
        prompts=own,
        prompt_audio={name: audio_of(prompt.spoken) for name, prompt in own.items()},
        steps={name: _step(prompt) for name, prompt in PERSONAL_PROMPTS.items()},
        hears=hears,
    )
    response = make_response(page)
    if hears:
        response.headers["Permissions-Policy"] = WITH_MICROPHONE
    return keep_token(response, token()) if this_device() else response


def _desk_and_hours() -> tuple[str, str]:
    """Counter and hours of the office the machine is registered with; else as they are set for this installation."""
    office = this_office()
    if office is None:
        return current_app.config["HELP_DESK"], current_app.config["HELP_HOURS"]
    hours = hours_words(current_app.extensions["wanqing"].counter.offices.hours(office.id))
    return desk_words(office), hours or current_app.config["HELP_HOURS"]


@blueprint.get("/steps/grants")
@limiter.limit(page_limit)
def grant_steps() -> Response:
    """The words of an application's steps, and what can be chosen in them; nothing of anybody's own."""
    offices = current_app.extensions["wanqing"].counter.offices.offices()
    return jsonify(
        prompts={name: _step(prompt) for name, prompt in grant_prompts().items()},
        offer={
            "situation": situation_questions(),
            "relations": [{"value": code, "label": label} for code, label in RELATIONS.items()],
            "offices": [
                {"id": office.id, "level": office.level, "parent": office.parent_id, "name": office.name}
                for office in offices
            ],
        },
    )


def _step(prompt: Prompt) -> dict[str, Any]:
    return {"heading": prompt.heading, "words": prompt.words, "audio": audio_of(prompt.spoken)}


@blueprint.get("/kiosk/panel.css")
def panel_css() -> Response:
    """The panel's root font size as CSS: it depends on the installed screen, so it is a setting and not a constant."""
    root_px = float(current_app.config.get("KIOSK_ROOT_PX") or DEFAULT_ROOT_PX)
    response = Response(f":root {{ --panel-root: {root_px:g}px; }}\n", mimetype="text/css")
    response.headers["Cache-Control"] = "no-store"  # the page also asks for it to see whether the server is there
    return response
