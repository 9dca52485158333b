"""How every screen of the kiosk page measures on the reference panel, in all text sizes and in high contrast."""

from collections.abc import Iterator

import pytest
from pages import KIOSK_SIZE, KioskPage, Watch
from playwright.sync_api import Browser
from survey import Measured, survey_kiosk
from survey_personal import survey_kiosk_personal

MODES = ("标准", "大字", "特大", "高对比")
LEAST_TEXT = {"标准": 36, "大字": 42, "特大": 42, "高对比": 36}


@pytest.fixture(scope="module")
def screens(browser: Browser, assistant_url: str) -> Iterator[list[Measured]]:
    """All screens in all modes, measured once."""
    measured: list[Measured] = []
    for mode in MODES:
        context = browser.new_context(
            base_url=assistant_url, viewport=KIOSK_SIZE, has_touch=True, reduced_motion="reduce"
        )
        watch = Watch(context, assistant_url)
        measured += survey_kiosk(KioskPage(context.new_page()), mode)
        measured += survey_kiosk_personal(KioskPage(context.new_page()), mode)
        context.close()
        watch.check()
    yield measured


def test_no_text_is_too_small_to_read_from_600_mm(screens: list[Measured]) -> None:
    """A1, A2: 36 px at least, 42 px in the large modes."""
    small = [
        (s.where, t["text"], t["px"])
        for s in screens
        for t in s.texts
        if t["px"] < LEAST_TEXT["标准" if s.screen == "attract" else s.mode] - 0.01
    ]
    assert small == []


def test_answers_stand_in_40_px_and_titles_in_56_px(screens: list[Measured]) -> None:
    """A1: body 40 px, page titles 56 px."""
    for s in screens:
        assert all(t["px"] >= 55.9 for t in s.texts if t["tag"] == "H1"), s.where
    answer = next(s for s in screens if s.where == "标准/answer")
    body = [t for t in answer.texts if t["tag"] in ("P", "LI", "SPAN") and t["cls"] not in ("effective",)]
    in_content = [t for t in body if "快慢" not in t["text"] and t["text"] not in ("晚晴",)]
    assert in_content and all(t["px"] >= 40 for t in in_content if t["tag"] != "SMALL")


def test_lines_stand_apart_and_paragraphs_more_so(screens: list[Measured]) -> None:
    """A5: line height 1.5, paragraphs 1.5 lines apart."""
    assert [(s.where, t["text"], t["line"]) for s in screens for t in s.texts if t["line"] < 1.499] == []
    assert [(s.where, gap) for s in screens for gap in s.gaps if gap < 1.499] == []


def test_no_line_is_longer_than_26_characters(screens: list[Measured]) -> None:
    """A6: at most 26 glyphs on the reference panel, never justified."""
    assert [(s.where, t["text"], t["longest"]) for s in screens for t in s.texts if t["longest"] > 26] == []
    assert [t["text"] for s in screens for t in s.texts if t["align"] == "justify"] == []


def test_every_text_reads_against_its_ground(screens: list[Measured]) -> None:
    """B1: 7:1 in every theme; B5: 15:1 for the words of an answer in high contrast."""
    faint = [(s.where, t["text"], round(t["contrast"], 2)) for s in screens for t in s.texts if t["contrast"] < 7]
    assert faint == []
    strong = [t["contrast"] for s in screens if s.where == "高对比/answer" for t in s.texts if t["tag"] == "P"]
    assert strong and min(strong) >= 15


def test_every_edge_of_a_button_can_be_seen(screens: list[Measured]) -> None:
    """B2: 3:1 between a control and what is around it."""
    unseen = [
        (s.where, t["text"], t["edge"])
        for s in screens
        if s.screen != "attract"
        for t in s.targets
        if not t["edge"] or t["edge"] < 3
    ]
    assert unseen == []


def test_every_target_is_larger_than_a_fingertip(screens: list[Measured]) -> None:
    """C1: 96 px both ways on the reference panel; home tiles 240 px high."""
    small = [(s.where, t["text"], t["w"], t["h"]) for s in screens for t in s.targets if min(t["w"], t["h"]) < 96]
    assert small == []
    tiles = [t for s in screens if s.screen == "home" for t in s.targets if t["cls"] == "tile"]
    assert tiles and all(t["h"] >= 240 for t in tiles)


def test_different_actions_never_touch(screens: list[Measured]) -> None:
    """C4: 16 px between targets."""
    close = []
    for s in screens:
        for place in ("content", "bar"):  # content may scroll beneath the bars, where it cannot be touched
            targets = [t for t in s.targets if t["place"] == place and s.screen != "attract"]
            for i, a in enumerate(targets):
                close += [(s.where, a["text"], b["text"]) for b in targets[i + 1 :] if _gap(a, b) < 15.9]
    assert close == []


def test_home_and_staff_stand_at_the_same_place_everywhere(screens: list[Measured]) -> None:
    """D1, D8: 首页 (104 px high or more) and 找工作人员 keep their place within 2 px on every screen and in every mode."""
    for name in ("首页", "找工作人员", "结束"):
        boxes = [
            next(t for t in s.targets if t["text"] == name and t["place"] == "bar")
            for s in screens
            if s.screen != "attract"
        ]
        for side in ("x", "y", "w", "h"):
            values = [box[side] for box in boxes]
            assert max(values) - min(values) <= 2, (name, side)
        assert min(box["h"] for box in boxes) >= 104


def test_home_and_the_examples_never_scroll(screens: list[Measured]) -> None:
    """A10: everything of these screens is on the panel, in every text size."""
    for s in screens:
        assert s.width <= 1080 and s.height <= 1920, s.where
        if s.screen in ("home", "examples"):
            content, room = s.inner or [0, 0]
            assert content <= room, s.where


def test_home_offers_few_and_short_choices(screens: list[Measured]) -> None:
    """D3: at most eight, six hanzi each."""
    for s in screens:
        if s.screen == "home":
            labels = [t["text"] for t in s.texts if t["tag"] == "STRONG"]
            assert 0 < len(labels) <= 8
            assert all(len(label) <= 6 for label in labels), labels


def test_no_words_are_cut_off(screens: list[Measured]) -> None:
    """A7: nothing wider than the box it stands in."""
    assert [(s.where, t["text"]) for s in screens for t in s.texts if t["clipped"]] == []


def test_axe_finds_nothing_on_any_screen(screens: list[Measured]) -> None:
    """M1: WCAG 2.2 A and AA, no violation."""
    assert [(s.where, s.violations) for s in screens if s.violations] == []


def _gap(a: dict, b: dict) -> float:
    across = max(b["x"] - a["x"] - a["w"], a["x"] - b["x"] - b["w"])
    down = max(b["y"] - a["y"] - a["h"], a["y"] - b["y"] - b["h"])
    return max(across, down)
