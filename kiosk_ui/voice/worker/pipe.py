"""What parent and worker say to each other: a JSON line in, a length-prefixed answer out.

Question, ended by a newline: {"ask": "speak", "text": str, "rate": float}, {"ask": "phonemes", "text": str}, or
{"ask": "hear", "wav": base64}.
Answer: one kind byte, four bytes of length (big endian), the payload.
"""

import json
import os
import select
import struct
import time
from typing import Any

READY = b"R"  # once, after the self-test: the engine's version
SOUND = b"W"  # a WAV
TEXT = b"T"  # UTF-8
FAILED = b"F"  # one line saying why; the worker stays fit for work only when it says so by not ending

_HEAD = struct.Struct(">cI")
# A chunk is at most 200 characters, which is a few megabytes at the slowest rate; more is a broken stream.
_LONGEST = 64 * 1024 * 1024


class PipeBroken(RuntimeError):
    """The other side ended, fell silent past the deadline, or sent something that is no answer."""


def encode_question(question: dict[str, Any]) -> bytes:
    """One line of JSON."""
    return json.dumps(question, ensure_ascii=True).encode("ascii") + b"\n"


def write_answer(descriptor: int, kind: bytes, payload: bytes) -> None:
    """Writes one whole answer to a blocking descriptor."""
    rest = memoryview(_HEAD.pack(kind, len(payload)) + payload)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def read_answer(descriptor: int, seconds: float) -> tuple[bytes, bytes]:
    """(kind, payload), read within `seconds`. Raises PipeBroken."""
    deadline = time.monotonic() + seconds
    kind, length = _HEAD.unpack(_read(descriptor, _HEAD.size, deadline))
    if length > _LONGEST:
        raise PipeBroken("an answer without end")
    return kind, _read(descriptor, length, deadline)


def _read(descriptor: int, size: int, deadline: float) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        ready, _, _ = select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise PipeBroken("no answer in time")
        part = os.read(descriptor, min(size - len(parts), 1 << 20))
        if not part:
            raise PipeBroken("the worker ended")
        parts += part
    return bytes(parts)
