"""The kiosk's voice before the visitor: first sound, control, silence, the sentence in sight (G2, G3, G4, G5, G7, G14, G15)."""

from playwright.sync_api import expect

from kiosk_ui.cli.benchmarks.page_sound import first_sounds_on_page

LONG = "\n".join(f"第{number}件事，请您到街道办事处二号窗口办理，带上身份证和银行卡。" for number in "一二三四五六七八九十")
SOUND = "document.getElementById('voice')"


def speaking(face, key):
    face.page.wait_for_function(f"key => {SOUND}.src.includes(key) && !{SOUND}.paused", arg=key)


def chunks(face):
    """Remember the chunks of the next answer, as the page gets them."""
    return face.page.expect_response("**/messages")


def test_a_long_answer_is_read_sentence_by_sentence_in_sight_and_under_control(kiosk, answers):
    answers(LONG)
    page = kiosk.page
    with chunks(kiosk) as response:
        kiosk.ask("我要办事")
    audio = response.value.json()["replies"][0]["audio"]
    assert len(audio) >= 10 and all(len(chunk["spoken"]) <= 40 for chunk in audio)
    speaking(kiosk, audio[0]["key"])

    # G3: all six in words, large enough, while it speaks
    for name in ("再听一遍", "停止", "慢一点", "快一点", "声音大", "声音小"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert min(box["width"], box["height"]) >= 96, name

    # G15: every sentence that is read is marked and in sight, down to the last
    place = page.locator("#screen").bounding_box()
    for chunk in audio[1:]:
        page.evaluate(f"{SOUND}.dispatchEvent(new Event('ended'))")
        page.wait_for_function(f"key => {SOUND}.src.includes(key)", arg=chunk["key"])
        mark = page.locator("#screen .spoken").first.bounding_box()
        assert mark["y"] >= place["y"] - 1 and mark["y"] + mark["height"] <= place["y"] + place["height"] + 1, chunk["shown"]

    # G5: this sentence, then the whole
    kiosk.tap("停止")
    assert page.evaluate(f"{SOUND}.paused")
    kiosk.tap("再听一遍")
    speaking(kiosk, audio[-1]["key"])
    page.wait_for_timeout(520)
    kiosk.tap("再听一遍")
    speaking(kiosk, audio[0]["key"])
    assert page.evaluate("scrollY") == 0 and page.locator("#screen .spoken").first.bounding_box()["y"] >= place["y"] - 1

    # G7: five steps, no more; the next visitor starts from the middle
    volumes = [page.evaluate(f"{SOUND}.volume")]
    for name in ("声音大", "声音大", "声音大", "声音小", "声音小", "声音小", "声音小", "声音小"):
        kiosk.tap(name)
        page.wait_for_timeout(400)
        volumes.append(page.evaluate(f"{SOUND}.volume"))
    assert volumes == [0.6, 0.8, 1, 1, 0.8, 0.6, 0.4, 0.2, 0.2]

    # G4: a new question silences the old answer within 200 ms; there is one voice only
    page.evaluate(f"() => {{ {SOUND}.addEventListener('pause', () => (window.silent ??= performance.now())); }}")
    answers("好的，办完了。")
    page.evaluate("() => { window.silent = undefined; addEventListener('submit', () => (window.asked = performance.now()), true) }")
    with chunks(kiosk) as response:
        kiosk.ask("还有一件")
    speaking(kiosk, response.value.json()["replies"][0]["audio"][0]["key"])
    assert page.evaluate("silent - asked") <= 200
    assert page.locator("audio").count() == 1
    kiosk.tap("结束")
    page.wait_for_function(f"() => {SOUND}.paused && !{SOUND}.hasAttribute('src')", timeout=200)
    page.locator("#attract").tap()
    expect(page.locator("#voice-state")).to_contain_text("声音：3（最大5）")


def test_first_sounds_on_the_page_come_in_time(kiosk, answers):
    """G2, a few of what `wanqing bench --only-voice` measures with twenty."""
    texts = [f"请您到{number}号窗口，电话0411-84394444。" for number in (7, 8, 9)]
    uncached, cached = first_sounds_on_page(kiosk.page, texts, lambda words: answer_and_ask(kiosk, answers, words))
    assert len(uncached.milliseconds) == len(cached.milliseconds) == 3
    assert max(*uncached.milliseconds, *cached.milliseconds) <= 1_850, (uncached, cached)  # p95 is for a machine of its own


def answer_and_ask(kiosk, answers, words):
    parts = [{"key": "materials", "label": "要带什么", "lines": [words]}]
    answers("请听。", card={"type": "guide", "id": "x", "title": "办事", "topic": "", "parts": parts, "tables": []})
    kiosk.ask(words)


def test_a_sound_that_breaks_off_is_said_and_the_text_stays(kiosk, answers):
    """G12, G14: a sound cut in the middle ends in words; the idle clock does not wait for it."""
    answers(LONG)
    kiosk.page.route("**/api/speech/**", lambda route: route.fulfill(status=200, content_type="audio/wav", body=b"RIFF"))
    kiosk.ask("我要办事")
    expect(kiosk.page.locator("#voice-state")).to_contain_text("语音暂时不可用")
    expect(kiosk.page.locator("#screen")).to_contain_text("第十件事")


def test_a_play_that_is_refused_is_no_error_also_after_a_reload(browser, address):
    """G14: a button in words stands in its place."""
    context = browser.new_context(base_url=address, viewport={"width": 1080, "height": 1920}, has_touch=True)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('', 'NotAllowedError'))")
    for load in (lambda: page.goto("/kiosk"), page.reload):
        load()
        page.locator("#attract").tap()
        expect(page.get_by_role("button", name="点这里听语音")).to_be_visible()
    context.close()
    assert errors == []


