"""Cuts a text into what is synthesised and highlighted at a time.

Short sentences are what makes a synthetic voice understandable to older listeners, and a short first one is what makes
it start at once.
"""

import re
from typing import NamedTuple

from kiosk_ui.voice.speech_text.normalise import normalise
from kiosk_ui.voice.speech_text.personal import personal_spans
from kiosk_ui.voice.speech_text.rule import HANZI

FIRST_HANZI = 20  # the first chunk, where a comma allows it
CHUNK_HANZI = 30
FORCED_HANZI = 60  # cut even without a comma: an answer without punctuation must not hold up the voice
LONGEST_SPOKEN = 200  # characters; the engine takes time quadratic in the length

_SENTENCE = re.compile(
    r"[^。！？；!?;\n]*(?:[!?;](?=[A-Za-z0-9=&/])[^。！？；!?;\n]*)*(?:[。！？；!?;\n]+[”’」』）)]*|$)"
)
_COMMA = re.compile(r"(?<=，)|(?<=,)(?!\d)")
_SMALLER = re.compile(r"(?<=[^\d、：][、：])")
_COUNTED = re.compile(f"[{HANZI}]")


class Sentence(NamedTuple):
    """`shown` is a piece of the display text, `spoken` what is said for it."""

    shown: str
    spoken: str


def split(text: str) -> list[Sentence]:
    """The chunks of `text` in order, at most 200 spoken characters each; pieces with nothing to say are left out."""
    pieces = [part for sentence in _SENTENCE.findall(text) for part in _fit(sentence, CHUNK_HANZI)]
    while pieces and not normalise(pieces[0]):
        pieces.pop(0)
    if pieces:
        pieces[:1] = _short_start(pieces[0])
    spoken = ((piece.strip(), normalise(piece)) for piece in pieces)
    return [Sentence(shown, said[:LONGEST_SPOKEN]) for shown, said in spoken if said]


def hanzi(text: str) -> int:
    """How many hanzi are said for a display text."""
    return len(_COUNTED.findall(normalise(text)))


def _short_start(piece: str) -> list[str]:
    parts = _gather(_COMMA.split(piece), FIRST_HANZI)
    return [parts[0], "".join(parts[1:])] if len(parts) > 1 else parts


def _fit(piece: str, limit: int) -> list[str]:
    """`piece` at its commas, then at smaller pauses, then by force."""
    if hanzi(piece) <= limit:
        return [piece]
    fitting: list[str] = []
    for part in _gather(_COMMA.split(piece), limit):
        if hanzi(part) <= limit:
            fitting.append(part)
            continue
        for smaller in _gather(_SMALLER.split(part), limit):
            fitting += _forced(smaller)
    return fitting


def _gather(parts: list[str], limit: int) -> list[str]:
    """Neighbours joined again as long as they stay within `limit` hanzi."""
    gathered: list[str] = []
    for part in parts:
        if gathered and hanzi(gathered[-1] + part) <= limit:
            gathered[-1] += part
        elif part:
            gathered.append(part)
    return gathered


def _forced(piece: str) -> list[str]:
    """Halves until short enough, but never inside a number: half an identity number would be read in full."""
    if hanzi(piece) <= FORCED_HANZI:
        return [piece]
    middle = len(piece) // 2
    places = [place for place in range(1, len(piece)) if _may_cut(piece, place)]
    if not places:
        return [piece]
    place = min(places, key=lambda candidate: abs(candidate - middle))
    return _forced(piece[:place]) + _forced(piece[place:])


def _may_cut(piece: str, place: int) -> bool:
    """Only between two hanzi, or between two letters of what is no word to anybody."""
    left, right = piece[place - 1], piece[place]
    if any(start < place < end for start, end in personal_spans(piece)):
        return False
    return bool(_COUNTED.match(left) and _COUNTED.match(right)) or (left.isalpha() and right.isalpha())
