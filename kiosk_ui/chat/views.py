"""Page: `/chat`, the WeChat-style chat."""

from flask import Blueprint, current_app, render_template

from kiosk_ui.kiosk.personal_prompts import PERSONAL_PROMPTS

blueprint = Blueprint("chat", __name__, template_folder="templates")


@blueprint.get("/chat")
def chat_page() -> str:
    """The single chat page; its messages are drawn by `assets/js/chat/main.js`."""
    return render_template(
        "chat/chat.html",
        help_hours=current_app.config["HELP_HOURS"],
        steps={name: {"heading": prompt.heading, "words": prompt.words} for name, prompt in PERSONAL_PROMPTS.items()},
    )
