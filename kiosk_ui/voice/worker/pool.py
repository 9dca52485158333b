"""A few workers shared by the threads of a web server."""

import contextlib
import logging
import queue
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

from kiosk_ui.voice.choice import EngineChoice
from kiosk_ui.voice.errors import VoiceUnavailable
from kiosk_ui.voice.worker.process import ANSWER_SECONDS, Worker, WorkerFailed

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")

# How long a caller waits for a worker that others keep busy; at about 50 ms an utterance this is a long queue.
QUEUE_SECONDS = 10.0
# A lost worker is replaced and asked once more.
ATTEMPTS = 2


class WorkerPool:
    """Gives each utterance a worker of its own. Thread-safe; nothing is started before the first question."""

    def __init__(
        self,
        workers: int,
        niceness: int = 0,
        answer_seconds: float = ANSWER_SECONDS,
        choice: EngineChoice = EngineChoice(),  # noqa: B008 - frozen
        listens: bool = False,
    ) -> None:
        self.workers = tuple(Worker(niceness, answer_seconds, choice, listens) for _ in range(max(1, workers)))
        # Last in, first out: one worker stays warm in the caches, the others are the reserve.
        self._free: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in self.workers:
            self._free.put(worker)
        self._closed = threading.Event()
        self._working = True  # what the last question came to

    def speak(self, text: str, rate: float) -> bytes:
        """A WAV. Raises VoiceUnavailable."""
        return self._ask(lambda worker: worker.speak(text, rate))

    def phonemes(self, text: str) -> str:
        """The pronunciation in espeak's phoneme names. Raises VoiceUnavailable."""
        return self._ask(lambda worker: worker.phonemes(text))

    def hear(self, wav: bytes) -> str:
        """The words of a WAV. Raises VoiceUnavailable."""
        return self._ask(lambda worker: worker.hear(wav))

    def version(self) -> str:
        """The engine's name and version, asked of a worker once. Raises VoiceUnavailable."""
        for worker in self.workers:
            if worker.version:
                return worker.version
        return self._ask(_started_version)

    def warm_up(self) -> None:
        """Starts every worker that is free. Raises VoiceUnavailable when the first cannot be started."""
        with contextlib.ExitStack() as taken:
            for _ in self.workers:
                worker = taken.enter_context(self._worker())
                try:
                    worker.start()
                except WorkerFailed as error:
                    self._working = False
                    raise VoiceUnavailable(str(error)) from error

    def is_warm(self) -> bool:
        """Whether every worker has been started once; a lost one comes back with the next question."""
        return all(worker.version for worker in self.workers)

    def healthy(self) -> bool:
        """Whether the last question was answered; True before the first one."""
        return self._working and not self._closed.is_set()

    def close(self) -> None:
        """Ends the workers; one that is speaking ends with its utterance."""
        self._closed.set()
        with contextlib.suppress(queue.Empty):
            while True:
                self._free.get_nowait().end()

    def _ask(self, question: Callable[[Worker], Answer]) -> Answer:
        reason = ""
        with self._worker() as worker:
            for _ in range(ATTEMPTS):
                try:
                    answer = question(worker)
                    self._working = True
                    return answer
                except WorkerFailed as error:
                    reason = str(error)
                    log.warning("voice worker lost: %s", reason)
        self._working = False
        raise VoiceUnavailable(reason)

    @contextlib.contextmanager
    def _worker(self) -> Iterator[Worker]:
        if self._closed.is_set():
            raise VoiceUnavailable("closed")
        try:
            worker = self._free.get(timeout=QUEUE_SECONDS)
        except queue.Empty:
            raise VoiceUnavailable("all workers are busy") from None
        try:
            yield worker
        finally:
            if self._closed.is_set():
                worker.end()
            else:
                self._free.put(worker)


def _started_version(worker: Worker) -> str:
    worker.start()
    return worker.version
