"""What an answer offers on the phone: judged, sent on, sent again without doubling, and readable by older phones."""

import dataclasses

import pytest
from playwright.sync_api import expect

from actions.booking.qr import qr_svg
from actions.feedback.service import FeedbackService
from actions.reply import Citation, Reply

CITED = (Citation("某办法", "大政办发〔2017〕49号", "第八条", url="/policy/3#第八条"),)
GUIDE = {"type": "guide", "id": "survivor", "title": "丧葬费", "parts": [], "tables": []}
# What the web views of older phones do not have (iOS 15.0, Chromium 86).
OLDER = """
delete Array.prototype.at; delete String.prototype.at; delete Array.prototype.findLast;
delete AbortSignal.prototype.throwIfAborted; delete HTMLFormElement.prototype.requestSubmit;
delete HTMLDialogElement.prototype.showModal; delete HTMLDialogElement.prototype.close;
Object.defineProperty(navigator, 'share', {value: undefined}); Object.defineProperty(navigator, 'clipboard', {value: undefined});
"""
QR = "https://wanqing.example.cn"


@pytest.fixture
def settings(settings):
    return dataclasses.replace(settings, public_url=QR)


def weeks(app):
    return [(week.topic, week.useful, week.not_useful) for week in FeedbackService(app.extensions["wanqing"].engine).weeks(1)]


@pytest.mark.parametrize("name", ["kiosk", "phone"])
def test_an_answer_is_judged_by_a_tap_and_judged_otherwise_by_another(request, app, answers, name):
    """K13: no dialog, at least 60 px (96 on the panel), changeable, kept through a reload, once per answer."""
    face = request.getfixturevalue(name)
    answers("找街道。", citations=CITED, card=GUIDE)
    face.ask("丧葬费")
    row = face.place.locator(".feedback-row")
    for label, told in (("有用", (1, 0)), ("没用", (0, 1))):
        box = row.get_by_role("button", name=label, exact=True).bounding_box()
        assert box["height"] >= (96 if face.kiosk else 60)
        face.tap(label, row)
        expect(row).to_contain_text("记下了")
        expect(row.locator("[aria-pressed=true]")).to_have_text(label)
        assert weeks(app) == [("survivor", *told)]
        face.page.wait_for_timeout(420)
    assert face.page.locator("dialog[open]").count() == 0
    if not face.kiosk:
        face.page.reload()
        expect(face.place.locator(".feedback-row [aria-pressed=true]")).to_have_text("没用")
    face.page.route("**/feedback", lambda route: route.abort("connectionfailed"))
    face.tap("有用", face.place.locator(".feedback-row"))
    expect(face.place.locator(".feedback-row")).to_contain_text("没有记上")
    expect(face.place.locator(".feedback-row [aria-pressed=true]")).to_have_text("没用")


def test_what_is_ones_own_is_neither_judged_nor_sent_on(phone, rasa, answers):
    """F7: no personal answer, no step of an errand, no sum; a policy answer goes as words, with a picture of the policy's address."""
    phone.page.evaluate("() => Object.defineProperty(navigator, 'share', {value: undefined, configurable: true})")
    for fields in ({"outcome": "confirm"}, {"card": {"type": "record", "title": "记录", "lines": [{"label": "金额", "value": "300元"}]}}):
        answers("大约这么多。", citations=CITED, **fields)
        phone.ask()
        expect(phone.place.get_by_role("button", name="发给家人")).to_have_count(0)
        expect(phone.place.locator(".feedback-row")).to_have_count(0)
        phone.page.wait_for_timeout(520)
    answers("找街道。", citations=CITED)
    phone.page.locator("#question").fill("我身份证210201194903071227，丧葬费？")
    phone.tap("发送")
    expect(phone.place).to_contain_text("找街道")
    phone.tap("发给家人", phone.place)
    share = phone.page.locator("#share")
    text = share.locator("textarea").input_value()
    assert "210201194903071227" not in text and "找街道" in text and "/policy/3" in text and "依据" in text
    picture = share.locator(".share-code img")
    expect(picture).to_be_visible()
    address = picture.get_attribute("src")
    drawn = phone.page.request.get(address).text()
    assert address == "/chat/share/3.svg" and drawn == qr_svg(f"{QR}/policy/3")
    phone.page.wait_for_timeout(520)
    phone.tap("关闭", share)
    expect(phone.place.get_by_role("button", name="发给家人")).to_be_focused()
    asked = []
    phone.page.expose_function("asked", lambda words: asked.append(words))
    phone.page.evaluate("() => Object.defineProperty(navigator, 'share', {value: ({text}) => window.asked(text)})")
    phone.page.wait_for_timeout(520)
    phone.tap("发给家人", phone.place)
    expect(share).to_be_hidden()
    assert asked == [text]


def test_a_message_whose_answer_was_lost_is_answered_once(phone, rasa):
    """K7: the server had it already; sent again, it is neither asked nor shown twice."""
    rasa.behave = lambda message: [Reply(text="找街道。")]

    def lose_the_answer(route):
        route.fetch()
        route.abort("connectionfailed")

    phone.page.route("**/messages", lose_the_answer)
    phone.page.locator("#question").fill("丧葬费")
    phone.tap("发送")
    expect(phone.page.locator(".delivery")).to_contain_text("没发出去")
    phone.page.unroute("**/messages")
    phone.page.reload()
    phone.tap("点这里重发")
    expect(phone.place).to_contain_text("找街道")
    expect(phone.page.locator(".delivery")).to_have_text("已送达")
    assert len(rasa.messages) == 1 and phone.page.locator(".own").count() == 1


def test_a_web_view_of_an_older_phone_shows_the_page(pages, answers):
    """Without dialogs, clipboard, share sheet and the newer functions of the language; the focus goes in and comes back."""
    page = pages("about:blank", {"width": 360, "height": 640}, is_mobile=True)
    page.add_init_script(OLDER)
    page.goto("/chat")
    expect(page.locator(".other").first).to_be_visible()
    expect(page.locator(".opening")).to_be_hidden()
    answers("打12333，或者0411-84394444。", citations=CITED)
    page.locator("#question").fill("丧葬费")
    page.locator("#question").press("Enter")
    expect(page.locator(".other .bubble a")).to_have_text(["12333", "0411 8439 4444"])
    for opener, dialog in (("设置", "#settings"), ("大字看", "#big-text"), ("发给家人", "#share")):
        page.get_by_role("button", name=opener, exact=True).last.tap()
        expect(page.locator(dialog)).to_be_visible()
        assert page.evaluate(f"document.querySelector('{dialog}').contains(document.activeElement)")
        page.locator(dialog).get_by_role("button", name="关闭").tap()
        expect(page.locator(dialog)).to_be_hidden()
        expect(page.get_by_role("button", name=opener, exact=True).last).to_be_focused()


def test_a_sound_is_given_in_pieces_as_iphones_want_it(client):
    """K9: without ranges iOS plays nothing."""
    key = client.post("/api/conversations", json={"channel": "web"}).get_json()["replies"][0]["audio"][0]["key"]
    whole = client.get(f"/api/speech/{key}.wav")
    piece = client.get(f"/api/speech/{key}.wav", headers={"Range": "bytes=0-1"})
    assert (piece.status_code, piece.data, piece.headers["Content-Range"]) == (206, whole.data[:2], f"bytes 0-1/{len(whole.data)}")
