"""Endpoints of the kiosk without a server: the worker that keeps its files, and the pack of guides."""

import json

from flask import Blueprint, Response, current_app, request, url_for

from kiosk_ui.api.limits import limiter, page_limit
from kiosk_ui.api.views import parts
from kiosk_ui.kiosk.views import page_of_this_machine, panel_css
from kiosk_ui.offline.own_files import WORKER, own_files, version_of
from kiosk_ui.offline.pack import GuidePack

blueprint = Blueprint("offline", __name__)

PAGE = "/kiosk"
_USEFUL = ("/api/keyboard/basics",)  # kept when it can be had; the page opens without


@blueprint.get("/kiosk/worker.js")
@limiter.limit(page_limit)
def worker() -> Response:
    """The page's service worker, another one as soon as the page or one of its files is."""
    files = own_files()
    page = page_of_this_machine()
    version = version_of(files, (page.get_data(), panel_css().get_data()))
    addresses = [PAGE, url_for("kiosk.panel_css"), *(url_for("static", filename=name) for name in files)]
    kept = {"version": version, "page": PAGE, "files": addresses, "useful": list(_USEFUL)}
    response = Response(
        f"const KEPT = {json.dumps(kept)};\n{WORKER.read_text(encoding='utf-8')}", mimetype="text/javascript"
    )
    response.headers["Service-Worker-Allowed"] = PAGE
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/api/offline/guides")
@limiter.limit("60 per minute")
def guides() -> Response:
    """The most asked guides, the same for everybody; unchanged ones are not sent a second time."""
    content, version = pack().current()
    response = Response(content, content_type="application/json")
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(version, weak=True)
    response.make_conditional(request)
    return response


def pack() -> GuidePack:
    """The application's pack, made with the first question for it."""
    extensions = current_app.extensions
    if "wanqing-guide-pack" not in extensions:
        extensions["wanqing-guide-pack"] = GuidePack(parts().engine)
    made: GuidePack = extensions["wanqing-guide-pack"]
    return made
