"""Decodes text whose encoding nobody states: UTF-8 (with or without BOM), UTF-16, GB18030."""

import codecs
import re

from knowledge_base.documents.errors import DocumentError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_READABLE_SHARE = 0.98  # of the characters; GB18030 turns almost any bytes into something


def decode(content: bytes) -> str:
    """The text of `content`. Raises DocumentError unreadable-file when no encoding gives readable text."""
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_readable(text):
            return text
    raise DocumentError("unreadable-file")


def _candidates(content: bytes) -> list[str]:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return [encoding]
    if b"\0" in content[:4096]:
        return ["utf-16-le", "utf-16-be"]
    return ["utf-8", "gb18030"]


def _is_readable(text: str) -> bool:
    return len(_CONTROL.findall(text)) <= (1 - _READABLE_SHARE) * len(text)
