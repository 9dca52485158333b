"""The web process: the Flask application on waitress."""

import logging

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
        server = waitress.create_server(
            app, host=settings.host, port=settings.port, threads=settings.web_threads, ident="wanqing",
            connection_limit=CONNECTIONS,
        )  # fmt: skip
        server.task_dispatcher.queue = FinishFirst()
        server.run()
    finally:
        parts.close()


if __name__ == "__main__":
    main()
