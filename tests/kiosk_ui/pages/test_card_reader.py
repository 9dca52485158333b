"""A card reader beside the panel types like a keyboard: caught wherever the focus is, never echoed, never asked."""

import pytest
from playwright.sync_api import expect

from actions.reply import Reply
from tests.reader import PACE_SECONDS, type_fast
from tests.visitors import fictional_number

NUMBER = fictional_number()
WITH_X = next(number for sequence in range(1, 60) if (number := fictional_number(sequence=sequence)).endswith("X"))
WRONG = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")
CARD_FIRST = "请先选要办的事，再刷身份证"
IDENTITY = {"type": "identity", "methods": ["sms", "clerk"], "consent": None, "purpose": "pension"}


def swipe(page, typed, pace=PACE_SECONDS):
    type_fast(page, typed, "Enter", pace=pace)


def nowhere(page, number):
    page.wait_for_timeout(250)
    seen = page.evaluate("[document.documentElement.outerHTML, ...[...document.querySelectorAll('input')].map((i) => i.value)].join()")
    return number not in seen and number.lower() not in seen


def test_what_a_reader_types_into_the_question_is_neither_echoed_nor_asked(kiosk, rasa):
    page = kiosk.page
    line, note = page.locator(".ask input"), page.locator("#card-note")
    line.fill("我")
    for typed in (NUMBER, WITH_X, WITH_X.lower(), WRONG, NUMBER[:15], "6222021234567890123", "card:" + NUMBER):
        line.focus()
        swipe(page, typed)
        assert nowhere(page, typed)
        assert line.input_value() == "我"
        expect(page.locator("#screen")).to_have_attribute("data-name", "home")
        if typed.upper() in (NUMBER, WITH_X):
            expect(note).to_have_text(f"{CARD_FIRST}。")
            assert page.evaluate("parseFloat(getComputedStyle(document.getElementById('card-note')).fontSize)") >= 36
            page.touchscreen.tap(540, 300)
        expect(note).to_be_empty()
    assert rasa.messages == []


def to_the_number(kiosk, rasa):
    rasa.behave = lambda message: [Reply(text="要先核实身份。", outcome="verify", card=IDENTITY)]
    kiosk.page.locator(".tile").first.tap()
    kiosk.heading("您查谁的事？")
    kiosk.tap("查我自己的")
    kiosk.heading("请输入身份证号")


def test_a_card_fills_the_number_that_is_asked_for_covered(kiosk, rasa):
    page = kiosk.page
    to_the_number(kiosk, rasa)
    entry = page.locator(".entry")
    for key in "12":
        kiosk.tap(key, page.locator(".pad"))
    swipe(page, WRONG)
    page.wait_for_timeout(200)
    assert entry.inner_text().replace(" ", "") == "•2", "a wrong number is ignored, what was typed by hand stays"
    for place in ("#screen h1", ".pad button >> nth=4", "#go-help"):
        page.locator(place).focus()
        swipe(page, WITH_X)
        expect(entry).to_have_text("•••••• •••••••• •••X")
        assert nowhere(page, WITH_X)
        kiosk.heading("请输入身份证号")
        kiosk.tap("全部重填")
    kiosk.tap("显示")
    swipe(page, NUMBER)
    expect(entry).to_contain_text("••••••")
    assert nowhere(page, NUMBER)
    kiosk.tap("下一步")
    kiosk.heading("请输入您的姓名")
    swipe(page, NUMBER)
    assert page.locator("#screen input").input_value() == ""
    assert nowhere(page, NUMBER)


