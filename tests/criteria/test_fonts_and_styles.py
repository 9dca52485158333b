"""What the style sheets and the first moment of a page owe: a real font, no words of their own, nothing that moves for long."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.criteria.house import House

SHEETS = sorted((Path(__file__).resolve().parents[2] / "kiosk_ui" / "assets" / "css").glob("*.css"))
DRAWN = """() => ["养", "\\u{10FFFF}"].map((letter) => {
  const canvas = document.createElement("canvas"); canvas.width = canvas.height = 60;
  const pen = canvas.getContext("2d"); pen.font = `40px ${getComputedStyle(document.body).fontFamily}`;
  pen.fillText(letter, 5, 45); return canvas.toDataURL(); })"""
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint').map((entry) => entry.startTime)"


@pytest.mark.parametrize("path", ["/kiosk", "/chat", "/policy/"])
def test_chinese_is_drawn_with_a_real_font(browser: Browser, house: House, path: str) -> None:
    """A9: a hanzi and an unassigned character do not look alike; a sans-serif Chinese font is asked for and there."""
    page = browser.new_page(base_url=house.address)
    page.goto(path)
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    fonts = page.evaluate("getComputedStyle(document.body).fontFamily")
    assert fonts == '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'
    assert page.evaluate("""document.fonts.check('40px "Noto Sans CJK SC"')""")
    hanzi, nothing = page.evaluate(DRAWN)
    page.close()
    assert hanzi != nothing


def test_the_kiosk_is_painted_within_two_seconds(browser: Browser, house: House) -> None:
    """J9: with nothing in the browser's store yet."""
    context = browser.new_context(base_url=house.address)
    page = context.new_page()
    page.goto("/kiosk")
    page.locator("#attract").screenshot()  # taken when it is painted
    painted = page.evaluate(FIRST_PAINT)
    context.close()
    assert painted and painted[0] <= 2_000


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_style_sheet_writes_words(sheet: Path) -> None:
    """A11: what a ::before adds is read by nobody and grows with nothing."""
    added = re.findall(r"""\bcontent:\s*["']([^"']+)["']""", sheet.read_text(encoding="utf-8"))
    assert [words for words in added if re.search(r"\w", words)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_what_moves_is_over_in_a_fifth_of_a_second(sheet: Path) -> None:
    """B6: and moves only for who has not asked for stillness."""
    for rule in re.findall(r"(?:transition|animation)[a-z-]*:[^;}]+", sheet.read_text(encoding="utf-8")):
        lasting = [float(number) * (1 if unit == "ms" else 1000) for number, unit in re.findall(r"([\d.]+)(ms|s)\b", rule)]
        assert all(milliseconds <= 200 for milliseconds in lasting), rule
