"""Using the kiosk page: from the attract screen to an answer, back, through trouble, and away."""

import re
from collections.abc import Callable

import pytest
from pages import BASIS_LINES, MESSAGES, QUESTION, SOURCE, KioskPage, answer_with, hold, lose
from playwright.sync_api import BrowserContext, Request, expect

STORES = """async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length]"""


def test_a_typed_question_is_answered_with_its_source(kiosk: KioskPage) -> None:
    """F3: no login, no ID: the question, an answer, and the document and article it rests on."""
    kiosk.start().ask_and_read()
    expect(kiosk.screen.locator("h1")).to_have_text(QUESTION)
    expect(kiosk.screen.locator(".conclusion").first).not_to_be_empty()
    expect(kiosk.screen.locator(".source .document").first).not_to_be_empty()


def test_an_answer_is_reached_by_touch_alone(kiosk: KioskPage) -> None:
    """C5, D2, I1: tile, question, answer: single taps only, three at most."""
    kiosk.start().open_topic()
    kiosk.screen.locator(".options .wide").first.tap()
    expect(kiosk.screen.locator(".sources")).to_be_visible()


def test_the_first_touch_only_wakes_the_panel(kiosk: KioskPage) -> None:
    """E6: home within 500 ms, and the touch presses no tile beneath it."""
    sent: list[Request] = []
    kiosk.page.on("request", lambda request: sent.append(request) if request.url.endswith("/messages") else None)
    kiosk.page.touchscreen.tap(300, 900)
    kiosk.page.locator("#desk").wait_for(timeout=500)
    kiosk.page.touchscreen.tap(300, 900)
    expect(kiosk.tiles.first).to_be_visible()
    kiosk.page.wait_for_timeout(300)
    assert sent == []
    kiosk.open_topic()


def test_the_attract_screen_is_silent(kiosk: KioskPage) -> None:
    """E6: nothing is read before somebody touches the panel."""
    expect(kiosk.page.locator("#attract")).to_contain_text("触摸屏幕开始")
    kiosk.page.wait_for_timeout(500)
    assert not kiosk.speaking


def test_back_walks_the_way_to_home(kiosk: KioskPage) -> None:
    """D2: 返回 works from every screen that is not home; on home there is nothing to go back to."""
    kiosk.start().open_topic()
    topic = kiosk.screen.locator("h1").inner_text()
    kiosk.screen.locator(".options .wide").first.tap()
    expect(kiosk.screen.locator(".sources")).to_be_visible()
    kiosk.tap("找工作人员")
    kiosk.tap("返回")
    expect(kiosk.screen.locator(".sources")).to_be_visible()
    kiosk.pause()
    kiosk.tap("返回")
    expect(kiosk.screen.locator("h1")).to_have_text(topic)
    kiosk.pause()
    kiosk.tap("返回")
    kiosk.wait_for("home")
    expect(kiosk.page.locator("#go-back")).to_be_hidden()


def test_home_is_one_touch_away(kiosk: KioskPage) -> None:
    """D1: 首页 brings the tiles back within a second."""
    kiosk.start().ask_and_read()
    kiosk.tap("首页")
    expect(kiosk.tiles.first).to_be_visible(timeout=1000)


def test_staff_can_be_found_from_every_screen(kiosk: KioskPage) -> None:
    """D8: 找工作人员 tells where, when and which number to call."""
    kiosk.start()
    kiosk.tap("找工作人员")
    expect(kiosk.screen).to_contain_text("12333")
    expect(kiosk.screen).to_contain_text(re.compile("时间|几点开门"))


def test_only_a_finished_touch_counts(kiosk: KioskPage) -> None:
    """C6: sliding off a button before letting go does nothing."""
    kiosk.start()
    box = kiosk.tiles.first.bounding_box()
    assert box
    kiosk.page.mouse.move(box["x"] + 50, box["y"] + 50)
    kiosk.page.mouse.down()
    kiosk.page.mouse.move(20, 20)
    kiosk.page.mouse.up()
    kiosk.page.wait_for_timeout(200)
    expect(kiosk.tiles.first).to_be_visible()


