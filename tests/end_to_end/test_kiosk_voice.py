"""The kiosk's voice: what is read, what can be done about it, and that there is only ever one."""

import json

from pages import QUESTION, KioskPage
from playwright.sync_api import expect

VOICE_BUTTONS = ("再听一遍", "停止", "慢一点", "快一点", "声音大", "声音小")


def wait_until_speaking(kiosk: KioskPage) -> None:
    kiosk.page.wait_for_function("!document.getElementById('voice').paused")


def test_an_answer_is_read_and_its_sentence_marked(kiosk: KioskPage) -> None:
    """G1, G15: what is spoken stands on the screen and is marked there."""
    kiosk.start()
    with kiosk.page.expect_response("**/messages") as response:
        kiosk.ask(QUESTION)
    first = response.value.json()["replies"][0]["audio"][0]
    kiosk.wait_for("answer")
    wait_until_speaking(kiosk)
    assert first["key"] in kiosk.page.evaluate("document.getElementById('voice').src")
    marked = "".join(kiosk.screen.locator(".spoken").all_inner_texts())
    assert _letters(marked) == _letters(first["shown"])


def test_the_mark_stands_out_from_the_page(kiosk: KioskPage) -> None:
    """G15: 3:1 between the marked sentence's ground and the page."""
    kiosk.start()
    wait_until_speaking(kiosk)
    ground = kiosk.screen.locator(".spoken").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == "rgb(0, 101, 58)"  # --spoken: 7:1 on white, see test_tokens.py


def test_voice_buttons_are_always_there_and_in_words(kiosk: KioskPage) -> None:
    """G3: six buttons of 96 px and more on every screen."""
    kiosk.start()
    for step in (lambda: None, kiosk.ask_and_read, lambda: kiosk.tap("找工作人员")):
        step()
        for name in VOICE_BUTTONS:
            box = kiosk.page.get_by_role("button", name=name, exact=True).bounding_box()
            assert box and min(box["width"], box["height"]) >= 96, name


def test_stop_silences_at_once(kiosk: KioskPage) -> None:
    """G4: 停止 within 200 ms."""
    kiosk.start()
    wait_until_speaking(kiosk)
    kiosk.tap("停止")
    kiosk.page.wait_for_function("document.getElementById('voice').paused", timeout=200)
    assert kiosk.screen.locator(".spoken").count() == 0


def test_any_step_silences_the_old_voice(kiosk: KioskPage) -> None:
    """G4: going home, asking, ending: the old words stop, and there is one audio element only."""
    kiosk.start().ask_and_read()
    wait_until_speaking(kiosk)
    old = kiosk.page.evaluate("document.getElementById('voice').src")
    kiosk.tap("首页")
    kiosk.page.wait_for_function(
        "old => document.getElementById('voice').paused || document.getElementById('voice').src !== old",
        arg=old,
        timeout=200,
    )
    kiosk.tap("结束")
    kiosk.page.wait_for_function("document.getElementById('voice').paused", timeout=200)
    assert kiosk.page.locator("audio").count() == 1


def test_again_repeats_the_sentence_and_then_the_whole(kiosk: KioskPage) -> None:
    """G5: first press the current sentence, second press from the beginning."""
    kiosk.start()
    with kiosk.page.expect_response("**/messages") as response:
        kiosk.ask(QUESTION)
    chunks = response.value.json()["replies"][0]["audio"]
    assert len(chunks) >= 2, "the question must have an answer of several sentences"
    kiosk.wait_for("answer")
    wait_until_speaking(kiosk)
    source = "document.getElementById('voice').src"
    kiosk.page.evaluate("document.getElementById('voice').dispatchEvent(new Event('ended'))")
    kiosk.page.wait_for_function(f"key => {source}.includes(key)", arg=chunks[1]["key"])
    kiosk.tap("停止")
    kiosk.tap("再听一遍")
    assert chunks[1]["key"] in kiosk.page.evaluate(source)
    kiosk.pause()
    kiosk.tap("再听一遍")
    assert chunks[0]["key"] in kiosk.page.evaluate(source)


def test_speed_and_volume_change_and_are_told_in_words(kiosk: KioskPage) -> None:
    """G3, G7, B4: three speeds, five steps of volume, both said in words; the next visitor starts from the middle."""
    kiosk.start()
    state = kiosk.page.locator("#voice-state")
    kiosk.tap("慢一点")
    expect(state).to_contain_text("快慢：慢")
    kiosk.page.wait_for_function("document.getElementById('voice').src.includes('speed=slow')")
    kiosk.tap("声音大")
    expect(state).to_contain_text("声音：4")
    kiosk.tap("结束")
    kiosk.start()
    expect(state).to_contain_text("快慢：普通")
    expect(state).to_contain_text("声音：3")


def test_the_parts_are_read_on_request(kiosk: KioskPage) -> None:
    """G16: 接着听 reads the guide's parts, which are not read unasked."""
    kiosk.start()
    with kiosk.page.expect_response("**/messages") as response:
        kiosk.ask(QUESTION)
    more = response.value.json()["replies"][0]["more_audio"]
    kiosk.wait_for("answer")
    kiosk.tap("接着听")
    kiosk.page.wait_for_function("key => document.getElementById('voice').src.includes(key)", arg=more[0]["key"])


def test_help_and_errors_are_read_as_they_are_shown(kiosk: KioskPage) -> None:
    """G1: the page's own sentences are spoken word for word."""
    kiosk.start()
    kiosk.tap("找工作人员")
    wait_until_speaking(kiosk)
    shown = "".join(kiosk.screen.locator(".speakable").all_inner_texts())
    audio = json.loads(kiosk.screen.locator("section").get_attribute("data-audio") or "[]")
    assert _letters("".join(chunk["shown"] for chunk in audio)) == _letters(shown)


def test_a_lost_server_is_still_told_aloud(kiosk: KioskPage) -> None:
    """G1, J4: the words of the notice were kept ready for the moment when nothing can be fetched."""
    kiosk.start()
    kiosk.tap("停止")
    kiosk.page.wait_for_timeout(1000)
    kiosk.page.context.set_offline(True)
    expect(kiosk.page.locator("#offline")).to_be_visible(timeout=5000)
    first = json.loads(kiosk.page.locator("#offline").get_attribute("data-audio") or "[]")[0]
    kiosk.page.wait_for_function(
        "key => { const a = document.getElementById('voice'); return a.src.includes(key) && a.currentTime > 0 }",
        arg=first["key"],
    )


def test_a_broken_voice_is_said_and_the_text_stays(kiosk: KioskPage) -> None:
    """G12, G14: speech that cannot be had ends in words, not in silence or an error."""
    kiosk.page.route("**/api/speech/**", lambda route: route.fulfill(status=503, body=""))
    kiosk.start()
    expect(kiosk.page.locator("#voice-state")).to_contain_text("语音暂时不可用")
    expect(kiosk.tiles.first).to_be_visible()


def test_a_browser_that_wants_a_touch_first_offers_one(kiosk: KioskPage) -> None:
    """G14: where sound may not start by itself, a button in words starts it."""
    refuse = "HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('', 'NotAllowedError'));"
    kiosk.page.evaluate(f"() => {{ window.__play = HTMLMediaElement.prototype.play; {refuse} }}")
    kiosk.start()
    button = kiosk.page.get_by_role("button", name="点这里听语音")
    expect(button).to_be_visible()
    kiosk.page.evaluate("() => { HTMLMediaElement.prototype.play = window.__play }")
    button.tap()
    wait_until_speaking(kiosk)
    expect(button).to_be_hidden()


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())
