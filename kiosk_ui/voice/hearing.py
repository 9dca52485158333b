"""Hearing a spoken question: a short recording in, its words out. Neither is kept anywhere or logged."""

import io
import threading
import wave

from actions.errors import ServiceError
from kiosk_ui.voice.choice import EngineChoice
from kiosk_ui.voice.errors import VoiceUnavailable
from kiosk_ui.voice.worker.pool import WorkerPool

FRAME_RATE = 16_000
_FRAME_BYTES = 2
LONGEST_SECONDS = 15
# The page stops at 15 s; what its last buffer adds is not the visitor's fault.
_GRACE_SECONDS = 1.0
LARGEST_BYTES = int((LONGEST_SECONDS + _GRACE_SECONDS) * FRAME_RATE * 2) + 1_024
_MOST_CHARACTERS = 300  # what the question line takes
_ANSWER_SECONDS = 10.0
# One is heard while the next waits; more would keep the server's threads from everybody else.
_AT_ONCE = 2


class NotHeard(ServiceError):
    """The recording is no 16 kHz, 16-bit mono WAV."""

    code = "hearing-not-a-recording"
    status = 415
    detail = "没有听清。请再说一次，或者用键盘写。"


class SaidTooLong(ServiceError):
    """The recording is longer than 15 s."""

    code = "hearing-too-long"
    status = 413
    detail = "说得太长了。请分开说，一次最多15秒，或者用键盘写。"


class HearingUnavailable(ServiceError):
    """Nothing is configured that hears, or it does not answer."""

    code = "hearing-unavailable"
    status = 503
    detail = "现在听不了您说话。请用键盘写，或者找工作人员。"


class HearingBusy(HearingUnavailable):
    """Others are being heard at this moment."""

    code = "hearing-busy"
    detail = "现在用语音的人多。请等一会儿再说，也可以用键盘写。"


class HearingService:
    """Writes down what is said. Thread-safe; one worker process, started with the first use."""

    def __init__(self, choice: EngineChoice, answer_seconds: float = _ANSWER_SECONDS) -> None:
        self._pool = WorkerPool(1, answer_seconds=answer_seconds, choice=choice, listens=True)
        self._places = threading.BoundedSemaphore(_AT_ONCE)

    def hear(self, wav: bytes) -> str:
        """The words, at most 300 characters, empty when there are none.

        Raises NotHeard, SaidTooLong, HearingUnavailable; HearingBusy at once when two are being heard already.
        """
        sound = _whole(wav)
        if not self._places.acquire(blocking=False):
            raise HearingBusy
        try:
            words = self._pool.hear(sound)
        except VoiceUnavailable as error:
            raise HearingUnavailable from error
        finally:
            self._places.release()
        return "".join(sign for sign in " ".join(words.split()) if sign.isprintable())[:_MOST_CHARACTERS]

    def close(self) -> None:
        """Ends the worker."""
        self._pool.close()


def _whole(wav: bytes) -> bytes:
    """The recording written anew from its whole frames: one cut short on its way would break what hears it."""
    if len(wav) > LARGEST_BYTES:
        raise SaidTooLong
    try:
        with wave.open(io.BytesIO(wav)) as reader:
            shape = (reader.getnchannels(), reader.getsampwidth(), reader.getframerate())
            sound = reader.readframes(min(reader.getnframes(), len(wav)))
    except (EOFError, wave.Error) as error:
        raise NotHeard from error
    frames = len(sound) // _FRAME_BYTES
    if shape != (1, _FRAME_BYTES, FRAME_RATE) or not frames:
        raise NotHeard
    if frames > (LONGEST_SECONDS + _GRACE_SECONDS) * FRAME_RATE:
        raise SaidTooLong
    return _recording(sound[: frames * _FRAME_BYTES])


def _recording(sound: bytes) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(_FRAME_BYTES)
        writer.setframerate(FRAME_RATE)
        writer.writeframes(sound)
    return target.getvalue()