def test_a_hand_types_as_before(kiosk, rasa):
    """At any pace, with Enter and corrections; a reader's burst without Enter is no question either."""
    page = kiosk.page
    line = page.locator(".ask input")
    line.focus()
    page.keyboard.type("abc 12", delay=80)
    page.keyboard.press("Backspace")
    page.keyboard.type("quick", delay=10)
    page.locator("h1").first.tap()
    assert line.input_value() == "abc 1quick"
    line.focus()
    type_fast(page, NUMBER)
    page.wait_for_timeout(250)
    assert NUMBER not in line.input_value()
    page.keyboard.press("Enter")
    expect(page.locator("#screen")).to_have_attribute("data-name", "answer")
    assert rasa.messages[-1]["message"] == "abc 1quick"


def test_a_card_wakes_the_panel_and_is_told_to_wait(kiosk):
    page = kiosk.page
    kiosk.tap("结束")
    swipe(page, NUMBER)
    expect(page.locator(".tile").first).to_be_visible()
    expect(page.locator("#card-note")).to_have_text(f"{CARD_FIRST}。")
    assert nowhere(page, NUMBER)


@pytest.mark.parametrize("end", ["Enter", "Tab", ""])
def test_no_pad_but_that_of_a_covered_number_shows_a_card(kiosk, rasa, end):
    """Whatever the reader sends at its end; a track that begins with a sign of its own is no other matter."""
    page = kiosk.page
    rasa.behave = lambda message: [Reply(text="要先核实身份。", outcome="verify", card=IDENTITY)]
    page.locator(".tile").first.tap()
    kiosk.heading("您查谁的事？")
    kiosk.tap("没带手机，请工作人员核实")
    kiosk.heading("请输入身份证号")
    read_card(page, WITH_X, end)
    expect(page.locator(".entry")).to_have_text("•••••• •••••••• •••X")
    kiosk.tap("下一步")
    kiosk.heading("请输入您的姓名")
    kiosk.enter("张秀兰")
    kiosk.heading("请工作人员输入工号")
    for typed in (NUMBER, f";{NUMBER}=01?"):
        read_card(page, typed, end)
        expect(page.locator(".entry")).to_be_empty()
    kiosk.heading("请工作人员输入工号")
    page.keyboard.type("1024", delay=5)
    expect(page.locator(".entry")).to_have_text("1024")


@pytest.mark.parametrize("path", ["/kiosk/staff", "/kiosk/register"])
def test_the_machines_own_pages_show_no_card(pages, path):
    page = pages(path, {"width": 1080, "height": 1920})
    for end in ("Enter", "Tab", ""):
        read_card(page, NUMBER, end)
        expect(page.locator(".entry")).to_be_empty()
    page.keyboard.type("1024", delay=5)
    expect(page.locator(".entry")).to_have_text("1024")


def read_card(page, typed, end):
    page.locator("h1").first.focus()
    type_fast(page, typed, end)
    assert nowhere(page, typed)


def test_a_finger_on_the_panel_does_not_part_the_number(kiosk, rasa):
    """A tap between two keys, or a touch that lasts while the reader goes on."""
    page = kiosk.page
    tools = page.context.new_cdp_session(page)
    line = page.locator(".ask input")
    line.fill("我")
    for before in (3, 9):
        line.focus()
        type_fast(page, NUMBER[:before])
        page.touchscreen.tap(540, 60)
        swipe(page, NUMBER[before:])
        still_asking_nothing(kiosk, rasa)
        line.focus()
        type_fast(page, NUMBER[:before])
        tools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 540, "y": 60}]})
        type_fast(page, NUMBER[before:15])
        tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        swipe(page, NUMBER[15:])
        still_asking_nothing(kiosk, rasa)
    line.focus()
    page.keyboard.type("12", delay=5)
    page.locator("h1").first.tap()
    assert line.input_value() == "我12", "a hand's figures are there before its touch does anything"


def still_asking_nothing(kiosk, rasa):
    expect(kiosk.page.locator("#card-note")).to_have_text(f"{CARD_FIRST}。")
    assert kiosk.page.locator(".ask input").input_value() == "我"
    expect(kiosk.page.locator("#screen")).to_have_attribute("data-name", "home")
    assert rasa.messages == []
