"""Noto Sans CJK SC on this machine: for typst, which embeds what it uses, and for the slip."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

from actions.papers.errors import FontMissing

FAMILY = "Noto Sans CJK SC"
REGULAR, BOLD = 400, 700
# Where Debian, Fedora and people put it.
USUAL_FOLDERS = (
    "/usr/share/fonts/opentype/noto", "/usr/share/fonts/google-noto-cjk", "/usr/share/fonts/google-noto-sans-cjk-fonts",
    "/usr/share/fonts/noto-cjk", "/usr/local/share/fonts",
)  # fmt: skip


@dataclass(frozen=True)
class Face:
    """One weight: its file and its place in it, as Pillow wants them."""

    file: Path
    index: int


@dataclass(frozen=True)
class ChineseFont:
    """The family in both weights, and all of its folder for typst."""

    typst: typst.Fonts
    regular: Face
    bold: Face


@cache
def find_font(folders: str = "") -> ChineseFont:
    """The font in `folders` (WANQING_FONTS; empty means the usual ones). Looked for once. Raises FontMissing."""
    for folder in folders.split(":") if folders else USUAL_FOLDERS:
        if Path(folder).is_dir() and (found := _font_in(folder)):
            return found
    raise FontMissing


def _font_in(folder: str) -> ChineseFont | None:
    fonts = typst.Fonts(font_paths=[folder], include_system_fonts=False)
    faces = {
        font.weight: Face(Path(font.path), font.index)
        for font in fonts.fonts()
        if font.family == FAMILY and font.style == "normal" and font.path is not None
    }
    if REGULAR not in faces:
        return None
    return ChineseFont(fonts, faces[REGULAR], faces.get(BOLD, faces[REGULAR]))
