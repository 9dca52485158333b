"""A demonstration person at the real counter, on both pages: verify, see, understand, book, move, cancel, end."""

import re
from typing import Any

import pytest
from pages import ChatPage, KioskPage
from playwright.sync_api import Page, expect

ARRIVED = "查养老金"


def people(page: Page) -> dict[str, Any]:
    """The demonstration people of the running house and their clerk."""
    told: dict[str, Any] = page.request.get("/demo/people.json").json()
    return told


def somebody(page: Page, name: str) -> dict[str, Any]:
    """One of them, and which messages had been sent before; each journey takes another person."""
    person: dict[str, Any] = next(person for person in people(page)["people"] if person["name"] == name)
    return person | {"earlier": [message["id"] for message in _messages(page)]}


def _messages(page: Page) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = page.request.get("/demo/outbox.json").json()["messages"]
    return messages


def code_for(page: Page, person: dict[str, Any]) -> str:
    """The code sent to this person in this visit; messages go out within a few seconds."""
    for _ in range(50):
        for message in _messages(page):
            if message["phone"] == person["phone"] and message["id"] not in person["earlier"]:
                return "".join(re.findall(r"验证码(\d{6})", message["text"]))
        page.wait_for_timeout(200)
    pytest.fail("no code was sent")


def prove_at_the_kiosk(kiosk: KioskPage, person: dict[str, Any]) -> None:
    kiosk.wait_for("step")
    kiosk.pause()
    kiosk.tap("同意")
    kiosk.step("您查谁的事？")
    kiosk.tap("查我自己的")
    kiosk.step("请输入身份证号")
    kiosk.press(person["id_number"])
    kiosk.tap("下一步")
    kiosk.step("请输入您的姓名")
    kiosk.screen.locator("input").fill(person["name"])
    kiosk.tap("下一步")
    kiosk.step("请输入短信里的6位数字")
    kiosk.press(code_for(kiosk.page, person))
    kiosk.tap("下一步")
    kiosk.wait_for("answer")


def test_a_retiree_at_the_kiosk_sees_understands_books_moves_and_cancels(kiosk: KioskPage) -> None:
    kiosk.start()
    person = somebody(kiosk.page, "孙淑芬")  # whose certification is overdue
    kiosk.tiles.filter(has_text=ARRIVED).tap()
    prove_at_the_kiosk(kiosk, person)
    expect(kiosk.page.locator("#badge")).to_contain_text("已核实")
    expect(kiosk.screen.locator(".facts dd").first).to_contain_text("元")
    kiosk.screen.locator(".wide", has_text="为什么是这个数").tap()
    expect(kiosk.screen.locator(".reasoned").first).to_be_visible()
    kiosk.tap("首页")
    kiosk.tiles.filter(has_text="约认证").tap()
    _walk_to(kiosk, ".options.confirm")
    kiosk.screen.locator(".options.confirm .wide").first.tap()
    number = kiosk.screen.locator(".number-large")
    expect(number).to_have_text(re.compile(r"^\d{3} \d{3}$"), timeout=10_000)
    kiosk.screen.locator(".wide", has_text="改时间").tap()
    expect(kiosk.screen.locator(".conclusion").first).to_contain_text("改到什么时候")
    kiosk.screen.locator(".wide", has_text="越早越好").tap()
    _walk_to(kiosk, ".options.confirm")
    kiosk.screen.locator(".options.confirm .wide").first.tap()
    expect(kiosk.screen.locator(".card .number-large")).to_be_visible(timeout=10_000)
    kiosk.screen.locator(".wide", has_text="取消预约").tap()
    _walk_to(kiosk, ".options.confirm")
    kiosk.screen.locator(".options.confirm .wide").first.tap()
    expect(kiosk.screen.locator(".conclusion").last).to_contain_text("取消", timeout=10_000)
    kiosk.tap("结束")
    expect(kiosk.page.locator("#attract")).to_be_visible()
    assert person["id_number"] not in kiosk.page.content() and person["name"] not in kiosk.page.content()


