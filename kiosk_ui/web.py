"""The web process: the Flask application on waitress."""

import logging
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import waitress

from actions.settings import Settings
from actions.structured_log import configure_logging
from kiosk_ui.app import create_app
from kiosk_ui.request_queue import FinishFirst

log = logging.getLogger(__name__)

CONNECTIONS = 800  # pages keep theirs open; select() ends at 1,024 files, of which database and log need some
# Whole requests lie in a nameless file before anybody looks at them (see `passing_files`). Room for a photo twice as large as is kept, to refuse it in
# words; what is larger still is cut off.
LARGEST_REQUEST = 32_000_000
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - files there have no name and are this process's own
_ROOM = 512_000_000  # bytes; a container may have next to nothing there


def main() -> None:
    """Serve until stopped; the voice warms up in the background."""
    settings = Settings.from_environment()
    configure_logging(settings.log_level)
    tempfile.tempdir = passing_files()
    app = create_app(settings)
    parts = app.extensions["wanqing"]
    parts.voice.warm_up()
    parts.keyboard.warm_up()
    try:
        web_server(app, settings.host, settings.port, settings.web_threads).run()
    finally:
        parts.close()


def passing_files(folder: Path = IN_MEMORY, room: int = _ROOM) -> str | None:
    """Where a photo passes through on its way in and out: in memory, so that no disk ever holds it in the clear.

    None, the machine's own folder for such files, where there is no such place or too little room in it.
    """
    fits = folder.is_dir() and os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free >= room
    return str(folder) if fits else None


def web_server(app: Any, host: str, port: int, threads: int) -> Any:
    """Waitress over the WSGI application `app`; whoever finishes something begun is served first."""
    server = waitress.create_server(
        app, host=host, port=port, threads=threads, ident="wanqing", connection_limit=CONNECTIONS,
        max_request_body_size=LARGEST_REQUEST,
        # Which of the forwarding headers are believed is the application's matter (WANQING_TRUSTED_PROXIES); taken away here, they would make
        # everybody behind the proxy look as if they stood where it does.
        clear_untrusted_proxy_headers=False,
    )  # fmt: skip
    server.task_dispatcher.queue = FinishFirst()
    return server


if __name__ == "__main__":
    main()
