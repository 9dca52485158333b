"""The worker process: `python -m kiosk_ui.voice.worker.main niceness spec`, questions on stdin, answers on stdout."""

import contextlib
import json
import os
import signal
import sys
import threading
import time

from kiosk_ui.voice.worker import pipe
from kiosk_ui.voice.worker.engine import EngineFailed
from kiosk_ui.voice.worker.tools import Tool, load


def main() -> int:
    """Answers until stdin closes. Ends with 0, or 1 when the engine cannot be started or has to be replaced."""
    answers = _private_stdout()
    niceness, spec = sys.argv[1:]
    os.nice(int(niceness))
    _end_with(os.getppid())
    try:
        tool = load(spec)
    except (RuntimeError, OSError, ImportError, ValueError) as error:
        pipe.write_answer(answers, pipe.FAILED, _one_line(error))
        return 1
    pipe.write_answer(answers, pipe.READY, tool.version.encode("utf-8"))
    for line in sys.stdin.buffer:
        if not _answer(tool, line, answers):
            return 1
    return 0


def _answer(tool: Tool, line: bytes, answers: int) -> bool:
    """Answers one question; False when the engine is no longer to be trusted."""
    question = json.loads(line)
    try:
        pipe.write_answer(answers, *tool.answers[question["ask"]](question))
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
        if os.getpgrp() == os.getpid():  # a command that is still speaking ends as well
            os.killpg(0, signal.SIGKILL)
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