def test_a_trembling_hand_asks_once(kiosk: KioskPage) -> None:
    """C7: a second tap within half a second is ignored."""
    kiosk.start()
    sent: list[Request] = []
    kiosk.page.on("request", lambda request: sent.append(request) if request.url.endswith("/messages") else None)
    kiosk.page.locator(".ask input").fill(QUESTION)
    kiosk.page.locator(".ask button").dblclick()
    kiosk.wait_for("answer")
    assert len(sent) == 1


def test_a_pressed_button_shows_it_at_once(kiosk: KioskPage) -> None:
    """C9: the pressed state is there within 100 ms and stays while the answer is on its way."""
    kiosk.start()
    release = hold(kiosk.page)
    asks = kiosk.tiles.filter(has_text="社保卡和手续")
    asks.tap()
    expect(asks).to_have_attribute("aria-busy", "true", timeout=100)
    release()
    kiosk.wait_for("answer")


def test_waiting_is_put_into_words(kiosk: KioskPage) -> None:
    """C9: after a second 正在查找，请稍等, and the question is still shown."""
    kiosk.start()
    release = hold(kiosk.page)
    kiosk.ask(QUESTION)
    expect(kiosk.screen.locator("h1")).to_have_text("正在查找，请稍等", timeout=1500)
    expect(kiosk.screen).to_contain_text(QUESTION)
    release()
    kiosk.wait_for("answer")


def test_a_lost_answer_can_be_asked_for_again(kiosk: KioskPage) -> None:
    """J5: a broken connection ends in words and a button; the question is kept; the resend carries the same key."""
    kiosk.start()
    keys: list[str | None] = []
    kiosk.page.on(
        "request",
        lambda r: keys.append(r.header_value("idempotency-key")) if r.url.endswith("/messages") else None,
    )
    mend = lose(kiosk.page)
    kiosk.ask(QUESTION)
    kiosk.wait_for("error")
    expect(kiosk.screen).to_contain_text(QUESTION)
    expect(kiosk.screen).to_contain_text("12333")
    mend()
    kiosk.tap("再试一次")
    kiosk.wait_for("answer")
    assert len(keys) == 2 and keys[0] and keys[0] == keys[1]


def test_no_answer_is_waited_for_longer_than_15_seconds(kiosk: KioskPage) -> None:
    """J5: then the visitor is told, and may try again."""
    kiosk.page.clock.install()
    kiosk.open().start()
    hold(kiosk.page)
    kiosk.ask(QUESTION)
    kiosk.page.clock.fast_forward(1_100)
    kiosk.wait_for("waiting")
    kiosk.page.clock.fast_forward(14_000)
    kiosk.wait_for("error")
    expect(kiosk.page.get_by_role("button", name="再试一次")).to_be_visible()


def test_what_was_typed_survives_going_back_from_an_error(kiosk: KioskPage) -> None:
    """I7, J5: nothing that was typed is lost."""
    kiosk.start()
    lose(kiosk.page)
    kiosk.ask(QUESTION)
    kiosk.wait_for("error")
    kiosk.tap("返回")
    expect(kiosk.page.locator(".ask input")).to_have_value(QUESTION)


def test_a_forgotten_conversation_does_not_disturb_the_visitor(kiosk: KioskPage) -> None:
    """J5: when the server no longer knows the conversation, the question is asked in a new one."""
    kiosk.start()
    problem = '{"type":"about:blank","title":"gone","status":404,"code":"unknown-conversation","detail":"没有了。"}'
    kiosk.page.route(
        MESSAGES,
        lambda route: route.fulfill(status=404, content_type="application/problem+json", body=problem),
        times=1,
    )
    kiosk.ask_and_read()
    expect(kiosk.screen.locator(".conclusion").first).not_to_be_empty()


