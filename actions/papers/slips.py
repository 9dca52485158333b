"""Draws a slip: black on white, 576 dots wide (80 mm paper at 203 dpi prints 72 mm), as long as it needs."""

import re
from dataclasses import dataclass

import segno
from PIL import Image, ImageDraw, ImageFont

from actions.papers.fonts import ChineseFont, Face

WIDTH = 576
MARGIN = 12
# Dots; eight are a millimetre, 39.5 are fourteen points: the smallest type anybody is given in print, and twenty for the title.
TITLE, NUMBER, HEADING, BODY = 58, 66, 46, 40
_SPACING = 1.35
_GAP = 18
_QR_DOT, _QR_QUIET = 8, 4
_PIECES = re.compile(r"[0-9A-Za-z.,:*/-]+[年月日元%]?|[^0-9A-Za-z]")
_NEVER_FIRST = "，。；：、？！）》」』”’…%,.;:)"


@dataclass(frozen=True)
class Section:
    """A heading, and lines with a box to tick where `boxes`."""

    heading: str
    lines: tuple[str, ...]
    boxes: bool = False


@dataclass(frozen=True)
class Slip:
    """What stands on a slip, from top to bottom; `qr` is the text of the code, empty for none."""

    title: str
    number: str
    sections: tuple[Section, ...]
    qr: str = ""
    foot: str = ""


@dataclass(frozen=True)
class _Placed:
    text: str
    font: ImageFont.FreeTypeFont
    x: int
    y: int


class _Sheet:
    """Places lines below each other."""

    def __init__(self, font: ChineseFont) -> None:
        self._font, self.placed, self.rules, self.boxes, self.y = font, list[_Placed](), list[int](), list[tuple[int, int, int]](), MARGIN

    def write(self, text: str, size: int, *, bold: bool = False, box: bool = False) -> None:
        font = _sized(self._font.bold if bold else self._font.regular, size)
        indent = MARGIN + (size + 12 if box else 0)
        for number, line in enumerate(wrapped(text, font, WIDTH - MARGIN - indent)):
            if box and number == 0:
                self.boxes.append((MARGIN, self.y + size // 4, size - 6))
            self.placed.append(_Placed(line, font, indent, self.y))
            self.y += round(size * _SPACING)

    def rule(self) -> None:
        self.rules.append(self.y + _GAP // 2)
        self.y += _GAP + 4


def draw_slip(slip: Slip, font: ChineseFont) -> Image.Image:
    """A picture of black and white dots."""
    sheet = _Sheet(font)
    sheet.write(slip.title, TITLE, bold=True)
    if slip.number:
        sheet.write(slip.number, NUMBER, bold=True)
    for section in slip.sections:
        sheet.rule()
        sheet.write(section.heading, HEADING, bold=True)
        for line in section.lines:
            sheet.write(line, BODY, box=section.boxes)
    sheet.rule()
    if slip.foot:
        sheet.write(slip.foot, BODY)
    return _painted(sheet, _qr(slip.qr) if slip.qr else None)


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Lines no wider than `width` dots. No number is torn apart, and none begins with a mark that closes something."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if piece == "\n":
            lines.append("")
        elif font.getlength(lines[-1] + piece) <= width:
            lines[-1] += piece
        elif piece in _NEVER_FIRST and len(lines[-1]) > 1:
            lines[-1], pulled = lines[-1][:-1], lines[-1][-1]
            lines.append(pulled + piece)
        elif font.getlength(piece) <= width:
            lines.append(piece)
        else:  # a number longer than the paper is wide
            for character in piece:
                if font.getlength(lines[-1] + character) > width:
                    lines.append("")
                lines[-1] += character
    return [line.strip() for line in lines]


def _painted(sheet: _Sheet, qr: Image.Image | None) -> Image.Image:
    height = sheet.y + (qr.height + _GAP if qr else 0) + MARGIN
    image = Image.new("L", (WIDTH, height), 255)
    draw = ImageDraw.Draw(image)
    for line in sheet.placed:
        draw.text((line.x, line.y), line.text, font=line.font, fill=0)
    for y in sheet.rules:
        draw.line((MARGIN, y, WIDTH - MARGIN, y), fill=0, width=3)
    for x, y, side in sheet.boxes:
        draw.rectangle((x, y, x + side, y + side), outline=0, width=3)
    if qr:
        image.paste(qr, ((WIDTH - qr.width) // 2, sheet.y))
    return image.point(lambda dot: 255 if dot > 150 else 0).convert("1", dither=Image.Dither.NONE)


def _qr(text: str) -> Image.Image:
    rows = [list(row) for row in segno.make_qr(text, error="m").matrix]
    side = len(rows) + 2 * _QR_QUIET
    small = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                small.putpixel((x + _QR_QUIET, y + _QR_QUIET), 0)
    return small.resize((side * _QR_DOT, side * _QR_DOT), Image.Resampling.NEAREST)


def _sized(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face.file), size, index=face.index)
