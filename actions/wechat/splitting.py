"""Cuts a text into messages WeChat takes: at lines, else at sentence ends, else anywhere but inside a character."""

import re
from collections.abc import Iterator

from actions.wechat.rules import TEXT_BYTES

_SENTENCE = re.compile(r"[^。！？；!?;]*[。！？；!?;]+[”’」）)]*|[^。！？；!?;]+")


def split(text: str, limit: int = TEXT_BYTES) -> list[str]:
    """`text` as messages of at most `limit` bytes of UTF-8, none of them empty; a line with a link stays whole."""
    parts: list[str] = []
    current = ""
    for piece in _pieces(text.strip(), limit):
        if current and _size(current + piece.rstrip()) > limit:
            parts.append(current)
            current = ""
        current += piece
    return [part.strip() for part in (*parts, current) if part.strip()]


def _pieces(text: str, limit: int) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        if _size(line.rstrip()) <= limit:
            yield line
            continue
        for sentence in _SENTENCE.findall(line):
            yield from [sentence] if _size(sentence) <= limit else _characters(sentence, limit)


def _characters(text: str, limit: int) -> Iterator[str]:
    start = end = size = 0
    for end, character in enumerate(text):
        if size + _size(character) > limit:
            yield text[start:end]
            start, size = end, 0
        size += _size(character)
    yield text[start : end + 1]


def _size(text: str) -> int:
    return len(text.encode())