def test_a_forgotten_choice_is_asked_in_words(kiosk: KioskPage) -> None:
    """J5: a button whose token the server no longer knows still answers: its label is asked."""
    kiosk.start()
    problem = '{"status":422,"code":"unknown-choice","detail":"这个选项已经用不了了。"}'
    kiosk.page.route(
        MESSAGES,
        lambda route: route.fulfill(status=422, content_type="application/problem+json", body=problem),
        times=1,
    )
    kiosk.open_topic()
    expect(kiosk.screen.locator(".conclusion").first).not_to_be_empty()


def test_the_servers_own_words_are_shown_for_an_error(kiosk: KioskPage) -> None:
    """I7: the Chinese detail of a problem document, and never markup from it."""
    kiosk.start()
    problem = '{"status":429,"code":"too-many-requests","detail":"问得太快了。请<b>歇一会儿</b>再试。"}'
    kiosk.page.route(
        MESSAGES, lambda route: route.fulfill(status=429, content_type="application/problem+json", body=problem)
    )
    kiosk.ask(QUESTION)
    kiosk.wait_for("error")
    expect(kiosk.screen).to_contain_text("问得太快了。请<b>歇一会儿</b>再试。")


def test_server_words_are_never_markup(kiosk: KioskPage) -> None:
    """Text of a reply, its sources, choices and card enter the page as text."""
    evil = "<img src=x onerror=document.title='bad'>"
    kiosk.start()
    answer_with(
        kiosk.page,
        text=evil,
        citations=[{"document": evil, "number": "", "article": "", "quote": evil, "url": "", "effective": "", "status": ""}],
        choices=[{"label": evil, "token": "t"}],
        card={"type": "guide", "parts": [{"key": "who", "label": evil, "lines": [evil]}], "tables": []},
    )  # fmt: skip
    kiosk.ask_and_read()
    assert kiosk.screen.locator("img").count() == 0
    expect(kiosk.screen.locator(".conclusion")).to_have_text(evil)


def test_the_source_is_seen_with_the_answer(kiosk: KioskPage) -> None:
    """L1: right below the conclusion, without turning a page, in every text size."""
    kiosk.start().ask_and_read()
    basis = kiosk.screen.locator(".conclusion + .basis")
    for size in ("标准", "大字", "特大"):
        kiosk.tap(size)
        expect(basis).to_have_text(re.compile("^依据：.*第.+条"))
        expect(basis).to_be_in_viewport(ratio=1)
        assert kiosk.page.evaluate("document.getElementById('screen').scrollTop") == 0


def test_a_touch_on_the_source_turns_to_its_words(kiosk: KioskPage) -> None:
    """L1, A10, M3: 依据 comes to the top of the screen, and the focus with it."""
    kiosk.start().ask_and_read()
    kiosk.screen.locator(".basis").tap()
    frame, block = kiosk.screen.bounding_box(), kiosk.screen.locator(".sources").bounding_box()
    assert frame and block and abs(block["y"] - frame["y"]) < 40
    assert kiosk.page.evaluate("document.activeElement.textContent") == "依据"


@pytest.mark.parametrize(("change", "line"), BASIS_LINES)
def test_the_first_source_is_named_in_one_line(kiosk: KioskPage, change: dict[str, str], line: str) -> None:
    """L1, B4: number or title, article, and a word on its standing if it is not simply in force."""
    kiosk.start()
    answer_with(kiosk.page, citations=[SOURCE | change, SOURCE])
    kiosk.ask_and_read()
    expect(kiosk.screen.locator(".basis")).to_have_text(line)


def test_a_long_title_is_never_cut(kiosk: KioskPage) -> None:
    """A7: the line of the source grows instead."""
    kiosk.start()
    title = "关于" + "进一步做好企业退休人员社会化管理服务" * 3 + "的通知"
    answer_with(kiosk.page, citations=[SOURCE | {"document": title, "number": ""}])
    kiosk.ask_and_read()
    basis = kiosk.screen.locator(".basis")
    expect(basis).to_contain_text(f"《{title}》")
    assert basis.evaluate("e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight")


