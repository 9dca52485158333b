"""Takes EXIF and other notes out of a JPEG without decoding it, for pictures inside a PDF."""

from actions.grants.uploads.errors import BrokenFile

_START_OF_SCAN = 0xDA
_COMMENT = 0xFE
_KEPT_NOTES = frozenset({0xE0, 0xEE})  # APP0 (JFIF) and APP14 (Adobe: how the colours are meant)


def without_notes(jpeg: bytes) -> bytes:
    """The same picture without APP1..APP15 (but APP14) and comments. Raises BrokenFile."""
    if jpeg[:2] != b"\xff\xd8":
        raise BrokenFile
    kept, place = bytearray(jpeg[:2]), 2
    while place + 4 <= len(jpeg):
        if jpeg[place] != 0xFF:
            raise BrokenFile
        marker = jpeg[place + 1]
        if marker == 0xFF:  # a filling byte
            place += 1
            continue
        if marker == _START_OF_SCAN:
            end = jpeg.rfind(b"\xff\xd9")  # what hangs on behind the end of the picture goes too
            return bytes(kept) + (jpeg[place:] if end < place else jpeg[place : end + 2])
        after = place + 2 + int.from_bytes(jpeg[place + 2 : place + 4])
        if marker in _KEPT_NOTES or not (0xE0 <= marker <= 0xEF or marker == _COMMENT):
            kept += jpeg[place:after]
        place = after
    raise BrokenFile
