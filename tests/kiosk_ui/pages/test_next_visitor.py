"""Two visitors, the second with developer tools: nothing of the first is in any store, in the history, in the page or in its memory."""

import json

from playwright.sync_api import expect

from actions.reply import Citation, Reply
from tests.end_to_end.counter import Counter, reply

NAME, WORDS = "欧阳秀兰", "我每月领两千零一十二元三角四分"
ANSWER = "您上个月的钱是壹贰叁肆元整。"
PRIVATE = (NAME, WORDS, ANSWER)


def first_visitor(kiosk, rasa):
    """Asks by the panel's own keyboard and by a keyboard beside it; what is typed passes through nothing but the page. (id, token, private sounds)"""
    page = kiosk.page
    rasa.behave = lambda message: [
        Reply(text=ANSWER, private=False, citations=(Citation("某办法", "", "第一条", "……"),)),
    ]
    page.locator(".ask input").tap()
    for letter in "ylj":
        page.locator("#keyboard").get_by_role("button", name=letter, exact=True).tap()
        page.wait_for_timeout(130)
    page.locator("#keyboard").get_by_role("button", name="收起").tap()
    page.locator(".ask input").focus()
    page.keyboard.insert_text(f"{NAME}，{WORDS}")
    page.locator(".ask button").tap()
    expect(page.locator("#screen")).to_have_attribute("data-name", "answer")
    page.locator("#go-home").tap()
    page.locator(".ask input").focus()
    page.keyboard.insert_text(WORDS)
    page.locator("#go-help").tap()


def test_the_second_visitor_with_developer_tools_finds_nothing_of_the_first(kiosk, rasa, address):
    page = kiosk.page
    seen: list[tuple[str, str]] = []
    page.on("request", lambda request: seen.append((request.url, request.headers.get("authorization", ""))))
    first_visitor(kiosk, rasa)
    messages, credentials = next((url, header) for url, header in seen if url.endswith("/messages"))
    token = credentials.removeprefix("Bearer ")
    assert rasa.messages and WORDS in rasa.messages[-1]["message"]
    tools = page.context.new_cdp_session(page)
    with page.expect_response(lambda response: response.request.method == "DELETE"):
        kiosk.tap("结束")
    expect(page.locator("#attract")).to_be_visible()

    kiosk.page.locator("#attract").tap()
    page.locator("#screen:not([inert]) .ask").wait_for()
    assert tools.send("Network.getAllCookies")["cookies"] == []
    for kind in (True, False):
        storage = {"securityOrigin": address, "isLocalStorage": kind}
        assert tools.send("DOMStorage.getDOMStorageItems", {"storageId": storage})["entries"] == []
    assert tools.send("IndexedDB.requestDatabaseNames", {"securityOrigin": address})["databaseNames"] == []
    caches = tools.send("CacheStorage.requestCacheNames", {"securityOrigin": address})["caches"]
    assert {cache["cacheName"] for cache in caches} <= {"wanqing-guides"}

    history = tools.send("Page.getNavigationHistory")["entries"]
    assert {entry["url"].removeprefix(address) for entry in history} <= {"about:blank", "/kiosk"}
    expect(page.locator(".ask input")).to_have_value("")

    names = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert [name for name in names if "/conversations/" in name or "/speech/" in name] == []
    assert page.evaluate("document.querySelectorAll('iframe, frame, object, embed').length") == 0
    assert not any(secret in page.content() for secret in (*PRIVATE, token))

    tools.send("DOM.enable")
    for _ in range(2):
        tools.send("HeapProfiler.collectGarbage")
    detached = json.dumps(tools.send("DOM.getDetachedDomNodes"), ensure_ascii=False)
    assert [secret for secret in PRIVATE if secret in detached] == []
    memory = heap(tools)
    assert "wanqing-guides" in memory, "what the page holds would be found"
    assert [place for place, secret in enumerate((*PRIVATE, token)) if secret in memory] == []

    keyboard = page.locator("#keyboard")
    page.locator(".ask input").tap()
    expect(keyboard.locator(".keyboard-letters")).not_to_contain_text("ylj")
    gone = page.request.post(messages, headers={"Authorization": credentials}, data={"text": "还在吗"})
    assert gone.status == 404
    assert page.request.get(messages.replace("/messages", "/identity"), headers={"Authorization": credentials}).status == 404
    for step in (page.go_back, page.go_forward, page.go_back):
        step()
        assert not any(secret in page.content() for secret in PRIVATE)