def _walk_to(kiosk: KioskPage, goal: str) -> None:
    """Take the first time or choice on offer until `goal` is there."""
    for _ in range(5):
        kiosk.wait_for("answer")
        kiosk.page.wait_for_timeout(1500)
        if kiosk.screen.locator(goal).count():
            return
        time = kiosk.screen.locator(".times button")
        (time if time.count() else kiosk.screen.locator(".options .wide")).first.tap()
    expect(kiosk.screen.locator(goal)).to_be_visible()


def start_proof(chat: ChatPage, who: str) -> None:
    chat.tap("开始核实")
    chat.page.locator("#sheet .next").tap()
    expect(chat.page.locator("#sheet-title")).to_have_text("您查谁的事？")
    chat.pause()
    chat.tap(who)


def enter(chat: ChatPage, value: str, then: str = "") -> None:
    """Fill the sheet's field and go on; `then` is the next heading."""
    chat.page.locator("#sheet-entry").fill(value)
    chat.pause()
    chat.tap("下一步")
    if then:
        expect(chat.page.locator("#sheet-title")).to_have_text(then)


def test_a_retiree_on_the_phone_sees_the_pension_and_leaves(chat: ChatPage) -> None:
    page = chat.page
    person = somebody(page, "王德福")
    chat.say_and_read("我这个月的养老金发了没")
    start_proof(chat, "查我自己的")
    enter(chat, person["id_number"], "请输入您的姓名")
    enter(chat, person["name"], "请输入短信里的6位数字")
    enter(chat, code_for(page, person))
    expect(page.locator("#badge")).to_contain_text("已核实", timeout=10_000)
    expect(chat.replies.last).not_to_be_empty()
    page.locator("#badge").get_by_role("button", name="退出").tap()
    expect(page.locator("#badge")).to_be_hidden()
    assert person["id_number"] not in page.content()


def test_a_clerk_vouches_at_the_kiosk_and_the_next_visitor_finds_nothing(kiosk: KioskPage) -> None:
    kiosk.start()
    person = next(person for person in people(kiosk.page)["people"] if person["phone"] is None)
    clerk = people(kiosk.page)["clerk"]
    kiosk.tiles.filter(has_text="查认证").tap()
    kiosk.wait_for("step")
    kiosk.pause()
    kiosk.tap("同意")
    kiosk.step("您查谁的事？")
    kiosk.tap("没带手机，请工作人员核实")
    kiosk.step("请输入身份证号")
    kiosk.press(person["id_number"])
    kiosk.tap("下一步")
    kiosk.step("请输入您的姓名")
    kiosk.screen.locator("input").fill(person["name"])
    kiosk.tap("下一步")
    for heading, digits in (("请工作人员输入工号", clerk["staff_number"]), ("请工作人员输入密码", clerk["pin"])):
        kiosk.step(heading)
        kiosk.press(digits)
        kiosk.tap("下一步")
    kiosk.step("为什么由工作人员核实？")
    kiosk.screen.locator(".wide").first.tap()
    kiosk.wait_for("answer")
    expect(kiosk.screen.locator(".card")).to_contain_text("上次认证")
    kiosk.tap("结束")
    kiosk.start()
    expect(kiosk.page.locator("#badge")).to_be_hidden()
    assert person["id_number"] not in kiosk.page.content() and person["name"] not in kiosk.page.content()
    kiosk.tiles.filter(has_text="查认证").tap()
    kiosk.wait_for("step")  # asked anew


def test_a_relative_on_the_phone_sees_what_they_are_allowed_and_no_more(chat: ChatPage) -> None:
    page = chat.page
    wife = somebody(page, "刘雅琴")
    chat.say_and_read("我这个月的养老金发了没")
    start_proof(chat, "我是家属，替老人查")
    enter(chat, wife["phone"], "请输入您自己的姓名")
    enter(chat, wife["name"], "请输入老人的姓名")
    enter(chat, "马洪亮", "请输入短信里的6位数字")
    enter(chat, code_for(page, wife))
    expect(page.locator("#badge")).to_contain_text("（家属）", timeout=10_000)
    expect(chat.replies.last).to_contain_text("您家老人")
    expect(chat.say_and_read("我要换手机号")).to_contain_text("只有本人能办")
