"""The application on one port, that a test can switch off and on; and the kiosk page before it with a worker of its own."""

from contextlib import ExitStack
from typing import Any

from tests.serving import serving

STORED = """async () => {
  const found = {};
  for (const name of await caches.keys()) found[name] = (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname);
  return found;
}"""


class House:
    """Serves `app` on the same port whenever it is on."""

    def __init__(self, app: Any) -> None:
        self.app, self.port, self._running = app, 0, ExitStack()
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.port = self._running.enter_context(serving(self.app, threads=8, port=self.port)).effective_port

    def stop(self) -> None:
        self._running.close()
