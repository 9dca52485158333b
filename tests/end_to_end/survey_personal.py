"""Walks through the personal screens of a page once and measures each as the survey does."""

from collections.abc import Callable, Iterator
from typing import Any

from counter import (
    ADDRESS_CARD,
    BOOKING_CARD,
    BOOKING_CHOICES,
    CERTIFICATION_CARD,
    CONSENT,
    FAMILY_CARD,
    ID_NUMBER,
    NAME,
    REASON,
    SLOT_CHOICES,
    SLOTS_CARD,
    TICKET_CARD,
    VERIFY,
    Counter,
    reply,
)  # fmt: skip
from pages import ChatPage, KioskPage
from playwright.sync_api import expect
from survey import Measured, measure

FACTS = {
    "type": "record", "title": "请核对", "notes": [],
    "lines": [{"label": "时间", "value": "11月24日 周二 上午9:00"}, {"label": "地点", "value": "青泥洼桥街道办事处"}],
}  # fmt: skip
# Every card in a reply as the dialogue words it.
REPLIES: dict[str, dict[str, Any]] = {
    "reason": REASON,
    "certification": reply("不用您办。", private=True, card=CERTIFICATION_CARD),
    "slots": reply("明天和后天都有空。", outcome="ask", card=SLOTS_CARD, choices=SLOT_CHOICES),
    "confirm": reply(
        "约明天上午九点，对吗？", outcome="confirm", card=FACTS,
        choices=[{"label": "是，就这样", "token": "y"}, {"label": "不是", "token": "n"}],
    ),
    "booking": reply("约好了。明天上午九点。", outcome="done", private=True, card=BOOKING_CARD, choices=BOOKING_CHOICES),
    "bookings": reply("您有一个预约。", private=True, card={"type": "bookings", "items": [BOOKING_CARD, BOOKING_CARD]}),
    "ticket": reply("取好号了。", outcome="done", card=TICKET_CARD),
    "address": reply("上门到哪里？", outcome="ask", private=True, card=ADDRESS_CARD, choices=SLOT_CHOICES[:1]),
    "family": reply("现在能帮您看的有一位。", private=True, card=FAMILY_CARD),
    "phone": reply("请填新的手机号。", outcome="ask", card={"type": "phone"}),
    "consent again": reply("请先看一看下面的说明。", outcome="confirm", card={"type": "consent", **CONSENT}),
}  # fmt: skip


def survey_kiosk_personal(kiosk: KioskPage, mode: str) -> list[Measured]:
    """The steps of the proof and every card on the kiosk page, in one display mode."""
    page, walked = kiosk.page, []

    def note(screen: str) -> None:
        walked.append(measure(page, mode, screen, with_axe=mode in ("标准", "高对比")))

    kiosk.open().start()
    kiosk.tap(mode)
    counter = Counter(page, VERIFY)
    kiosk.tiles.first.tap()
    kiosk.wait_for("step")
    note("consent")
    for button, heading, screen in (("同意", "您查谁的事？", "who"), ("查我自己的", "请输入身份证号", "number")):
        kiosk.tap(button)
        kiosk.step(heading)
        note(screen)
    kiosk.press("2102011949030")
    kiosk.tap("下一步")
    expect(page.locator(".trouble")).to_be_visible()
    note("number with trouble")
    kiosk.press(ID_NUMBER[13:])
    kiosk.pause()
    kiosk.tap("下一步")
    kiosk.step("请输入您的姓名")
    kiosk.screen.locator("input").fill(NAME)
    note("name")
    kiosk.tap("下一步")
    kiosk.step("请输入短信里的6位数字")
    kiosk.press("123456")
    note("code")
    kiosk.tap("下一步")
    kiosk.wait_for("answer")
    expect(page.locator("#badge")).to_be_visible()
    note("record")
    for screen in _each(counter, lambda: kiosk.ask("问一问您"), kiosk.screen.locator(".conclusion")):
        note(screen)
    return walked


def survey_chat_personal(chat: ChatPage, mode: str) -> list[Measured]:
    """The steps of the proof and every card on the chat page, at one text size."""
    page, walked = chat.page, []

    def note(screen: str) -> None:
        walked.append(measure(page, mode, screen, with_axe=mode != "大"))

    chat.open()
    chat.tap("设置")
    chat.tap(mode)
    chat.tap("关闭")
    counter = Counter(page, VERIFY)
    chat.say_and_read("查养老金")
    note("verify")
    chat.tap("开始核实")
    heading = page.locator("#sheet-title")
    note("consent")
    for button, words, screen in (("同意", "您查谁的事？", "who"), ("查我自己的", "请输入身份证号", "number")):
        chat.tap(button)
        expect(heading).to_have_text(words)
        note(screen)
    for value, words in ((ID_NUMBER, "请输入您的姓名"), (NAME, "请输入短信里的6位数字")):
        page.locator("#sheet-entry").fill(value)
        chat.pause()
        chat.tap("下一步")
        expect(heading).to_have_text(words)
    page.locator("#sheet-entry").fill("123456")
    note("code")
    chat.pause()
    chat.tap("下一步")
    expect(page.locator("#badge")).to_be_visible()
    note("record")
    for screen in _each(counter, lambda: chat.say("问一问您"), chat.replies.last):
        note(screen)
    return walked


def _each(counter: Counter, ask: Callable[[], None], place: Any) -> Iterator[str]:
    for screen, answer in REPLIES.items():
        counter.answer(answer)
        ask()
        expect(place).to_contain_text(answer["text"][:6])
        yield screen
