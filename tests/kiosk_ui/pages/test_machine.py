"""The machine itself: registered on the pad, left by the clerks' corner, locked and put back into use."""

import re

import pytest
from playwright.sync_api import expect

from kiosk_ui.kiosk.device import COOKIE
from tests.kiosk_ui.hall import PIN, STAFF, Hall

KIOSK_SIZE = {"width": 1080, "height": 1920}
TYPES_AND_TARGETS = """() => {
  const seen = [...document.querySelectorAll('body *')].filter((element) => element.offsetParent && getComputedStyle(element).visibility !== 'hidden');
  const worded = seen.filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  const buttons = seen.filter((element) => element.matches('button')).map((element) => element.getBoundingClientRect());
  return {
    font: Math.min(...worded.map((element) => parseFloat(getComputedStyle(element).fontSize))),
    side: Math.min(999, ...buttons.flatMap(({ width, height }) => [width, height])),
    high: document.documentElement.scrollHeight,
  };
}"""


@pytest.fixture
def hall(app):
    return Hall(app)


def press(page, number):
    for sign in number:
        page.locator(".pad").get_by_role("button", name=sign, exact=True).tap()
        page.wait_for_timeout(130)
    page.get_by_role("button", name="下一步").tap()


def type_in(page, number):
    """By a keyboard that is plugged in; the same key sooner than half a second is a trembling finger."""
    page.wait_for_timeout(520)
    page.keyboard.type(number)
    page.keyboard.press("Enter")


def fits_a_kiosk(page):
    page.wait_for_load_state()  # words stand in a new page before its style sheet does
    measured = page.evaluate(TYPES_AND_TARGETS)
    assert measured["font"] >= 36 and measured["side"] >= 96 and measured["high"] <= KIOSK_SIZE["height"], measured


def to_the_clerks_page(page):
    page.wait_for_load_state()  # the notice is to be seen before the page hears touches
    for _ in range(5):
        page.touchscreen.tap(40, 40)
        page.wait_for_timeout(60)
    expect(page.get_by_role("heading", name="工作人员")).to_be_visible()


def said_once(page):
    """The notice is read to whoever touches it, in the words that stand there, and not anew with each touch."""
    begun = []
    page.on("request", lambda request: begun.append(request.url) if "/api/speech/" in request.url else None)
    page.evaluate("document.getElementById('voice').addEventListener('playing', (event) => { window.said ??= 0; window.said += 1 })")
    page.touchscreen.tap(540, 900)
    page.wait_for_function("() => window.said === 1")
    page.touchscreen.tap(540, 900)
    page.wait_for_timeout(200)
    assert page.evaluate("window.said") == 1 and begun
    told = "".join(page.locator(".notice").evaluate("(notice) => JSON.parse(notice.dataset.audio).map(({ shown }) => shown)"))
    shown = "".join(page.locator(".notice").all_inner_texts())
    assert bare(told) == bare(shown)


def bare(words):
    return re.sub(r"[。，、\s]", "", words)


def test_registered_locked_by_a_clerk_and_back_in_use(pages, hall):
    page = pages("/kiosk/register#browser=abc123", KIOSK_SIZE)
    fits_a_kiosk(page)
    press(page, "00000000")
    expect(page.get_by_role("alert")).to_contain_text("登记码不对，或者过期了")
    type_in(page, hall.code())
    page.wait_for_url("**/kiosk#browser=abc123")
    expect(page.locator("#attract")).to_be_visible()
    assert hall.counter.heartbeats.browser_silent_for("abc123") < 5 and hall.only().voice_ok

    page.locator("#attract").tap()
    page.locator("#screen:not([inert]) .ask").wait_for()
    page.locator("#go-help").tap()
    expect(page.locator("#screen")).to_contain_text(hall.office.name)
    page.locator("#go-end").tap()
    expect(page.locator("#attract")).to_be_visible()
    kept = page.evaluate("({ storage: localStorage.length + sessionStorage.length, cookie: document.cookie })")
    assert kept == {"storage": 0, "cookie": ""}  # nothing of a visit, and no script reads what the machine is known by
    [cookie] = page.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == (COOKIE, True, "Strict")

    page.locator("#attract").tap()
    to_the_clerks_page(page)
    press(page, STAFF)
    type_in(page, "135791")
    expect(page.get_by_role("alert")).to_contain_text("工号或者密码不对")
    type_in(page, PIN)
    page.get_by_role("button", name="关于本机").tap()
    expect(page.locator(".machine-facts")).to_contain_text("大厅一号机")
    fits_a_kiosk(page)
    page.get_by_role("button", name="锁定本机").tap()
    expect(page.get_by_role("status")).to_contain_text("锁定了")
    page.get_by_role("button", name="回到首页").tap()
    expect(page.get_by_role("heading", name="本机暂停使用")).to_be_visible()
    assert page.get_by_text("12333").is_visible()
    fits_a_kiosk(page)
    said_once(page)

    to_the_clerks_page(page)
    type_in(page, STAFF)
    type_in(page, PIN)
    page.get_by_role("button", name="解除锁定").tap()
    expect(page.get_by_role("status")).to_contain_text("正在使用")
    page.get_by_role("button", name="重新载入").tap()
    expect(page.locator("#attract")).to_be_visible()


def test_a_machine_locked_from_afar_ends_the_visit_and_comes_back_by_itself(pages, hall):
    page = pages("/kiosk/register", KIOSK_SIZE)
    type_in(page, hall.code())
    expect(page.locator("#attract")).to_be_visible()
    page.clock.install()
    page.reload()
    page.locator("#attract").tap()
    page.locator(".ask").wait_for()
    hall.lock()
    page.clock.run_for(31_000)
    expect(page.get_by_role("heading", name="本机暂停使用")).to_be_visible()
    hall.unlock()
    page.clock.run_for(31_000)
    expect(page.locator("#attract")).to_be_visible()


def test_a_page_that_stood_all_day_loads_itself_anew_at_night_and_only_when_nobody_is_there(pages):
    page = pages("/kiosk", KIOSK_SIZE, timezone_id="Asia/Shanghai")
    page.set_default_timeout(20_000)  # the page loads itself anew in the middle of it
    page.clock.install(time="2026-11-23T22:00:00+08:00")
    page.reload()
    page.evaluate("window.before = true")
    page.clock.fast_forward("04:00:00")  # 02:00: idle, but not yet the hour
    page.clock.run_for(31_000)
    assert page.evaluate("window.before")
    page.locator("#attract").tap()
    page.locator("#screen:not([inert])").wait_for()
    page.clock.pause_at("2026-11-24T03:05:00+08:00")
    assert page.evaluate("window.before ?? false")
    page.locator("#go-end").tap()
    with page.expect_navigation():
        page.clock.run_for(31_000)
    assert not page.evaluate("window.before ?? false")
