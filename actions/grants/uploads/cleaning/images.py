"""Pictures: decoded within limits, turned upright, made smaller, and written anew without anything but the picture."""

import io
import struct
import zlib

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from actions.grants.uploads.cleaning.kinds import JPEG, LONGEST_SIDE, MAX_PIXELS, SHORTEST_SIDE, Cleaned
from actions.grants.uploads.errors import BrokenFile, TooManyPixels, TooSmall

QUALITY = 88
_BAD = (OSError, SyntaxError, ValueError, IndexError, EOFError, KeyError, TypeError, struct.error, zlib.error, RuntimeError)


def clean_image(data: bytes, kind: str) -> Cleaned:
    """A JPEG of the first frame: no EXIF, GPS, XMP, colour profile, thumbnail or trailing bytes. Raises UploadError."""
    Image.MAX_IMAGE_PIXELS = None  # asked below, with an error of our own
    if kind == "HEIF":
        pillow_heif.register_heif_opener(thumbnails=False)
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as image:
            _check_size(image)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded near the size that is kept
            image.load()
            return Cleaned(_written(_on_white(image)), JPEG)
    except (UnidentifiedImageError, *_BAD) as error:
        raise BrokenFile from error


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise TooManyPixels
    if max(width, height) < SHORTEST_SIDE:
        raise TooSmall


def _on_white(image: Image.Image) -> Image.Image:
    """Upright, at most LONGEST_SIDE long, in RGB; what was transparent is white like paper."""
    small = ImageOps.exif_transpose(image)
    if small.mode in ("P", "1") or small.mode.startswith("I;16"):
        small = small.convert("RGBA" if "transparency" in small.info else "RGB")
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if small.mode in ("RGBA", "LA", "PA", "La", "RGBa"):
        seen = small.convert("RGBA")
        small = Image.new("RGB", seen.size, "white")
        small.paste(seen, mask=seen.getchannel("A"))
    return small.convert("RGB")


def _written(image: Image.Image) -> bytes:
    bare = Image.new("RGB", image.size)
    bare.paste(image)  # the pixels alone: what hung on the image (info, profile, comments) stays behind
    buffer = io.BytesIO()
    bare.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()
