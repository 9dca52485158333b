"""Streams inside a PDF: none may unfold into more than a page needs, none may carry where a photo was taken."""

import base64
import zlib
from typing import Any

from pikepdf import Dictionary, Name, Stream

from actions.grants.uploads.cleaning.jpeg_segments import without_notes
from actions.grants.uploads.cleaning.kinds import MAX_PIXELS
from actions.grants.uploads.errors import BrokenFile, TooComplex, TooManyPixels

MAX_STREAM = 270_000_000  # bytes: a page of MAX_PIXELS in four colours
MAX_TEXT = 20_000_000  # bytes of drawing commands; a scanned page has hundreds
# Pictures as scanners and phones write them, and what is unfolded at once; others (LZW, JBIG2) do not occur there.
_PLAIN = frozenset({"/FlateDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode"})
_TEXT_FORMS = frozenset({"/ASCII85Decode", "/ASCIIHexDecode"})  # these only shrink
_PICTURES = frozenset({"/DCTDecode", "/CCITTFaxDecode"})


def clean_stream(stream: Stream) -> None:
    """Checks `stream` and takes the notes out of its JPEG, if it is one. Raises UploadError."""
    filters = _filters(stream)
    picture = stream.get(Name.Subtype) == Name.Image
    if picture and int(stream.get(Name.Width, 0)) * int(stream.get(Name.Height, 0)) > MAX_PIXELS:
        raise TooManyPixels
    if not set(filters[:-1]) <= _PLAIN or (filters and filters[-1] not in _PLAIN | _PICTURES):
        raise TooComplex
    unfolded = stream.read_raw_bytes()
    for name in filters:
        if name == "/FlateDecode":
            unfolded = _unfolded(unfolded, MAX_STREAM if picture else MAX_TEXT)
        elif name == "/DCTDecode":
            _replace_jpeg(stream, unfolded)
        elif name in _TEXT_FORMS:
            unfolded = _from_text(unfolded, name)
        elif name in _PLAIN and len(filters) > 1:
            raise TooComplex  # nothing a phone, scanner or office program writes


def _filters(stream: Stream) -> list[str]:
    given: Any = stream.get(Name.Filter)
    if given is None:
        return []
    return [str(given)] if isinstance(given, Name) else [str(one) for one in given]


def _from_text(raw: bytes, name: str) -> bytes:
    try:
        if name == "/ASCIIHexDecode":
            digits = b"".join(raw.split(b">", 1)[0].split())
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        return base64.a85decode(raw.strip().removeprefix(b"<~").split(b"~", 1)[0])
    except ValueError as error:
        raise BrokenFile from error


def _unfolded(raw: bytes, limit: int) -> bytes:
    unfolding = zlib.decompressobj()
    try:
        data = unfolding.decompress(raw, limit)
    except zlib.error as error:
        raise BrokenFile from error
    if unfolding.unconsumed_tail:
        raise TooComplex
    return data


def _replace_jpeg(stream: Stream, jpeg: bytes) -> None:
    given = stream.get(Name.DecodeParms)
    parameters = given if isinstance(given, Dictionary) else None  # only says how colours are meant, which APP14 says too
    stream.write(without_notes(jpeg), filter=Name.DCTDecode, decode_parms=parameters)
