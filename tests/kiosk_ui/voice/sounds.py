"""Measures WAVs the way the criteria are worded."""

import array
import io
import wave

from kiosk_ui.voice.speech_text.sentences import hanzi


def samples(wav: bytes) -> "array.array[int]":
    with wave.open(io.BytesIO(wav)) as reader:
        assert (reader.getnchannels(), reader.getsampwidth()) == (1, 2)
        return array.array("h", reader.readframes(reader.getnframes()))


def seconds(wav: bytes) -> float:
    with wave.open(io.BytesIO(wav)) as reader:
        return reader.getnframes() / reader.getframerate()


def leading_silence(wav: bytes) -> float:
    heard = samples(wav)
    first = next(place for place, sample in enumerate(heard) if abs(sample) > 100)
    return first / 22_050


def hanzi_a_minute(text: str, total_seconds: float) -> float:
    return hanzi(text) / total_seconds * 60
