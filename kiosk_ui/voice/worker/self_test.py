"""Whether a freshly loaded engine speaks Chinese at all, before anybody hears it."""

from kiosk_ui.voice.worker.engine import Engine, EngineFailed
from kiosk_ui.voice.worker.waves import read_wave

# The Mandarin voice that is broken in some builds reads Chinese with English phonemes, marked `(en)`.
SELF_TEST = "您好"
_FOREIGN = "(en)"
_SHORTEST, _LONGEST, _AUDIBLE = 0.15, 5.0, 500  # seconds; a sample's height of 32,767


def self_test(engine: Engine, rate: float = 0) -> None:
    """Raises EngineFailed when the engine does not read Chinese as Chinese, or gives no sound of a likely length."""
    heard = engine.phonemes(SELF_TEST)
    if heard is None:
        return _must_be_heard(engine.synthesise(SELF_TEST, rate))
    if not heard or _FOREIGN in heard:
        raise EngineFailed(f"the Mandarin voice reads {SELF_TEST} as {heard!r}")


def _must_be_heard(sound: bytes) -> None:
    samples, frame_rate = read_wave(sound)
    seconds = len(samples) / frame_rate
    if not _SHORTEST <= seconds <= _LONGEST or max(max(samples), -min(samples)) < _AUDIBLE:
        raise EngineFailed(f"{SELF_TEST} gives {seconds:.1f} s of sound that nobody hears as two syllables")
