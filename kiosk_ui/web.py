"""The web process: the Flask application on waitress."""

import logging
from typing import Any

import waitress

from actions.settings import Settings
from actions.structured_log import configure_logging
from kiosk_ui.app import create_app
from kiosk_ui.request_queue import FinishFirst

log = logging.getLogger(__name__)

CONNECTIONS = 800  # pages keep theirs open; select() ends at 1,024 files, of which database and log need some


def main() -> None:
    """Serve until stopped; the voice warms up in the background."""
    settings = Settings.from_environment()
    configure_logging(settings.log_level)
    app = create_app(settings)
    parts = app.extensions["wanqing"]
    parts.voice.warm_up()
    try:
        web_server(app, settings.host, settings.port, settings.web_threads).run()
    finally:
        parts.close()


def web_server(app: Any, host: str, port: int, threads: int) -> Any:
    """Waitress over the WSGI application `app`; whoever finishes something begun is served first."""
    server = waitress.create_server(
        app, host=host, port=port, threads=threads, ident="wanqing", connection_limit=CONNECTIONS
    )
    server.task_dispatcher.queue = FinishFirst()
    return server


if __name__ == "__main__":
    main()
