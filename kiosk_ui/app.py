"""The Flask application: pages, API, policy pages. No work at import."""

from flask import Flask, Response
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from actions.settings import Settings
from kiosk_ui.api import bookings, continuations, devices, estimates, feedback, hearing, identity, keyboard, personal
from kiosk_ui.api import views as api
from kiosk_ui.api.grants import applicant, cases, papers, uploads
from kiosk_ui.api.limits import limiter
from kiosk_ui.api.problems import register_problems
from kiosk_ui.chat import views as chat
from kiosk_ui.demo import views as demo
from kiosk_ui.kiosk import machine_views as machine
from kiosk_ui.kiosk import views as kiosk
from kiosk_ui.kiosk.device import refuse_locked_machines
from kiosk_ui.offline import views as offline
from kiosk_ui.parts import Parts, build_parts
from kiosk_ui.paths import bound_numbers
from kiosk_ui.policy import reading as policy
from kiosk_ui.security_headers import add_security_headers
from kiosk_ui.wechat import binding, connecting, webhook
from kiosk_ui.wechat import oauth as wechat_oauth

MAX_REQUEST_BYTES = 256 * 1024  # 10,000 hanzi escaped as \\uXXXX still get their Chinese answer
GRANTS = (applicant, cases, uploads, papers)
API = (api, identity, personal, bookings, estimates, *GRANTS, continuations, feedback, keyboard, hearing, devices)
FACES = (kiosk, machine, offline, chat, policy, webhook, wechat_oauth, binding)


def create_app(settings: Settings | None = None, parts: Parts | None = None) -> Flask:
    """The application for `settings` (from the environment by default)."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__, static_folder="assets", static_url_path="/assets")
    bound_numbers(app)
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        CONVERSATIONS_PER_MINUTE=settings.conversations_per_minute,
        MESSAGES_PER_MINUTE=settings.messages_per_minute,
        KIOSK_ROOT_PX=settings.kiosk_root_px,
        PUBLIC_URL=settings.public_url,
        HELP_DESK=settings.help_desk,
        HELP_HOURS=settings.help_hours,
        KIOSK_NETWORKS=settings.kiosk_networks,
        TRUSTED_PROXIES=settings.trusted_proxies,
        KIOSK_REGISTRATION=settings.kiosk_registration,
        RATELIMIT_STORAGE_URI=settings.redis_url or "memory://",
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    if behind := settings.trusted_proxies:  # else everybody behind a proxy would share one lock and one limit
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=behind, x_proto=behind, x_host=behind)  # type: ignore[method-assign]
    app.extensions["wanqing"] = parts or build_parts(settings)
    limiter.init_app(app)
    app.after_request(_keep_sounds_cacheable)  # before Compress: Flask runs these in reverse
    Compress(app)  # the phone page must open on a slow line
    for module in (*API, *FACES):
        app.register_blueprint(module.blueprint)
    connecting.connect(app)
    if settings.demo == "on":
        app.register_blueprint(demo.blueprint)
    refuse_locked_machines(app)
    register_problems(app)
    add_security_headers(app)
    return app


def _keep_sounds_cacheable(response: Response) -> Response:
    """Sounds go out as they are, whatever the browser accepts; a Vary header would lose what the page fetched ahead."""
    if response.mimetype == "audio/wav":
        response.headers.pop("Vary", None)
    return response
