"""Keeper: a thread that does one thing again and again until it is told to end."""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)


class Keeper:
    """Does `work` at once and then every `seconds`. What fails is tried again the next time."""

    def __init__(self, work: Callable[[], None], seconds: float) -> None:
        self._work, self._seconds = work, seconds
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="wechat-keeper", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ends after the work under way."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                self._work()
            except Exception as error:  # the thread must live: without it nobody takes over from a process that died
                log.error("wechat messages not kept: %s", type(error).__name__)
            self._ended.wait(self._seconds)
