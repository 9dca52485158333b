"""One worker process, seen from the parent."""

import base64
import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from kiosk_ui.voice.choice import EngineChoice
from kiosk_ui.voice.kinds import SHERPA
from kiosk_ui.voice.worker import pipe

_ROOT = Path(__file__).resolve().parents[3]
START_SECONDS = 5.0
MODEL_SECONDS = 30.0  # a model of some 100 MB is read from the disk first
ANSWER_SECONDS = 4.6  # with a restart, the next sound after a hung worker comes within 6 s


class WorkerFailed(RuntimeError):
    """The worker could not start or did not answer. The message is one line for the log, without the text."""


class Worker:
    """Starts its process when first asked, and again after it was lost. Not thread-safe: one caller at a time."""

    def __init__(
        self,
        niceness: int = 0,
        answer_seconds: float = ANSWER_SECONDS,
        choice: EngineChoice = EngineChoice(),  # noqa: B008 - frozen
        listens: bool = False,
    ) -> None:
        self._niceness = niceness
        self._spec = choice.spec(listens)
        self._start_seconds = MODEL_SECONDS if choice.kind == SHERPA else START_SECONDS
        self._answer_seconds = answer_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self.version = ""

    @property
    def pid(self) -> int | None:
        """The process id, None before the first start and after `end`."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """A running, self-tested process. Raises WorkerFailed."""
        if self._process is not None and self._process.poll() is None:
            return
        self.end()
        # An empty environment and closed descriptors: the worker sees no secret and holds no socket of the server.
        self._process = subprocess.Popen(  # noqa: S603 - no shell, no outside input
            [sys.executable, "-m", "kiosk_ui.voice.worker.main", str(self._niceness), self._spec],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=_ROOT,
            env={"PYTHONUTF8": "1"},
            close_fds=True,
            start_new_session=True,
        )
        self.version = self._read(pipe.READY, self._start_seconds).decode("utf-8")

    def speak(self, text: str, rate: float) -> bytes:
        """A WAV. Raises WorkerFailed; the process is gone then and the next call starts a new one."""
        return self._ask({"ask": "speak", "text": text, "rate": rate}, pipe.SOUND)

    def phonemes(self, text: str) -> str:
        """The pronunciation in espeak's phoneme names. Raises WorkerFailed."""
        return self._ask({"ask": "phonemes", "text": text}, pipe.TEXT).decode("utf-8")

    def hear(self, wav: bytes) -> str:
        """The words of a WAV. Raises WorkerFailed."""
        return self._ask({"ask": "hear", "wav": base64.b64encode(wav).decode("ascii")}, pipe.TEXT).decode("utf-8")

    def end(self) -> None:
        """Kills the process if there is one, with the command it may be running, and waits for it."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):  # it leads a group of its own: see start_new_session
            os.killpg(process.pid, signal.SIGKILL)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()
        process.wait()

    def _ask(self, question: dict[str, Any], kind: bytes) -> bytes:
        self.start()
        assert self._process is not None and self._process.stdin is not None  # noqa: S101 - start() saw to it
        try:
            self._process.stdin.write(pipe.encode_question(question))
        except OSError as error:
            self.end()
            raise WorkerFailed("the worker takes no question") from error
        return self._read(kind, self._answer_seconds)

    def _read(self, expected: bytes, seconds: float) -> bytes:
        assert self._process is not None and self._process.stdout is not None  # noqa: S101 - start() saw to it
        try:
            kind, payload = pipe.read_answer(self._process.stdout.fileno(), seconds)
        except (pipe.PipeBroken, OSError) as error:
            self.end()
            raise WorkerFailed(str(error)) from error
        if kind != expected:
            self.end()
            raise WorkerFailed(payload.decode("utf-8", "replace"))
        return payload