def test_an_answer_without_a_source_claims_none(kiosk: KioskPage) -> None:
    """L6: small talk and an honest no carry no 依据."""
    kiosk.start()
    answer_with(kiosk.page, text="不客气。")
    kiosk.ask_and_read()
    assert kiosk.screen.locator(".basis, .sources").count() == 0


def test_the_conclusion_stands_out(kiosk: KioskPage) -> None:
    """L1: the first sentence by itself, in bold; the rest below it."""
    kiosk.start()
    answer_with(kiosk.page, text="到社区办。带身份证。\n办完等短信。")
    kiosk.ask_and_read()
    words = kiosk.screen.locator(".conclusion p")
    expect(words).to_have_text(["到社区办。", "带身份证。", "办完等短信。"])
    assert words.evaluate_all("all => all.map(e => getComputedStyle(e).fontWeight)") == ["700", "400", "400"]


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (["先告诉社区。", "等1.5天。"], ["1", "2"]),
        (["第一步，告诉社区。", "第二步，等消息。"], []),
        (["1. 告诉社区。", "2. 等消息。"], []),
        (["1、告诉社区。", "2、等消息。"], []),
        (["1.5小时以内告诉社区。", "等消息。"], ["1", "2"]),
        (["第一步，告诉社区。", "要带身份证。", "第二步，等消息。"], []),
    ],
)
def test_steps_are_numbered_once(kiosk: KioskPage, lines: list[str], numbers: list[str]) -> None:
    """L2: by their own words or by us, never by both."""
    kiosk.start()
    steps = {"key": "steps", "label": "怎么办", "lines": lines}
    answer_with(kiosk.page, card={"type": "guide", "parts": [steps], "tables": []})
    kiosk.ask_and_read()
    expect(kiosk.screen.locator(".part li")).to_have_count(len(lines))
    assert kiosk.screen.locator(".part .mark").all_text_contents() == numbers


def test_who_does_not_know_what_to_write_is_shown_examples(kiosk: KioskPage) -> None:
    """D2, D3, G1: 问一问 on an empty line opens questions that are read aloud, asked by one touch, and left by 返回."""
    kiosk.start()
    kiosk.tap("问一问")
    kiosk.wait_for("examples")
    expect(kiosk.screen.locator("h1")).to_have_text("您可以这样问")
    kiosk.page.wait_for_function("!document.getElementById('voice').paused")
    kiosk.tap("返回")
    kiosk.wait_for("home")
    kiosk.pause()
    kiosk.tap("问一问")
    example = kiosk.screen.locator(".options .wide").first
    words = example.inner_text()
    example.tap()
    kiosk.wait_for("answer")
    expect(kiosk.screen.locator("h1")).to_have_text(words)


def test_the_question_bar_gives_an_example(kiosk: KioskPage) -> None:
    """I1: one of the examples, the same for the whole visit, short enough for the largest text size."""
    kiosk.start()
    kiosk.tap("特大")
    hint = kiosk.page.locator(".ask input").get_attribute("placeholder") or ""
    longest = len("比如：？") + 7
    assert len(hint) <= longest
    fits = """(e, longest) => { const pen = document.createElement("canvas").getContext("2d"), s = getComputedStyle(e);
      pen.font = s.font;
      return pen.measureText("国".repeat(longest)).width <= e.clientWidth - 2 * parseFloat(s.paddingLeft) }"""
    assert kiosk.page.locator(".ask input").evaluate(fits, longest)
    kiosk.tap("问一问")
    kiosk.wait_for("examples")
    assert hint.removeprefix("比如：").removesuffix("？") in kiosk.screen.locator(".options").inner_text().split("\n")
    expect(kiosk.page.locator(".ask input")).to_have_attribute("placeholder", hint)


def test_the_standing_of_a_source_is_said_in_words(kiosk: KioskPage) -> None:
    """B4: superseded and second-hand sources say so in text."""
    kiosk.start()
    answer_with(kiosk.page, citations=[SOURCE | {"status": s} for s in ("superseded", "secondhand", "unconfirmed")])
    kiosk.ask_and_read()
    expect(kiosk.screen.locator(".source").nth(0)).to_contain_text("已经被新的文件替代")
    expect(kiosk.screen.locator(".source").nth(1)).to_contain_text("转载")
    expect(kiosk.screen.locator(".source").nth(2)).to_contain_text("还没有确认")
    expect(kiosk.screen.locator(".source").nth(0)).to_contain_text("2017年4月14日")