def next_one(kiosk, held):
    """The visitor leaves while an answer is under way; it comes when somebody else stands there."""
    kiosk.tap("结束")
    kiosk.page.locator("#attract").tap()
    kiosk.page.locator("#screen:not([inert]) .tile").first.wait_for()
    for route in held:
        route.fulfill(status=200, json=LATE)
    kiosk.page.wait_for_timeout(1_300)  # longer than 正在查找 takes to appear
    expect(kiosk.page.locator("#screen")).to_have_attribute("data-name", "home")


LATE = {"topics": [], "document": {"title": ANSWER}, "articles": [], "grants": [], "views": [], "replies": [reply(ANSWER)], "content": None}


def held_back(page, address):
    held = []
    page.route(address, lambda route: held.append(route))
    return held


def test_a_policy_that_comes_late_is_not_drawn_over_the_next_visitor(kiosk):
    page = kiosk.page
    held = held_back(page, "**/policy/*.json")
    page.locator(".tile", has_text="更多服务").tap()
    page.wait_for_timeout(520)
    page.locator(".tile", has_text="政策原文").tap()
    expect(page.locator("#screen")).to_have_attribute("data-name", "waiting")
    next_one(kiosk, held)
    assert len(held) == 1


def test_a_form_of_one_visitor_that_is_answered_late_is_not_drawn_over_the_next(kiosk):
    """Even when something else had covered the form for a while."""
    page = kiosk.page
    Counter(page, reply("好的。", card={"type": "continuation", "mode": "take"}))
    kiosk.ask("接着办")
    kiosk.tap("输入8位号码")
    kiosk.heading("请按手机上的8位号码")
    kiosk.tap("找工作人员")
    kiosk.tap("返回")
    kiosk.heading("请按手机上的8位号码")
    held = held_back(page, "**/continuations/take")
    kiosk.enter("12345678")
    page.wait_for_timeout(200)
    next_one(kiosk, held)
    assert len(held) == 1


def heap(tools) -> str:
    """Every string the page's scripts still hold."""
    parts: list[str] = []

    def add(event) -> None:
        parts.append(event["chunk"])

    tools.on("HeapProfiler.addHeapSnapshotChunk", add)
    tools.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    tools.remove_listener("HeapProfiler.addHeapSnapshotChunk", add)
    return "\n".join(json.loads("".join(parts))["strings"])


def test_the_panel_has_no_menu_no_zoom_and_no_swipe_but_its_fields_can_be_written_in(kiosk):
    """J1: as far as the page decides it; the rest is the browser's switches."""
    page = kiosk.page
    tools = page.context.new_cdp_session(page)
    prevented = "([kind, of]) => !document.querySelector(of).dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}))"
    for kind, of in (("contextmenu", "body"), ("contextmenu", ".tile"), ("contextmenu", ".ask input"), ("dragstart", "img")):
        assert page.evaluate(prevented, [kind, of]), (kind, of)
    styles = page.evaluate(
        "() => { const of = (name) => getComputedStyle(document.querySelector(name)); const [html, body, field] = ['html', 'body', '.ask input'].map(of);"
        " return [html.touchAction, body.touchAction, body.overscrollBehavior, html.overscrollBehavior, body.userSelect, field.userSelect]; }"
    )
    assert styles == ["pan-x pan-y", "manipulation", "none", "none", "none", "text"]
    for x, y in ((300, 400), (540, 900)):
        tools.send("Input.synthesizePinchGesture", {"x": x, "y": y, "scaleFactor": 2.5, "gestureSourceType": "touch"})
        for _ in range(2):
            page.touchscreen.tap(540, 60)
    tools.send("Input.synthesizeScrollGesture", {"x": 200, "y": 900, "xDistance": 700, "gestureSourceType": "touch"})
    tools.send("Input.synthesizeScrollGesture", {"x": 500, "y": 300, "yDistance": 900, "gestureSourceType": "touch"})
    tools.send("Input.synthesizeTapGesture", {"x": 540, "y": 200, "duration": 900, "gestureSourceType": "touch"})
    assert page.evaluate("[visualViewport.scale, scrollX, scrollY, String(getSelection())]") == [1, 0, 0, ""]
    assert page.url.endswith("/kiosk")
    line = page.locator(".ask input")
    line.tap()
    page.keyboard.insert_text("养老金")
    page.keyboard.press("Control+a")
    assert page.evaluate("document.activeElement.selectionEnd") == 3
