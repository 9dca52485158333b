"""What a hand may do: single taps, trembling ones, a key held down, and Tab instead of a finger."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.criteria.house import House
from tests.criteria.screens import open_screen

SCRIPTS = sorted((Path(__file__).resolve().parents[2] / "kiosk_ui" / "assets" / "js").rglob("*.js"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_page_waits_for_more_than_a_tap(script: Path) -> None:
    """C5: no double tap, long press, drag or swipe is listened for."""
    text = script.read_text(encoding="utf-8")
    if script.name == "panel_guard.js":
        text = text.replace('"dragstart"', "")  # listened for to prevent it
    assert re.findall(r"""["'](?:dblclick|touchstart|touchend|pointermove|dragstart|drag|gesture\w+|pointerup)["']""", text) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_control_knows_a_trembling_hand(script: Path) -> None:
    """C7: clicks are listened for in tap.js alone, which ignores the second of two within half a second."""
    listening = re.findall(r"""(\w+)\.addEventListener\(["'](?:click|submit)["']""", script.read_text(encoding="utf-8"))
    harmless = ("document", "place")  # the idle clock; a field that opens the keyboard, which is open after two taps as after one
    assert script.name == "tap.js" or [one for one in listening if one not in harmless] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_control_is_made_of_something_else(script: Path) -> None:
    """M2: what can be pressed is a button, a link, a field or a summary."""
    assert re.findall(r"""role:\s*["'](?:button|link|checkbox|textbox)["']|contenteditable""", script.read_text(encoding="utf-8")) == []


def test_a_held_key_of_the_number_pad_writes_once(browser: Browser, house: House) -> None:
    """C8: 1.9 s on a key is one digit."""
    visitor = open_screen(browser, house, "kiosk", "number")
    page, entry = visitor.page, visitor.page.locator(".entry")
    page.wait_for_timeout(400)  # figures from a keyboard are held back a moment: they may be a card reader's
    before = entry.inner_text().replace(" ", "")
    box = page.locator(".pad button").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 50, box["y"] + 50)
    page.mouse.down()
    page.wait_for_timeout(1_900)
    expect(entry).to_have_text(re.compile(r"^[•\d ]+$"))
    assert entry.inner_text().replace(" ", "") == before
    page.mouse.up()
    assert len(entry.inner_text().replace(" ", "")) == len(before) + 1
    visitor.close()
