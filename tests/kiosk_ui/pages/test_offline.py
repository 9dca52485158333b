"""The kiosk without a server: the notice in time, the kept guides by touch and by word, and the way back by itself."""

import json
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from kiosk_ui.offline.pack import GuidePack
from tests.kiosk_ui.pages.conftest import KIOSK_SIZE
from tests.kiosk_ui.pages.offline_house import STORED, House

WCAG_22_AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
KEPT_IN_FIVE = 5_000
BACK_IN_TEN = 10_000


@pytest.fixture
def house(app, loaded_engine):
    app.extensions["wanqing-guide-pack"] = GuidePack(loaded_engine)
    made = House(app)
    yield made
    made.stop()


@pytest.fixture
def address(house):
    return house.address


@pytest.fixture
def panel(pages):
    """The kiosk page once it is kept by the browser."""
    page = pages("/kiosk", KIOSK_SIZE, service_workers="allow")
    page.evaluate("navigator.serviceWorker.ready.then(({active}) => active.state === 'activated' || new Promise((done) => active.onstatechange = done))")
    page.wait_for_function("async () => await caches.match('/api/offline/guides')")
    return page


def begin(page):
    page.locator("#attract").tap()
    page.locator("#screen:not([inert]) .ask").wait_for()


def tap(page, name):
    page.get_by_role("button", name=name, exact=True).last.tap()


def test_a_reload_without_a_server_shows_the_notice_and_the_guides_and_comes_back_by_itself(panel, house):
    notice = panel.locator("#offline")
    expect(notice).to_be_hidden()
    house.stop()
    started = time.monotonic()
    panel.reload(wait_until="commit")
    expect(notice).to_be_visible(timeout=KEPT_IN_FIVE)
    assert time.monotonic() - started < 5
    expect(notice).to_contain_text("12333")
    expect(notice).to_contain_text("请到大厅服务台找工作人员")
    assert Axe().run(panel, options=WCAG_22_AA).response["violations"] == []
    tap(panel, "先看常见问题")
    screen = panel.locator("#screen:not([inert])")
    expect(screen.locator("h1")).to_have_text("常见问题")
    tap(panel, "丧葬补助金和抚恤金")
    expect(screen.locator("h1")).to_have_text("丧葬补助金和抚恤金")
    screen.locator(".wide").first.tap()
    note = screen.locator(".offline-note")
    expect(note).to_contain_text("网络不通，这是机器里存着的答案")
    expect(note).to_contain_text("2026年")
    expect(screen.locator(".conclusion")).not_to_be_empty()
    expect(screen.locator(".sources")).to_contain_text("大政办发")
    expect(screen.locator(".basis")).to_be_visible()
    assert Axe().run(panel, options=WCAG_22_AA).response["violations"] == []
    tap(panel, "首页")
    house.start()
    panel.locator(".tile").first.wait_for(timeout=BACK_IN_TEN)
    expect(notice).to_be_hidden()


def silent(page):
    """From now on no request gets any answer, as when a cable is pulled."""
    page.route("**/*", lambda route: None)


def test_a_server_that_says_nothing_at_all_is_missed_in_time_and_the_visit_goes_on_where_it_was(kiosk):
    page = kiosk.page
    kiosk.ask("丧葬费找谁领")
    said = page.locator(".conclusion").inner_text()
    started = time.monotonic()
    silent(page)
    notice = page.locator("#offline")
    expect(notice).to_be_visible(timeout=KEPT_IN_FIVE)
    assert time.monotonic() - started < 5
    kiosk.tap("找工作人员")
    expect(page.locator("#screen h1")).to_have_text("找工作人员")
    expect(notice).to_be_hidden()
    kiosk.tap("返回")
    expect(notice).to_be_visible()
    page.unroute_all(behavior="ignoreErrors")
    expect(notice).to_be_hidden(timeout=BACK_IN_TEN)
    assert page.locator(".conclusion").inner_text() == said


