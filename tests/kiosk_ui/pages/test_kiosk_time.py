"""Time on the kiosk (criteria D5, D6, E1, E2, E3, E5): nothing hurries anybody, and who has gone leaves nothing set."""

import pytest
from playwright.sync_api import expect

from actions.reply import Reply

KIOSK = {"width": 1080, "height": 1920}
PLAYING = "!document.getElementById('voice').paused"


@pytest.fixture
def timed(pages):
    """The kiosk page at home, its clock in the test's hands."""
    page = pages("/kiosk", KIOSK)
    page.clock.install()
    page.reload()
    page.locator("#attract").tap()
    page.clock.run_for(600)
    page.locator("#screen:not([inert]) .tile").first.wait_for()
    return page


def quiet(page):
    page.get_by_role("button", name="停止", exact=True).tap()
    page.wait_for_timeout(50)


def name(page):
    return page.locator("#screen").get_attribute("data-name")


def test_the_limit_grows_with_what_there_is_to_read(timed):
    """E1: 120 s at least, 60 s and 2.5 hanzi a second for longer texts, 300 s at most; 90 s beside somebody's own data."""
    limits = timed.evaluate(
        """async () => { const { idleLimit, PERSONAL_MS } = await import("/assets/js/kiosk/idle.js");
           return [[0, 100, 150, 200, 400, 600, 5000].map(idleLimit), PERSONAL_MS] }"""
    )
    assert limits == [[120_000, 120_000, 120_000, 140_000, 220_000, 300_000, 300_000], 90_000]


def test_the_time_given_is_the_time_waited_and_can_be_prolonged_without_end(timed, rasa):
    """E1, E2: 800 hanzi give the whole 300 s; the warning stands 30 s, says one sentence, and any touch goes on, ten times."""
    rasa.behave = lambda message: [Reply(text="看" * 800, speech="看这里。", outcome="answer")]
    timed.locator(".ask input").fill("问")
    timed.locator(".ask button").tap()
    expect(timed.locator("#screen")).to_have_attribute("data-name", "answer")
    for turn in range(11):
        quiet(timed)
        if turn == 0:
            timed.clock.fast_forward(297_000)
            assert name(timed) == "answer"
        timed.clock.fast_forward(5_000 if turn == 0 else 302_000)
        expect(timed.locator("#screen")).to_have_attribute("data-name", "idle")
        if turn == 0:
            timed.wait_for_function(PLAYING)
            timed.clock.fast_forward(28_000)
            assert name(timed) == "idle"
        timed.touchscreen.tap(540, 300)
        expect(timed.locator("#screen")).to_have_attribute("data-name", "answer")


@pytest.mark.parametrize("where", ["more", "policy", "help", "error", "examples"])
def test_a_screen_stands_still_while_nobody_acts(timed, rasa, where):
    """D6, E3: a minute goes by and not a word has changed; D5: nothing ever stands over it."""
    tile = {"more": "更多服务", "policy": "政策原文", "examples": "大家常问"}
    if where == "error":
        rasa.be_broken()
        timed.route("**/messages", lambda route: route.abort("connectionfailed"))
        timed.locator(".tile").nth(3).tap()
    elif where == "help":
        timed.locator("#go-help").tap()
    else:
        timed.locator(".tile", has_text=tile["more"]).tap()
        timed.clock.run_for(600)
        if where != "more":
            timed.locator(".tile", has_text=tile[where]).tap()
    expect(timed.locator("#screen")).to_have_attribute("data-name", where)
    quiet(timed)
    before = timed.locator("#desk").inner_html()
    timed.clock.fast_forward(60_000)
    timed.wait_for_timeout(100)
    assert timed.locator("#desk").inner_html() == before
    assert timed.locator("dialog[open], [role=dialog], [role=alertdialog]").count() == 0


def test_the_next_visitor_finds_everything_as_the_first_did(kiosk):
    """E5: size, contrast, speed and loudness."""
    bars = "[document.querySelector('.display').innerHTML, document.getElementById('voice-state').textContent.slice(-20)]"
    page = kiosk.page
    kiosk.tap("停止")
    before = page.evaluate(bars)
    for words in ("特大", "高对比", "慢一点", "声音大", "声音大"):
        kiosk.tap(words)
    assert page.evaluate(bars) != before
    kiosk.tap("结束")
    page.locator("#attract").tap()
    page.locator("#screen:not([inert]) .tile").first.wait_for()
    kiosk.tap("停止")
    assert page.evaluate(bars) == before
    assert page.evaluate("[document.documentElement.dataset.size, document.documentElement.dataset.contrast]") == ["standard", "standard"]
