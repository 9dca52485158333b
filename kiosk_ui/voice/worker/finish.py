"""The last touch to a WAV: silence in front, and never louder than -1 dBFS."""

import array
import io
import sys
import wave

from kiosk_ui.voice.worker.waves import read_wave

# Sleeping HDMI and USB outputs swallow the first syllable of a sound that starts at sample 0.
LEADING_SILENCE_SECONDS = 0.2
# -1 dBFS, rounded down: 32767 * 10 ** (-1 / 20).
HIGHEST_PEAK = 29_200
# An engine's own silence in front is taken away when it is longer than this, so that the whole stays below 0.25 s.
_OWN_SILENCE_SECONDS = 0.05
_QUIET = 100  # a sample's height of 32,767


def finish(sound: bytes) -> bytes:
    """`sound` as 16-bit mono WAV with 0.2 s of leading silence and a peak of at most -1 dBFS. Raises EngineFailed."""
    samples, frame_rate = read_wave(sound)
    samples = _within_peak(_without_own_silence(samples, frame_rate))
    silence = array.array("h", bytes(2 * round(frame_rate * LEADING_SILENCE_SECONDS)))
    return _wave(silence + samples, frame_rate)


def _without_own_silence(samples: "array.array[int]", frame_rate: int) -> "array.array[int]":
    begin = next((place for place, sample in enumerate(samples) if abs(sample) > _QUIET), 0)
    return samples[begin:] if begin > frame_rate * _OWN_SILENCE_SECONDS else samples


def _within_peak(samples: "array.array[int]") -> "array.array[int]":
    peak = max(max(samples), -min(samples))
    if peak <= HIGHEST_PEAK:
        return samples
    return array.array("h", (sample * HIGHEST_PEAK // peak for sample in samples))


def _wave(samples: "array.array[int]", frame_rate: int) -> bytes:
    if sys.byteorder == "big":
        samples.byteswap()
    target = io.BytesIO()
    with wave.open(target, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(frame_rate)
        writer.writeframes(samples.tobytes())
    return target.getvalue()
