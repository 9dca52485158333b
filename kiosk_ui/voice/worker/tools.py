"""What a worker loads, by what it was told, and the questions it answers then."""

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from kiosk_ui.voice.kinds import COMMAND, PYTTSX3, SHERPA
from kiosk_ui.voice.worker import pipe
from kiosk_ui.voice.worker.engine import Engine, EngineFailed, Pyttsx3Engine, Recogniser
from kiosk_ui.voice.worker.finish import finish
from kiosk_ui.voice.worker.self_test import self_test

Answers = Mapping[str, Callable[[dict[str, Any]], tuple[bytes, bytes]]]


class Tool(NamedTuple):
    """A loaded engine or recogniser: its version, and by the name of a question what gives the (kind, payload) of its answer."""

    version: str
    answers: Answers


def load(spec: str) -> Tool:
    """The tool `spec` (see EngineChoice.spec) names, self-tested. Raises EngineFailed and what the engines raise."""
    told = json.loads(spec)
    if told["listens"]:
        recogniser = _recogniser(told["kind"], told["value"])
        return Tool(recogniser.version, {"hear": lambda asked: (pipe.TEXT, _heard(recogniser, asked))})
    engine = _engine(told["kind"], told["value"])
    self_test(engine, told["rate"])
    return Tool(engine.version, _speaking(engine))


def _speaking(engine: Engine) -> Answers:
    return {
        "speak": lambda asked: (pipe.SOUND, finish(engine.synthesise(asked["text"], asked["rate"]))),
        "phonemes": lambda asked: (pipe.TEXT, (engine.phonemes(asked["text"]) or "").encode("utf-8")),
    }


def _heard(recogniser: Recogniser, asked: dict[str, Any]) -> bytes:
    return recogniser.hear(base64.b64decode(asked["wav"])).encode("utf-8")


def _engine(kind: str, value: str) -> Engine:
    """Only what is wanted is imported: a restart is a silence somebody waits through."""
    if kind == PYTTSX3:
        return Pyttsx3Engine()
    if kind == COMMAND:
        from kiosk_ui.voice.worker.command_engine import CommandEngine

        return CommandEngine(value)
    if kind == SHERPA:
        from kiosk_ui.voice.worker.sherpa_engine import SherpaEngine

        return SherpaEngine(value)
    raise EngineFailed(f"no engine is called {kind}")


def _recogniser(kind: str, value: str) -> Recogniser:
    if kind == COMMAND:
        from kiosk_ui.voice.worker.command_engine import CommandRecogniser

        return CommandRecogniser(value)
    if kind == SHERPA:
        from kiosk_ui.voice.worker.sherpa_engine import SherpaRecogniser

        return SherpaRecogniser(value)
    raise EngineFailed(f"no recogniser is called {kind}")
