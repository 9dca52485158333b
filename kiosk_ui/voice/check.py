"""Whether a configured voice speaks as older listeners need it: at three speeds, not too loud, after a little silence."""

import array
import io
import wave
from collections.abc import Callable
from typing import NamedTuple

from kiosk_ui.voice.service import SpeechService
from kiosk_ui.voice.speech_text.sentences import hanzi
from kiosk_ui.voice.speeds import CALIBRATION_SENTENCE, SPEED_NAMES, TARGETS
from kiosk_ui.voice.worker.finish import HIGHEST_PEAK


class Spoken(NamedTuple):
    """How the calibration sentence came out at one speed."""

    speed: str
    hanzi_a_minute: float
    peak: int

    @property
    def kept(self) -> bool:
        """Whether the speed is the agreed one and nothing is too loud."""
        target, tolerance = TARGETS[self.speed]
        return abs(self.hanzi_a_minute - target) <= tolerance and self.peak <= HIGHEST_PEAK


def measure(voice: SpeechService) -> list[Spoken]:
    """The calibration sentence at each speed, synthesised afresh. Raises VoiceUnavailable."""
    chunks = voice.prepare(CALIBRATION_SENTENCE, private=True)  # private: nothing of an earlier engine's is heard
    try:
        return [_spoken(speed, [voice.wav(chunk.key, speed) for chunk in chunks]) for speed in SPEED_NAMES]
    finally:
        voice.forget([chunk.key for chunk in chunks])


def report(spoken: list[Spoken], rates: tuple[float, ...], tell: Callable[[str], object]) -> bool:
    """Tells each speed, and better rates where one is off; True when all are as agreed."""
    for one, rate in zip(spoken, rates, strict=True):
        target, tolerance = TARGETS[one.speed]
        verdict = "合适" if one.kept else "不合适"
        tell(f"{SPEED_NAMES[one.speed]}（{rate:g}）：每分钟 {one.hanzi_a_minute:.0f} 字，应为 {target} ± {tolerance}；峰值 {one.peak} → {verdict}")
    if all(one.kept for one in spoken):
        return True
    better = (rate * TARGETS[one.speed][0] / one.hanzi_a_minute for one, rate in zip(spoken, rates, strict=True))
    tell(f"请试试 WANQING_SPEECH_RATES=\"{' '.join(f'{rate:.3g}' for rate in better)}\"，再检查一次。")
    return False


def _spoken(speed: str, sounds: list[bytes]) -> Spoken:
    seconds, peak = 0.0, 0
    for sound in sounds:
        with wave.open(io.BytesIO(sound)) as reader:
            seconds += reader.getnframes() / reader.getframerate()
            samples = array.array("h", reader.readframes(reader.getnframes()))
        peak = max(peak, max(samples), -min(samples))
    return Spoken(speed, hanzi(CALIBRATION_SENTENCE) / seconds * 60, peak)
