"""pyttsx3 in the one way of using it that is right every time."""

import ctypes
import importlib
import io
import threading
import time
import wave
from collections.abc import Callable
from typing import Any, Protocol

from kiosk_ui.voice.worker import library

VOICE = "cmn-latn-pinyin"  # plain `cmn` of 1.51 spells its own pinyin in English letters
# Share of full volume. espeak-ng limits its loudest samples to full scale down to 0.8; here they end near -1 dBFS.
VOLUME = 0.69
# A chunk takes about 50 ms; the parent's patience (4.6 s) ends later than this one, so the reason gets through.
PATIENCE_SECONDS = 4.3


class EngineFailed(RuntimeError):
    """The engine did not deliver a whole utterance; its process should be replaced."""


class Engine(Protocol):
    """What the worker needs of a speech engine. One caller at a time."""

    version: str

    def synthesise(self, text: str, rate: float) -> bytes:
        """A WAV of `text` at the number configured for the speed. Raises EngineFailed."""
        ...

    def phonemes(self, text: str) -> str | None:
        """The pronunciation of `text` in espeak's phoneme names, None from an engine that does not tell."""
        ...


class Recogniser(Protocol):
    """What the worker needs to hear. One caller at a time."""

    version: str

    def hear(self, wav: bytes) -> str:
        """The words of a 16 kHz, 16-bit mono WAV, empty when there are none. Raises EngineFailed."""
        ...


class Pyttsx3Engine:
    """pyttsx3 over espeak-ng.

    `runAndWait` returns before the sound exists, and its `endLoop` cancels whatever is still queued, rate changes
    included: plain use of the library loses a quarter of them. So properties are set on the driver itself, nothing is
    started before the library is idle, and the end is what the driver's callback says it is. The sound goes into
    memory, never into a file: `wave.open` takes the buffer where pyttsx3 passes the file name on.
    """

    def __init__(self) -> None:
        self._library: ctypes.CDLL = library.load_library()
        self._calls: Any = importlib.import_module("pyttsx3.drivers._espeak")
        self._engine: Any = importlib.import_module("pyttsx3").init("espeak")
        self._driver: Any = self._engine.proxy._driver
        self._finished = threading.Event()
        self._engine.connect("finished-utterance", lambda **_: self._finished.set())
        self._set("voice", VOICE)
        self._set("volume", VOLUME)
        self.version = f"espeak-ng {library.version(self._library)}"

    def synthesise(self, text: str, rate: float) -> bytes:
        """A WAV of `text` at espeak's `rate`. Raises EngineFailed when it is not whole or not at that rate."""
        rate = round(rate)
        self._set("rate", rate)
        if library.current_rate(self._library) != rate:
            raise EngineFailed(f"rate {rate} was not taken")
        sound = io.BytesIO()
        self._finished.clear()
        self._engine.save_to_file(text, sound)
        self._engine.runAndWait()
        if not self._finished.wait(PATIENCE_SECONDS):
            raise EngineFailed("the utterance did not end")
        self._wait(lambda: not self._driver._speaking)
        self._engine.proxy._queue.clear()
        self._driver._text_to_say = None
        return _whole(sound.getvalue())

    def phonemes(self, text: str) -> str | None:
        """The pronunciation of `text` in espeak's phoneme names."""
        self._wait(self._idle)
        return library.phonemes(self._library, text)

    def _set(self, name: str, value: str | float) -> None:
        self._wait(self._idle)
        self._driver.setProperty(name, value)
        self._wait(self._idle)

    def _idle(self) -> bool:
        return not self._calls.IsPlaying()

    @staticmethod
    def _wait(done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not done():
            if time.monotonic() > deadline:
                raise EngineFailed("the library stayed busy")
            time.sleep(0.001)


def _whole(sound: bytes) -> bytes:
    try:
        with wave.open(io.BytesIO(sound)) as reader:
            frames = reader.getnframes()
    except (EOFError, wave.Error) as error:
        raise EngineFailed("no sound was written") from error
    if not frames:
        raise EngineFailed("the sound is empty")
    return sound