def test_kept_guides_are_found_by_word_and_page_and_nobody_is_torn_from_an_answer(kiosk):
    """Without a worker and without a store, as on plain http: the pack lasts as long as the page."""
    page = kiosk.page
    page.add_init_script("delete globalThis.caches")
    page.reload()
    page.wait_for_function("!('caches' in globalThis)")
    begin(page)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    tap(page, "先看常见问题")
    screen = page.locator("#screen")
    expect(screen.locator(".offline-note")).to_contain_text("等网络通了再办")
    tap(page, "养老金和退休")
    expect(screen.locator(".offline-pages p")).to_contain_text("第1页，共")
    first = screen.locator(".wide").first.inner_text()
    tap(page, "下一页")
    expect(screen.locator(".wide").first).not_to_have_text(first)
    tap(page, "返回")
    expect(screen.locator("h1")).to_have_text("常见问题")
    for asked, found in (("社保卡丢了咋整", "社保卡丢了怎么办"), ("丧葬费找谁领", "丧葬")):
        screen.locator(".ask input").fill(asked)
        tap(page, "问一问")
        expect(screen.locator("h1")).to_have_text("找到这些，请点一条")
        expect(screen.locator(".wide").first).to_contain_text(found)
        page.wait_for_timeout(520)
        tap(page, "返回")
    screen.locator(".ask input").fill("火星移民")
    tap(page, "问一问")
    expect(screen.locator("h1")).to_contain_text("没有这一条")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.wait_for_timeout(520)
    tap(page, "养老金和退休")
    tap(page, "特大")
    expect(page.locator("#pager")).to_be_hidden()
    screen.locator(".wide").first.tap()
    answer = screen.locator(".conclusion").inner_text()
    page.context.set_offline(False)
    back = screen.get_by_role("button", name="网络通了，回到刚才的地方")
    expect(back).to_be_visible(timeout=BACK_IN_TEN)
    assert screen.locator(".conclusion").inner_text() == answer
    back.tap()
    expect(page.locator(".tile").first).to_be_visible()


def test_only_public_things_are_ever_kept(panel, house, rasa):
    """The page's files and the guides, whatever was asked; the phone's page has no worker at all."""
    begin(panel)
    panel.locator(".ask input").fill("我叫张秀兰，电话19900000001")
    tap(panel, "问一问")
    expect(panel.locator("#screen")).to_have_attribute("data-name", "answer")
    tap(panel, "结束")
    kept = panel.evaluate(STORED)
    assert {name.rsplit("-", 1)[0] for name in kept} == {"wanqing-page", "wanqing"}
    assert kept.pop("wanqing-guides") == ["/api/offline/guides"]
    (files,) = kept.values()
    allowed = ("/assets/", "/kiosk", "/api/keyboard/basics")
    assert [file for file in files if not file.startswith(allowed)] == []
    assert {"/kiosk", "/kiosk/panel.css", "/assets/js/kiosk/main.js", "/assets/icons.svg"} <= set(files)
    texts = panel.evaluate(
        "async () => { let all = ''; for (const name of await caches.keys()) { const store = await caches.open(name);"
        " for (const key of await store.keys()) all += await (await store.match(key)).text(); } return all; }"
    )
    assert "张秀兰" not in texts and "19900000001" not in texts and "Bearer " not in json.dumps(kept)
    stores = "async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length]"
    assert panel.evaluate(stores) == [0, 0, "", 0]
    panel.goto("/chat")
    expect(panel.locator(".other").first).to_be_visible()
    assert panel.evaluate("navigator.serviceWorker.controller") is None


def test_changed_knowledge_reaches_the_store(panel, house):
    def version():
        return panel.evaluate("async () => (await (await caches.match('/api/offline/guides')).json()).version")

    first = version()
    content, tag = house.app.extensions["wanqing-guide-pack"].current()
    changed = content.replace("社保卡".encode(), "新社保卡".encode()).replace(first.encode(), b"0123456789abcdef")
    house.app.extensions["wanqing-guide-pack"].current = lambda: (changed, f"{tag}-changed")
    panel.clock.install()
    panel.reload()
    panel.wait_for_function("async () => (await (await caches.match('/api/offline/guides')).json()).version === '0123456789abcdef'")
