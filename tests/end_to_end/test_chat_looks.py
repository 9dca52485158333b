"""How the chat page measures on phones: sizes, targets, contrast, large text, and what the first view weighs."""

import gzip
from collections.abc import Callable, Iterator

import pytest
from pages import PHONE_SIZE, ChatPage, Watch
from playwright.sync_api import Browser, BrowserContext, Response, expect
from survey import Measured, survey_chat
from survey_personal import survey_chat_personal

MODES = ("标准", "大", "特大")
PHONES = ((320, 568), (360, 640), (375, 667), (414, 896))
MAIN_CONTROLS = ("发送", "找人工", "设置", "关闭")
FIRST_VIEW_BYTES = 60_000
# The browser's own text size and WCAG 1.4.12 spacing, as a visitor's settings would bring them.
LARGER_TEXT = """scale => { const s = new CSSStyleSheet(); s.replaceSync(`html { font-size: ${scale} }
  * { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }`); document.adoptedStyleSheets = [s] }"""


@pytest.fixture(scope="module")
def screens(browser: Browser, assistant_url: str) -> Iterator[list[Measured]]:
    """Greeting, answer and dialogs at each text size, measured once."""
    measured: list[Measured] = []
    for mode in MODES:
        context = browser.new_context(
            base_url=assistant_url, viewport=PHONE_SIZE, has_touch=True, is_mobile=True, reduced_motion="reduce"
        )
        watch = Watch(context, assistant_url)
        measured += survey_chat(ChatPage(context.new_page()), mode)
        measured += survey_chat_personal(ChatPage(context.new_page()), mode)
        context.close()
        watch.check()
    yield measured


def test_no_text_is_small_and_bubbles_are_large(screens: list[Measured]) -> None:
    """A3: 16 px at least, bubbles 18 px at least, 30 px at the largest setting."""
    assert [(s.where, t["text"], t["px"]) for s in screens for t in s.texts if t["px"] < 16] == []
    for mode, least in (("标准", 18), ("大", 23), ("特大", 30)):
        answer = next(s for s in screens if s.where == f"{mode}/answer")
        words = [t["px"] for t in answer.texts if t["cls"] == "bubble" or t["tag"] == "P" and t["line"] >= 1.5]
        assert words and max(words) >= least


def test_lines_are_short_and_stand_apart(screens: list[Measured]) -> None:
    """A5, A6: line height 1.5, paragraphs 1.5 lines apart, 20 glyphs a line."""
    assert [(s.where, t["text"], t["line"]) for s in screens for t in s.texts if t["line"] < 1.499] == []
    assert [(s.where, gap) for s in screens for gap in s.gaps if gap < 1.499] == []
    assert [(s.where, t["text"]) for s in screens for t in s.texts if t["longest"] > 20] == []


def test_every_text_reads_against_its_ground(screens: list[Measured]) -> None:
    """B1: 7:1; 4.5:1 for the delivery line only."""
    faint = [
        (s.where, t["text"], round(t["contrast"], 2))
        for s in screens
        for t in s.texts
        if t["contrast"] < (4.5 if t["cls"] == "delivery" else 7)
    ]
    assert faint == []


def test_every_target_takes_a_thumb(screens: list[Measured]) -> None:
    """C3, K6: main controls and quick replies 60 px, every other target 44 px."""
    for s in screens:
        for t in s.targets:
            main = t["text"] in MAIN_CONTROLS or t["tag"] in ("TEXTAREA", "SUMMARY")
            least = 60 if main else 44
            assert min(t["w"], t["h"]) >= least - 0.5, (s.where, t)


def test_nothing_is_wider_than_the_phone(screens: list[Measured]) -> None:
    """A7: no sideways scrolling, no words cut off, at any text size."""
    assert [(s.where, s.width) for s in screens if s.width > 360] == []
    assert [(s.where, t["text"]) for s in screens for t in s.texts if t["clipped"]] == []


def test_axe_finds_nothing_on_any_screen(screens: list[Measured]) -> None:
    """M1: WCAG 2.2 A and AA, no violation."""
    assert [(s.where, s.violations) for s in screens if s.violations] == []


@pytest.mark.parametrize("size", PHONES, ids=str)
def test_twice_the_text_still_fits(open_context: Callable[..., BrowserContext], size: tuple[int, int]) -> None:
    """A7, A8, K11: text at 162 % (WeChat's largest) and 200 % with WCAG's spacing: nothing sideways or beneath a bar."""
    width, height = size
    context = open_context(viewport={"width": width, "height": height}, has_touch=True, is_mobile=True)
    page = ChatPage(context.new_page()).open().page
    wide = "[...document.querySelectorAll('#view, .title-bar, .bottom')].filter(e => e.scrollWidth > e.clientWidth + 1)"
    for scale in ("100%", "162%", "200%"):
        page.evaluate(LARGER_TEXT, scale)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(f"{wide}.length") == 0
        log, bar = page.locator("#view").bounding_box(), page.locator(".bottom").bounding_box()
        assert log and bar and log["y"] + log["height"] <= bar["y"] + 1 and bar["y"] + bar["height"] <= height + 1
        assert log["height"] >= height / 5, "the words keep room between the bars"


def test_the_page_looks_like_wechat(chat: ChatPage) -> None:
    """K1: grey ground, my words right on green, the assistant's left on white, one line to write in below."""
    chat.say_and_read()
    mine, theirs = chat.own.locator(".bubble").last, chat.replies.last.locator(".bubble")
    colour = "e => getComputedStyle(e).backgroundColor"
    assert chat.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(237, 237, 237)"
    assert mine.evaluate(colour) == "rgb(149, 236, 105)"
    assert theirs.evaluate(colour) == "rgb(255, 255, 255)"
    right, left = mine.bounding_box(), theirs.bounding_box()
    assert right and left and right["x"] + right["width"] > 340 and left["x"] < 20


def test_chinese_is_drawn_with_a_real_font(chat: ChatPage) -> None:
    """A9: a hanzi and an unassigned character do not look alike, and the page says it is Chinese."""
    assert chat.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert "Noto Sans CJK SC" in chat.page.evaluate("getComputedStyle(document.body).fontFamily")
    drawn = chat.page.evaluate(
        """() => ["养", "\\u{10FFFF}"].map((letter) => {
             const canvas = document.createElement("canvas"); canvas.width = canvas.height = 60;
             const pen = canvas.getContext("2d"); pen.font = `40px ${getComputedStyle(document.body).fontFamily}`;
             pen.fillText(letter, 5, 45); return canvas.toDataURL(); })"""
    )
    assert drawn[0] != drawn[1]


def test_the_first_view_is_light(open_context: Callable[..., BrowserContext]) -> None:
    """First view under 60 kB compressed."""
    page = open_context(viewport=PHONE_SIZE).new_page()
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    page.goto("/chat")
    expect(page.locator(".other").first).to_be_visible()
    weight = sum(len(gzip.compress(response.body())) for response in loaded if response.ok)
    assert weight < FIRST_VIEW_BYTES, f"{weight} bytes"
