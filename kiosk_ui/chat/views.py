"""Page: `/chat`, the WeChat-style chat."""

from flask import Blueprint, current_app, render_template

blueprint = Blueprint("chat", __name__, template_folder="templates")


@blueprint.get("/chat")
def chat_page() -> str:
    """The single chat page; its messages are drawn by `assets/js/chat/main.js`."""
    return render_template("chat/chat.html", help_hours=current_app.config["HELP_HOURS"])
