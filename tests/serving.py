"""A WSGI application on the product's own web server, on a port of its own, ended without a thread or a socket left over."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from waitress import wasyncore

from kiosk_ui.web import web_server

_LONG = 10.0  # seconds a loop may take to end before the test says so


@contextmanager
def serving(app: Any, threads: int = 1, port: int = 0) -> Iterator[Any]:
    """Serve `app` while the block runs, on `port` (0: any that is free).

    Its workers finish what they have in hand, then the loop's own thread closes the sockets: closed by another thread, a socket would vanish under
    the loop's `select`.
    """
    server = web_server(app, "127.0.0.1", port, threads)
    loop = threading.Thread(target=server.run, daemon=True)
    loop.start()
    try:
        yield server
    finally:
        server.task_dispatcher.shutdown()
        with suppress(OSError):  # a loop that is awake already may have closed everything before the trigger is pulled
            server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
        loop.join(_LONG)
        assert not loop.is_alive(), "the web server did not end"