def test_phone_numbers_are_grouped_and_sums_are_not(kiosk: KioskPage) -> None:
    """L3: numbers one dials are set apart for the eye; amounts are left alone."""
    kiosk.start()
    answer_with(kiosk.page, text="打12333，或者0411-84394444。每月95000元，文号〔2017〕12345号。")
    kiosk.ask_and_read()
    expect(kiosk.screen.locator(".conclusion .phone")).to_have_text(["12333", "0411 8439 4444"])


def test_the_text_size_stays_through_the_visit_and_not_beyond(kiosk: KioskPage) -> None:
    """A4, E5: the chosen size holds on every screen, and the next visitor starts from the standard."""
    kiosk.start()
    kiosk.tap("特大")
    kiosk.ask_and_read()
    expect(kiosk.page.get_by_role("button", name="特大")).to_have_attribute("aria-pressed", "true")
    kiosk.tap("结束")
    kiosk.start()
    expect(kiosk.page.get_by_role("button", name="标准")).to_have_attribute("aria-pressed", "true")


def test_a_long_answer_is_paged_by_touch(kiosk: KioskPage) -> None:
    """A10, C5: what does not fit the panel is reached by 下一页 and 上一页, without dragging."""
    kiosk.start()
    answer_with(kiosk.page, text="\n".join(f"第{i}段，说的是同一件事。" for i in range(40)))
    kiosk.ask_and_read()
    top = "document.getElementById('screen').scrollTop"
    kiosk.tap("下一页")
    expect(kiosk.page.get_by_role("button", name="上一页")).to_be_visible()
    assert kiosk.page.evaluate(top) > 300
    kiosk.tap("上一页")
    kiosk.page.wait_for_function(f"{top} === 0")


def test_the_end_leaves_nothing_behind(kiosk: KioskPage) -> None:
    """E4, E7: within a second no words, no storage, no sound, no server session, no way back by history."""
    with kiosk.page.expect_response(lambda response: response.url.endswith("/api/conversations")) as opened:
        kiosk.start()
    first = opened.value.json()
    kiosk.ask_and_read()
    with kiosk.page.expect_response(lambda response: response.request.method == "DELETE") as ended:
        kiosk.tap("结束")
    assert ended.value.status == 204
    expect(kiosk.page.locator("#attract")).to_be_visible(timeout=1000)
    assert QUESTION not in kiosk.page.content()
    assert kiosk.page.evaluate(STORES) == [0, 0, "", 0]
    assert not kiosk.speaking
    kiosk.page.go_back()
    assert QUESTION not in kiosk.page.content()
    gone = kiosk.page.request.post(
        f"/api/conversations/{first['id']}/messages",
        headers={"Authorization": f"Bearer {first['token']}"},
        data={"text": QUESTION},
    )
    assert gone.status == 404
    with kiosk.page.expect_response(lambda response: response.url.endswith("/api/conversations")) as opened:
        kiosk.open().start()
    assert opened.value.json()["id"] != first["id"]


def test_an_idle_visitor_is_asked_before_anything_is_wiped(kiosk: KioskPage) -> None:
    """E1, E2: after 120 s a full-screen question, read aloud; any touch continues; thirty more seconds end the visit."""
    kiosk.page.clock.install()
    kiosk.open().start()
    kiosk.ask_and_read()
    conclusion = kiosk.screen.locator(".conclusion").first.text_content() or ""
    for _ in range(2):
        kiosk.tap("停止")
        kiosk.page.clock.fast_forward(300_000)
        kiosk.wait_for("idle")
        kiosk.page.wait_for_function("!document.getElementById('voice').paused")
        go_on = kiosk.page.get_by_role("button", name="继续使用").bounding_box()
        assert go_on and go_on["height"] >= 240
        kiosk.page.touchscreen.tap(540, 300)
        expect(kiosk.screen.locator(".conclusion").first).to_have_text(conclusion)
    kiosk.page.clock.fast_forward(300_000)
    kiosk.wait_for("idle")
    kiosk.page.clock.fast_forward(28_000)
    kiosk.wait_for("idle")
    kiosk.page.clock.fast_forward(4_000)
    expect(kiosk.page.locator("#attract")).to_be_visible()
    assert QUESTION not in kiosk.page.content()


