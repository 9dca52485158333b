"""Pool: messages are answered a few at a time, those of one follower one after another."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger(__name__)

Task = Callable[[], None]
CLOSING_SECONDS = 10.0
_WEIGHT = 0.2  # of the newest in the mean of how long work takes


class Pool:
    """`threads` workers. Work of one lane (a follower) never runs side by side and keeps its order."""

    def __init__(self, threads: int) -> None:
        self._executor, self._threads = ThreadPoolExecutor(threads, thread_name_prefix="wechat"), threads
        self._lanes: dict[str, deque[Task]] = {}
        self._open, self._seconds = 0, 0.0
        self._begun: dict[str, float] = {}  # lane -> when its work under way was begun
        self._lock = threading.Condition()

    def submit(self, lane: str, task: Task) -> None:
        """Does `task` once everything submitted to its lane before is done. It must raise nothing."""
        with self._lock:
            waiting = self._lanes.setdefault(lane, deque())
            waiting.append(task)
            self._open += 1
            if len(waiting) == 1:
                self._executor.submit(self._run, lane)

    def seconds_ahead(self) -> float:
        """How long work submitted now is likely to take, by what waits and how long work took lately."""
        with self._lock:
            under_way = time.monotonic() - min(self._begun.values()) if self._begun else 0.0
            return max(self._seconds, under_way if self._open > self._threads else 0.0) * max(1.0, self._open / self._threads)

    def calm(self) -> bool:
        """Whether half of the workers have nothing to do."""
        return self._open <= self._threads // 2

    def close(self) -> None:
        """Ends when nothing waits any more, or after CLOSING_SECONDS; what is left then gets the jobs' apology."""
        with self._lock:
            if not self._lock.wait_for(lambda: not self._lanes, CLOSING_SECONDS):
                log.warning("%s followers were still waiting at the end", len(self._lanes))
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _run(self, lane: str) -> None:
        started = time.monotonic()
        with self._lock:
            self._begun[lane] = started
        self._lanes[lane][0]()
        with self._lock:
            del self._begun[lane]
            self._seconds += _WEIGHT * (time.monotonic() - started - self._seconds)
            self._open -= 1
            self._lanes[lane].popleft()
            if self._lanes[lane]:
                self._executor.submit(self._run, lane)
            else:
                del self._lanes[lane]
                self._lock.notify_all()
