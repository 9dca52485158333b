"""说话: a tap to talk, a tap to end, the words in the question line to be corrected (the microphone is a tone the page makes)."""

import dataclasses
import sys

import pytest
from playwright.sync_api import expect

# The page's microphone: a tone in the place of a person.
MICROPHONE = """() => { navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext(), tone = context.createOscillator(), out = context.createMediaStreamDestination();
  tone.connect(out); tone.start(); await context.resume();
  window.microphone = out.stream.getTracks()[0];
  return out.stream;
}; }"""
REFUSED = "() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError')); }"
# Writes down whether it heard a tone of at least a quarter of a second at 16 kHz.
PROGRAM = """import array, io, sys, wave
with wave.open(io.BytesIO(sys.stdin.buffer.read())) as heard:
    samples = array.array("h", heard.readframes(heard.getnframes()))
    print("丧葬肥怎么领" if heard.getframerate() == 16_000 and len(samples) > 4_000 and max(samples) > 1_000 else "")
"""


@pytest.fixture
def settings(settings, tmp_path):
    program = tmp_path / "hears.py"
    program.write_text(PROGRAM, encoding="utf-8")
    return dataclasses.replace(settings, speech_input=f"command:{sys.executable} {program}")


def test_a_question_is_said_corrected_and_asked_and_a_refused_microphone_is_no_harm(kiosk, answers, rasa):
    answers("带上身份证。")
    page = kiosk.page
    talk, state, line = page.locator(".talk-button"), page.locator(".talk-state"), page.locator(".ask input")
    loaded = []
    page.on("request", lambda request: loaded.append(request.url.rsplit("/", 1)[-1]))
    assert page.evaluate("document.getElementById('screen').scrollHeight <= document.getElementById('screen').clientHeight")  # A10
    box = talk.bounding_box()
    assert min(box["width"], box["height"]) >= 96
    assert page.locator(".ask [type=submit]").bounding_box()["x"] >= box["x"] + box["width"] + 16

    page.evaluate(REFUSED)
    talk.tap()
    expect(state).to_have_text("话筒没有打开，说话用不了。请用键盘写。")
    assert state.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 36
    assert {"hearing.js", "recorder.js"} <= set(loaded)  # not before the first tap

    page.evaluate(MICROPHONE)
    page.wait_for_timeout(520)
    talk.tap()
    expect(talk).to_have_text("说完了")
    assert page.evaluate("document.getElementById('voice').paused")  # the microphone must not hear the loudspeaker
    page.wait_for_timeout(700)
    with page.expect_request("**/hearing") as sent:
        talk.tap()
    assert sent.value.headers["content-type"] == "audio/wav"
    expect(line).to_have_value("丧葬肥怎么领")
    expect(state).to_contain_text("不对的可以改")
    expect(talk).to_have_text("说话")
    assert page.evaluate("microphone.readyState") == "ended"
    assert rasa.messages == []  # nothing is asked unasked
    line.fill("丧葬费怎么领")
    page.locator(".ask [type=submit]").tap()
    expect(page.locator("#screen h1")).to_have_text("丧葬费怎么领")
    assert [message["message"] for message in rasa.messages] == ["丧葬费怎么领"]

    page.locator(".talk-button").tap()
    expect(page.locator(".talk-button")).to_have_text("说完了")
    kiosk.tap("首页")  # who goes on is listened to no longer
    page.wait_for_function("() => microphone.readyState === 'ended'", timeout=1_000)

    page.route("**/hearing", lambda route: route.abort())
    page.locator(".talk-button").tap()
    expect(page.locator(".talk-button")).to_have_text("说完了")
    page.wait_for_timeout(520)
    page.locator(".talk-button").tap()
    expect(page.locator(".talk-state")).to_have_text("现在听不了您说话。请用键盘写，或者找工作人员。")