def test_nothing_moves_while_nobody_acts(kiosk: KioskPage) -> None:
    """D6, B6, E3: a minute goes by on home and on an answer, and not a word has changed."""
    kiosk.page.clock.install()
    kiosk.open().start()
    for go in (lambda: None, kiosk.ask_and_read):
        go()
        kiosk.tap("停止")
        before = kiosk.page.locator("#desk").inner_html()
        kiosk.page.clock.fast_forward(60_000)
        kiosk.page.wait_for_timeout(200)
        assert kiosk.page.locator("#desk").inner_html() == before


def test_a_lost_server_is_explained_and_its_return_noticed(kiosk: KioskPage) -> None:
    """J4: within 5 s a notice that says what to do; within 10 s of its return the visitor goes on where they were."""
    kiosk.start().ask_and_read()
    kiosk.page.context.set_offline(True)
    expect(kiosk.page.locator("#offline")).to_be_visible(timeout=5000)
    expect(kiosk.page.locator("#offline")).to_contain_text("12333")
    kiosk.page.context.set_offline(False)
    expect(kiosk.page.locator("#offline")).to_be_hidden(timeout=10_000)
    expect(kiosk.screen.locator("h1")).to_have_text(QUESTION)


def test_every_control_can_be_reached_and_left_by_keyboard(kiosk: KioskPage) -> None:
    """C10, D7: Tab goes through all of home and out again, and always shows where it is."""
    kiosk.start()
    visited: list[str] = []
    for _ in range(30):
        kiosk.page.keyboard.press("Tab")
        name, outline, width = kiosk.page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
               return [e === document.body ? "" : e.innerText || e.placeholder, s.outlineStyle, parseFloat(s.outlineWidth)] }"""
        )
        if name:
            visited.append(name.strip())
            assert outline == "solid" and width >= 2, name
    for expected in ("标准", "高对比", "问一问", "再听一遍", "首页", "结束"):
        assert expected in visited


def test_focus_follows_to_the_new_screens_heading(kiosk: KioskPage) -> None:
    """M3, D7: a screen reader starts at the heading of what has just appeared."""
    kiosk.start().ask_and_read()
    assert kiosk.page.evaluate("document.activeElement.textContent") == QUESTION


def test_the_long_press_menu_stays_away(kiosk: KioskPage) -> None:
    """J1: no context menu, no selected text."""
    kiosk.start()
    prevented = kiosk.page.evaluate(
        "!document.body.dispatchEvent(new MouseEvent('contextmenu', {bubbles: true, cancelable: true}))"
    )
    assert prevented
    assert kiosk.page.evaluate("getComputedStyle(document.body).userSelect") == "none"


def test_the_panels_root_size_is_a_setting(kiosk: KioskPage) -> None:
    """A1: another panel takes another root size, from the server and not from the style sheet."""
    css = kiosk.page.request.get("/kiosk/panel.css")
    assert css.ok and re.search(r"--panel-root: \d+px", css.text())


def test_the_first_page_leads_to_both_faces(open_context: Callable[..., BrowserContext]) -> None:
    """D2: the plain page at / offers 一体机 and 手机聊天."""
    page = open_context(viewport={"width": 360, "height": 640}).new_page()
    page.goto("/")
    page.get_by_role("link", name="手机聊天").click()
    expect(page).to_have_url(re.compile("/chat$"))
    page.goto("/")
    page.get_by_role("link", name="一体机").click()
    expect(page).to_have_url(re.compile("/kiosk$"))
