"""The worker process: `python -m kiosk_ui.voice.worker.main [niceness]`, questions on stdin, answers on stdout."""

import contextlib
import json
import os
import sys
import threading
import time

from kiosk_ui.voice.worker import pipe
from kiosk_ui.voice.worker.engine import Engine, EngineFailed, Pyttsx3Engine
from kiosk_ui.voice.worker.finish import finish

# The Mandarin voice that is broken in some builds reads Chinese with English phonemes, marked `(en)`.
SELF_TEST = "您好"
_FOREIGN = "(en)"


def main() -> int:
    """Answers until stdin closes. Ends with 0, or 1 when the engine cannot be started or has to be replaced."""
    answers = _private_stdout()
    if len(sys.argv) > 1:
        os.nice(int(sys.argv[1]))
    _end_with(os.getppid())
    try:
        engine = Pyttsx3Engine()
        self_test(engine)
    except (RuntimeError, OSError, ImportError, ValueError) as error:
        pipe.write_answer(answers, pipe.FAILED, _one_line(error))
        return 1
    pipe.write_answer(answers, pipe.READY, engine.version.encode("utf-8"))
    for line in sys.stdin.buffer:
        if not _answer(engine, line, answers):
            return 1
    return 0


def self_test(engine: Engine) -> None:
    """Raises EngineFailed when the engine does not read Chinese as Chinese."""
    heard = engine.phonemes(SELF_TEST)
    if not heard or _FOREIGN in heard:
        raise EngineFailed(f"the Mandarin voice reads {SELF_TEST} as {heard!r}")


def _answer(engine: Engine, line: bytes, answers: int) -> bool:
    """Answers one question; False when the engine is no longer to be trusted."""
    question = json.loads(line)
    try:
        if question["ask"] == "phonemes":
            pipe.write_answer(answers, pipe.TEXT, engine.phonemes(question["text"]).encode("utf-8"))
        else:
            pipe.write_answer(answers, pipe.SOUND, finish(engine.synthesise(question["text"], question["rate"])))
    except EngineFailed as error:
        pipe.write_answer(answers, pipe.FAILED, _one_line(error))
        return False
    return True


def _private_stdout() -> int:
    """A descriptor for the answers; stdout itself goes nowhere, because pyttsx3 prints a line for every utterance."""
    answers = os.dup(sys.stdout.fileno())
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return answers


def _end_with(parent: int) -> None:
    """Ends this process within a second of its parent, also in the middle of an utterance.

    A closed stdin would do when idle. The kernel's parent-death signal is no help: it comes when the *thread* that
    started the worker ends, and in a web server that thread is a short-lived one.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def _one_line(error: BaseException) -> bytes:
    return " ".join(str(error).split())[:300].encode("utf-8")


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        status = main()
        # espeak-ng's own threads may not outlive Python's shutdown; there is nothing left to tidy up.
        os._exit(status)
    os._exit(0)
