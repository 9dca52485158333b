"""Pages: `/chat`, the WeChat-style chat, with its code and its style in one file each."""

from pathlib import Path

from flask import Blueprint, Response, abort, current_app, render_template, url_for

from actions.booking.qr import qr_svg
from kiosk_ui.api.limits import limiter, picture_limit
from kiosk_ui.bundle import Bundle, bundle
from kiosk_ui.kiosk.personal_prompts import PERSONAL_PROMPTS
from kiosk_ui.reached import reached_at

blueprint = Blueprint("chat", __name__, template_folder="templates")

STYLES = ("tokens", "base", "answer", "personal", "chat", "chat_personal", "chat_answer")
FOR_A_YEAR = "public, max-age=31536000, immutable"  # a file's name changes with its contents


@blueprint.get("/chat")
def chat_page() -> Response:
    """The single chat page; its messages are drawn by `assets/js/chat/main.js`."""
    page = render_template(
        "chat/chat.html",
        bundle=_bundle(),
        help_hours=current_app.config["HELP_HOURS"],
        steps={name: {"heading": prompt.heading, "words": prompt.words} for name, prompt in PERSONAL_PROMPTS.items()},
    )
    response = Response(page)
    response.headers["Cache-Control"] = "no-cache"  # it names the files of today
    return response


@blueprint.get("/chat/code/<name>")
def code(name: str) -> Response:
    """One file of the page's code or style."""
    content = _bundle().files.get(name)
    if content is None:
        abort(404)
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    response = Response(content, content_type=f"{kind}; charset=utf-8")
    response.headers["Cache-Control"] = FOR_A_YEAR
    return response


@blueprint.get("/chat/share/<int:document_id>.svg")
@limiter.limit(picture_limit)
def policy_picture(document_id: int) -> Response:
    """The QR code of a policy's page: its number and our address, nothing else. 404 where no phone could reach us."""
    if not (reached := reached_at()):
        abort(404)
    address = f"{reached}{url_for('policy.document', document_id=document_id)}"
    return Response(qr_svg(address), content_type="image/svg+xml")


def _bundle() -> Bundle:
    assets = Path(str(current_app.static_folder))
    return bundle(assets, "js/chat/main.js", tuple(f"css/{name}.css" for name in STYLES))
