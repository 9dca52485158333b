"""Pages: `/` lets a visitor choose a face, `/kiosk` is the touchscreen page."""

from flask import Blueprint, Response, current_app, render_template

from .personal_prompts import PERSONAL_PROMPTS
from .prompts import prompts

blueprint = Blueprint("kiosk", __name__, template_folder="templates")

# 40 px is body text on the reference panel (21.5 inch portrait, 0.248 mm per pixel, read from 600 mm).
DEFAULT_ROOT_PX = 40


@blueprint.get("/")
def choose_face() -> str:
    """Where to go: the kiosk page or the phone page."""
    return render_template("kiosk/choose_face.html")


@blueprint.get("/kiosk")
def kiosk_page() -> str:
    """The single kiosk page; its screens are drawn by `assets/js/kiosk/main.js`."""
    own = prompts(current_app.config["HELP_DESK"], current_app.config["HELP_HOURS"])
    return render_template(
        "kiosk/kiosk.html",
        prompts=own,
        prompt_audio={name: audio_of(prompt.spoken) for name, prompt in own.items()},
        steps={
            name: {"heading": prompt.heading, "words": prompt.words, "audio": audio_of(prompt.spoken)}
            for name, prompt in PERSONAL_PROMPTS.items()
        },
    )


def audio_of(sentence: str) -> list[dict[str, str]]:
    """The speech chunks of one of the page's own sentences, in the form a Reply carries them in `audio`."""
    voice = current_app.extensions["wanqing"].voice
    return [{"key": chunk.key, "shown": chunk.shown, "spoken": chunk.spoken} for chunk in voice.prepare(sentence)]


@blueprint.get("/kiosk/panel.css")
def panel_css() -> Response:
    """The panel's root font size as CSS: it depends on the installed screen, so it is a setting and not a constant."""
    root_px = float(current_app.config.get("KIOSK_ROOT_PX") or DEFAULT_ROOT_PX)
    response = Response(f":root {{ --panel-root: {root_px:g}px; }}\n", mimetype="text/css")
    response.headers["Cache-Control"] = "no-store"  # the page also asks for it to see whether the server is there
    return response
