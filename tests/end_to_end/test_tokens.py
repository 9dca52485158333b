"""The palette of tokens.css, measured: contrast is a property of the tokens, not of luck."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "kiosk_ui" / "assets" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")

# (foreground, ground, at least): what stands on what in the style sheets.
PAIRS = (
    ("text", "page", 7), ("text", "card", 7), ("text", "tint", 7), ("text", "own-bubble", 7), ("text", "notice", 7),
    ("text-second", "page", 7), ("text-second", "card", 7),
    ("on-brand", "brand", 7), ("on-brand", "brand-pressed", 7),
    ("brand-ink", "page", 7), ("brand-ink", "card", 7), ("brand-ink", "tint", 7),
    ("link", "own-bubble", 7), ("link", "card", 7), ("warning", "card", 7), ("warning", "page", 4.5),
    ("on-spoken", "spoken", 7), ("spoken", "card", 3), ("spoken", "page", 3),
    ("border", "page", 3), ("border", "card", 3), ("border", "tint", 3), ("brand", "page", 3), ("brand", "tint", 3),
    ("focus-edge", "focus", 3), ("focus-edge", "page", 3),
)  # fmt: skip


def palette(*selectors: str) -> dict[str, str]:
    """The colours that hold where all `selectors` match, later ones winning."""
    colours: dict[str, str] = {}
    for selector in (":root", *selectors):
        for block in re.findall(rf"^{re.escape(selector)} {{(.*?)^}}", TOKENS, re.S | re.M):
            colours |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,8});", block))
    return colours


def luminance(colour: str) -> float:
    digits = colour[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio, 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [(), ('[data-face="kiosk"]',), ('[data-contrast="high"]',)], ids=str)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_colours_that_meet_have_contrast(theme: tuple[str, ...], ink: str, ground: str, least: float) -> None:
    """B1, B2, B3, K2: every pair that meets in the style sheets, in every theme."""
    colours = palette(*theme)
    if colours[ink] == colours[ground]:
        assert theme == ('[data-contrast="high"]',) and ink in ("brand", "border", "spoken"), (ink, ground)
    assert contrast(colours[ink], colours[ground]) >= least


def test_wechats_own_green_is_not_used_for_white_words() -> None:
    """B3: #07C160 under white letters has 2.38:1."""
    assert "07c160" not in TOKENS.lower()


def test_only_tokens_name_colours_and_fonts() -> None:
    """The one file for fonts, sizes and colours is one."""
    for sheet in CSS.glob("*.css"):
        if sheet.name != "tokens.css":
            text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)|\brgba?\(|font-family: (?!var)", text) == [], sheet.name


def test_nothing_blinks_scrolls_by_itself_or_stops_magnifying() -> None:
    """A8, B6, M4: no marquee, no endless animation, no blocked zoom, no WeChat font blocking."""
    ui = CSS.parents[1]
    sources = [path for kind in ("*.css", "*.js", "*.html") for path in ui.rglob(kind)]
    assert len(sources) > 20
    for path in sources:
        text = path.read_text(encoding="utf-8")
        for banned in (
            "marquee",
            "infinite",
            "user-scalable",
            "maximum-scale",
            "setFontSizeCallback",
            "text-size-adjust",
        ):
            assert banned not in text, f"{banned} in {path.name}"


def test_pages_bring_no_code_of_others_and_nothing_inline() -> None:
    """D4, J9: no other origin, no inline script or style, no markup made from strings."""
    ui = CSS.parents[1]
    for path in [*ui.rglob("*.html"), *ui.rglob("*.js")]:
        if path.name == "loader.html":
            continue  # opened from the machine's own disk, as one file; the server never gives it out
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://(?!www\.w3\.org/)", text), path.name
        assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|window\.open|eval\(", text), path.name
        assert not re.search(r"<style|<script>|\sstyle=|\son[a-z]+=\"", text), path.name
