"""A camera held before a panel or a slip: what the codes in a picture say."""

import io

import zxingcpp
from PIL import Image


def codes(picture: bytes | Image.Image) -> list[str]:
    """The texts of all QR codes in an image, or in the bytes of one."""
    seen = picture if isinstance(picture, Image.Image) else Image.open(io.BytesIO(picture))
    found = zxingcpp.read_barcodes(seen.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in found]
