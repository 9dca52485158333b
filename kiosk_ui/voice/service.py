"""The voice as the faces use it: prepare a text, serve its sounds."""

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kiosk_ui.voice.cache import LIMIT_MB, DiskCache
from kiosk_ui.voice.choice import EngineChoice
from kiosk_ui.voice.errors import UnknownSpeech, VoiceUnavailable
from kiosk_ui.voice.speech_text import has_personal_number, split
from kiosk_ui.voice.speech_text.lexicon import version as lexicon_version
from kiosk_ui.voice.speeds import NORMAL, SPEED_NAMES
from kiosk_ui.voice.texts import PRIVATE_SECONDS, Texts, is_private
from kiosk_ui.voice.worker.engine import VOICE, VOLUME
from kiosk_ui.voice.worker.finish import HIGHEST_PEAK, LEADING_SILENCE_SECONDS
from kiosk_ui.voice.worker.pool import WorkerPool
from kiosk_ui.voice.worker.process import ANSWER_SECONDS

log = logging.getLogger(__name__)

# A voice that could not be started is tried again after this long, not with every answer.
RETRY_SECONDS = 60.0
# A human recording of a spoken text at a speed, or None: the place where recorded prompts are dropped in.
Recordings = Callable[[str, str], bytes | None]


class SpeechChunk(NamedTuple):
    """`shown` is highlighted while the sound under `key` plays; `spoken` is what it says."""

    key: str
    shown: str
    spoken: str


class SpeechService:
    """Speaks display texts. Thread-safe; its worker processes start with the first use.

    A web process that dies takes its workers with it. Public keys work in every process that shares `cache_dir`;
    private ones only in the process that prepared them.
    """

    def __init__(
        self,
        cache_dir: Path,
        workers: int = 2,
        *,
        cache_mb: int = LIMIT_MB,
        private_seconds: float = PRIVATE_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
        niceness: int = 0,
        recordings: Recordings | None = None,
        choice: EngineChoice = EngineChoice(),  # noqa: B008 - frozen
    ) -> None:
        self._choice = choice
        self._cache = DiskCache(Path(cache_dir), cache_mb * 1024 * 1024)
        self._texts = Texts(self._cache, private_seconds)
        self._pool = WorkerPool(workers, niceness, answer_seconds, choice)
        self._recordings = recordings
        self._warming = threading.Lock()
        self._not_before = 0.0

    def prepare(self, text: str, private: bool = False) -> list[SpeechChunk]:
        """The chunks of a display text, each with a key for `wav`. Empty when there is nothing to say.

        Private texts, and texts with an identity, card or mobile number, get random keys and never touch the disk.
        """
        self.warm_up()
        secret = private or has_personal_number(text)
        register = self._texts.add_private if secret else self._texts.add_public
        return [SpeechChunk(register(part.spoken), part.shown, part.spoken) for part in split(text)]

    def wav(self, key: str, speed: str = NORMAL) -> bytes:
        """The sound of a chunk, 16-bit mono WAV. Raises UnknownSpeech, UnknownSpeed, VoiceUnavailable."""
        rate = self._choice.rate(speed)
        spoken = self._texts.find(key)
        if spoken is None:
            raise UnknownSpeech(key[:50])
        if self._recordings is not None and (recorded := self._recordings(spoken, speed)) is not None:
            return recorded
        if is_private(key):
            return self._pool.speak(spoken, rate)
        return self._public_wav(spoken, rate)

    def is_private(self, key: str) -> bool:
        """Whether the sound of `key` must be sent with `Cache-Control: no-store`."""
        return is_private(key)

    def forget(self, keys: Iterable[str]) -> None:
        """Drops the private texts of a visit that has ended."""
        self._texts.forget(keys)

    def presynthesise(
        self, texts: Sequence[str], speeds: Sequence[str] = tuple(SPEED_NAMES), told: Callable[[], None] = lambda: None
    ) -> int:
        """Fills the cache with fixed texts, the most important first; returns how many sounds were made.

        What is there already is skipped, so an interrupted run goes on where it was. `told` is called after each text.

        Stops when the cache is nearly full, because then each new sound would push out another. Takes one worker for
        one utterance at a time; give a background job a service of its own with `niceness=19`.
        Raises VoiceUnavailable.
        """
        made, room = 0, self._cache.room()
        for text in texts:
            for spoken in _public_sentences(text):
                self._texts.add_public(spoken)
                for speed in speeds:
                    size = self._fill(spoken, self._choice.rate(speed))
                    made, room = made + bool(size), room - size
                    if room <= 0:
                        return made
            told()
        return made

    def phonemes(self, spoken: str) -> str:
        """How the engine pronounces a spoken text, in espeak's phoneme names. Raises VoiceUnavailable."""
        return self._pool.phonemes(spoken)

    def engine_version(self) -> str:
        """Name and version of the engine, for health pages. Raises VoiceUnavailable."""
        return self._pool.version()

    def healthy(self) -> bool:
        """Whether the voice speaks, as far as known without asking it; before the first start, whether it could."""
        return self._pool.healthy()

    def warm_up(self) -> None:
        """Starts the workers in the background; returns at once and may be called often."""
        if self._pool.is_warm() or time.monotonic() < self._not_before or not self._warming.acquire(blocking=False):
            return
        threading.Thread(target=self._start_workers, name="voice-warm-up", daemon=True).start()

    def is_warm(self) -> bool:
        """Whether every worker has been started."""
        return self._pool.is_warm()

    def close(self) -> None:
        """Ends the workers. The service speaks no more afterwards."""
        self._pool.close()

    def _start_workers(self) -> None:
        try:
            self._pool.warm_up()
        except VoiceUnavailable as error:
            self._not_before = time.monotonic() + RETRY_SECONDS
            log.error("no voice: %s", error)
        finally:
            self._warming.release()

    def _public_wav(self, spoken: str, rate: float) -> bytes:
        name = self._sound_name(spoken, rate)
        cached = self._cache.get(name)
        if cached is not None:
            return cached
        sound = self._pool.speak(spoken, rate)
        self._cache.put(name, sound)
        return sound

    def _fill(self, spoken: str, rate: float) -> int:
        """Bytes written for a sound that was not there yet."""
        name = self._sound_name(spoken, rate)
        if self._cache.get(name) is not None:
            return 0
        sound = self._pool.speak(spoken, rate)
        return len(sound) if self._cache.put(name, sound) else 0

    def _sound_name(self, spoken: str, rate: float) -> str:
        """File name of a sound: everything that changes how it sounds is in it. Needs no running engine."""
        finish = f"{VOLUME}/{HIGHEST_PEAK}/{LEADING_SILENCE_SECONDS}"
        parts = (self._choice.fingerprint(), VOICE, f"{rate:g}", finish, lexicon_version(), spoken)
        return hashlib.sha256("|".join(parts).encode()).hexdigest() + ".wav"


def _public_sentences(text: str) -> Iterator[str]:
    if not has_personal_number(text):
        yield from (part.spoken for part in split(text))
