"""Reads the WAVs engines write: whole numbers of 8 to 32 bit, one channel or more, also with a length nobody filled in."""

import array
import io
import struct
import sys
import wave

from kiosk_ui.voice.worker.engine import EngineFailed


def read_wave(sound: bytes) -> tuple["array.array[int]", int]:
    """(16-bit samples of one channel, samples a second). Raises EngineFailed when it is no such WAV or an empty one."""
    try:
        with wave.open(io.BytesIO(sound)) as reader:
            width, channels, frame_rate = reader.getsampwidth(), reader.getnchannels(), reader.getframerate()
            # A command that writes into a pipe cannot know the length beforehand and notes the largest there is.
            data = reader.readframes(min(reader.getnframes(), len(sound)))
    except (EOFError, wave.Error, struct.error) as error:
        raise EngineFailed("no readable sound was written") from error
    samples = _one_channel(_sixteen_bit(data[: len(data) - len(data) % (width * channels)], width), channels)
    if not samples or not frame_rate:
        raise EngineFailed("the sound is empty")
    return samples, frame_rate


def _sixteen_bit(data: bytes, width: int) -> "array.array[int]":
    if width == 1:  # the only width without a sign
        return array.array("h", ((value - 128) << 8 for value in data))
    if width != 2:  # the upper two bytes of each sample
        data = b"".join(data[at + width - 2 : at + width] for at in range(0, len(data), width))
    samples = array.array("h", data)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _one_channel(samples: "array.array[int]", channels: int) -> "array.array[int]":
    if channels == 1:
        return samples
    parts = [samples[channel::channels] for channel in range(channels)]
    return array.array("h", (sum(frame) // channels for frame in zip(*parts, strict=True)))
