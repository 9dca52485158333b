"""Proving who one is at the kiosk: consent, one thing per screen, errors in words, and nothing left behind."""

import re

import pytest
from counter import BOOKING_CARD, CONSENT, ID_NUMBER, MASKED_NAME, NAME, PENSION, RECORD_CARD, VERIFY, Counter, reply
from pages import KioskPage
from playwright.sync_api import expect

from tests.reader import type_fast

STORES = """async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length]"""


def ask_for_the_pension(kiosk: KioskPage) -> Counter:
    """Touch 查养老金 and stand before the consent."""
    kiosk.start()
    counter = Counter(kiosk.page, VERIFY)
    kiosk.tiles.first.tap()
    kiosk.wait_for("step")
    return counter


def to_the_number(kiosk: KioskPage) -> Counter:
    counter = ask_for_the_pension(kiosk)
    kiosk.tap("同意")
    kiosk.step("您查谁的事？")
    kiosk.tap("查我自己的")
    kiosk.step("请输入身份证号")
    return counter


def to_the_code(kiosk: KioskPage) -> Counter:
    counter = to_the_number(kiosk)
    kiosk.press(ID_NUMBER)
    kiosk.tap("下一步")
    kiosk.step("请输入您的姓名")
    kiosk.screen.locator("input").fill(NAME)
    kiosk.tap("下一步")
    kiosk.step("请输入短信里的6位数字")
    return counter


def prove(kiosk: KioskPage) -> Counter:
    counter = to_the_code(kiosk)
    kiosk.press("123456")
    kiosk.tap("下一步")
    kiosk.wait_for("answer")
    return counter


def test_the_pension_is_seen_after_consent_number_name_and_code(kiosk: KioskPage) -> None:
    counter = prove(kiosk)
    expect(kiosk.screen.locator(".facts dd").first).to_have_text("1234.56元")
    expect(kiosk.page.locator("#badge")).to_contain_text(f"{MASKED_NAME} 已核实")
    assert counter.bodies("consent") == [{"agree": True}]
    assert counter.bodies("identity") == [{"id_number": ID_NUMBER, "name": NAME}]
    assert counter.bodies("identity/verify") == [{"code": "123456"}]


def test_refusing_keeps_every_anonymous_service(kiosk: KioskPage) -> None:
    """F3: the page says so, and home offers what it did."""
    counter = ask_for_the_pension(kiosk)
    kiosk.tap("不同意")
    kiosk.wait_for("refused")
    expect(kiosk.screen).to_contain_text("照样可以问")
    assert counter.bodies("consent") == [{"agree": False}]
    kiosk.tap("回首页")
    expect(kiosk.tiles).to_have_count(8)
    assert not counter.bodies("identity")


def test_the_number_is_covered_while_typed_and_shown_on_demand(kiosk: KioskPage) -> None:
    """F2, I5: all but the last digit, in groups of six, eight and four; 显示 uncovers it, 下一步 takes it away."""
    to_the_number(kiosk)
    entry = kiosk.screen.locator(".entry")
    kiosk.press("2102011")
    expect(entry).to_have_text("•••••• 1")
    expect(entry).to_have_attribute("aria-label", "请输入身份证号，已经按了7位")
    kiosk.tap("显示")
    expect(entry).to_have_text("210201 1")
    kiosk.tap("退一位")
    expect(entry).to_have_text("210201")
    kiosk.tap("全部重填")
    expect(entry).to_have_text("")
    kiosk.press(ID_NUMBER)
    kiosk.tap("下一步")
    kiosk.step("请输入您的姓名")
    assert ID_NUMBER not in kiosk.page.content()
    kiosk.tap("返回")
    kiosk.step("请输入身份证号")
    expect(entry).to_have_text("•••••• •••••••• •••7")


@pytest.mark.parametrize(
    ("number", "words"),
    [("21020119490307", "身份证号是18位"), (ID_NUMBER[:-1] + "X", "好像有一位不对")],
)
def test_a_mistyped_number_is_noticed_before_it_is_sent(kiosk: KioskPage, number: str, words: str) -> None:
    """I7: what is wrong, in words; what was typed is kept."""
    counter = to_the_number(kiosk)
    kiosk.press(number)
    kiosk.tap("下一步")
    expect(kiosk.screen.locator(".trouble")).to_contain_text(words)
    expect(kiosk.screen.locator(".entry")).to_contain_text(number[-1])
    assert not counter.bodies("identity")


def test_a_keyboard_types_into_the_pad(kiosk: KioskPage) -> None:
    """I6: full digits, x in lower case, Enter; a burst as of a card reader is not lost."""
    to_the_number(kiosk)
    type_fast(kiosk.page, "21020119490307122x")
    kiosk.tap("显示")
    expect(kiosk.screen.locator(".entry")).to_have_text("210201 19490307 122X")
    kiosk.page.keyboard.press("Backspace")
    kiosk.page.keyboard.type("7")
    kiosk.page.locator("#screen h1").focus()
    kiosk.page.keyboard.press("Enter")
    kiosk.step("请输入您的姓名")


@pytest.mark.parametrize(
    ("status", "code", "detail"),
    [
        (422, "wrong-code", "验证码不对。请对着短信再输一次。"),
        (410, "code-burnt", "输错了三次，这个验证码不能用了。请重新发一次。"),
        (429, "identity-locked", "错的次数太多了，先停一停。请15分钟后再试。"),
    ],
)
def test_the_servers_refusal_is_shown_and_the_code_typed_anew(
    kiosk: KioskPage, status: int, code: str, detail: str
) -> None:
    """I7: in its own words; the number and the name are not asked for again."""
    counter = to_the_code(kiosk)
    counter.refuse("identity/verify", status, code, detail)
    kiosk.press("111111")
    kiosk.tap("下一步")
    expect(kiosk.screen.locator(".trouble")).to_have_text(detail)
    expect(kiosk.screen.locator(".entry")).to_have_text("")
    expect(kiosk.page.get_by_role("button", name="没收到？再发一次")).to_be_hidden()  # one message a minute, burnt or not
    counter.allow("identity/verify")
    kiosk.press("123456")
    kiosk.tap("下一步")
    kiosk.wait_for("answer")


def test_another_code_is_offered_after_a_minute(kiosk: KioskPage) -> None:
    kiosk.page.clock.install()
    kiosk.open()
    counter = to_the_code_by_clock(kiosk)
    again = kiosk.page.get_by_role("button", name="没收到？再发一次")
    expect(again).to_be_hidden()
    expect(kiosk.screen).to_contain_text("可以再发一次")
    kiosk.page.clock.fast_forward(61_000)
    again.tap()
    expect(again).to_be_hidden()
    assert len(counter.bodies("identity")) == 2


def to_the_code_by_clock(kiosk: KioskPage) -> Counter:
    """The same by keyboard, for pages whose clock stands still."""
    counter = ask_for_the_pension(kiosk)
    for button, heading in (("同意", "您查谁的事？"), ("查我自己的", "请输入身份证号")):
        kiosk.tap(button)
        expect(kiosk.screen.locator("h1")).to_have_text(heading)
    kiosk.page.keyboard.type(ID_NUMBER)
    kiosk.tap("下一步")
    kiosk.screen.locator("input").fill(NAME)
    kiosk.page.keyboard.press("Enter")
    expect(kiosk.screen.locator("h1")).to_have_text("请输入短信里的6位数字")
    return counter


def test_a_clerk_vouches_for_who_has_no_phone(kiosk: KioskPage) -> None:
    """I8: from the code on, without typing number and name again; the PIN is never shown."""
    counter = to_the_code(kiosk)
    kiosk.tap("找工作人员核实")
    kiosk.step("请工作人员输入工号")
    kiosk.press("1024")
    kiosk.tap("下一步")
    kiosk.step("请工作人员输入密码")
    kiosk.press("739158")
    expect(kiosk.screen.locator(".entry")).to_have_text("••••••")
    assert "739158" not in kiosk.page.content()
    kiosk.tap("下一步")
    kiosk.step("为什么由工作人员核实？")
    kiosk.tap("没带手机")
    kiosk.wait_for("answer")
    assert counter.bodies("identity/clerk") == [
        {"id_number": ID_NUMBER, "name": NAME, "staff_number": "1024", "pin": "739158", "reason": "没带手机"}
    ]


def test_a_wrong_pin_is_told_and_asked_for_again(kiosk: KioskPage) -> None:
    counter = to_the_code(kiosk)
    counter.refuse("identity/clerk", 422, "wrong-staff-pin", "工号或者密码不对。请再输一次。")
    kiosk.tap("找工作人员核实")
    kiosk.step("请工作人员输入工号")
    kiosk.press("1024")
    kiosk.tap("下一步")
    kiosk.step("请工作人员输入密码")
    kiosk.press("111222")
    kiosk.tap("下一步")
    kiosk.step("为什么由工作人员核实？")
    kiosk.tap("收不到短信")
    expect(kiosk.screen.locator(".trouble")).to_contain_text("工号或者密码不对")
    kiosk.tap("返回")
    kiosk.step("请工作人员输入密码")


def test_a_relative_proves_with_their_own_phone(kiosk: KioskPage) -> None:
    counter = ask_for_the_pension(kiosk)
    kiosk.tap("同意")
    kiosk.step("您查谁的事？")
    kiosk.tap("我是家属，替老人查")
    kiosk.step("请输入您自己的手机号")
    kiosk.press("19900001234")
    expect(kiosk.screen.locator(".entry")).to_have_text("199 0000 1234")
    kiosk.tap("下一步")
    for heading, name in (("请输入您自己的姓名", "张小红"), ("请输入老人的姓名", NAME)):
        kiosk.step(heading)
        kiosk.screen.locator("input").fill(name)
        kiosk.tap("下一步")
    kiosk.step("请输入短信里的6位数字")
    kiosk.press("123456")
    kiosk.tap("下一步")
    kiosk.wait_for("answer")
    assert counter.bodies("identity/relative") == [{"phone": "19900001234", "name": "张小红", "elder_name": NAME}]


def test_back_walks_through_the_steps_and_out(kiosk: KioskPage) -> None:
    """D2: 返回 from each step to the one before, from the first to home; 找工作人员 loses nothing."""
    to_the_number(kiosk)
    kiosk.press("2102")
    kiosk.tap("找工作人员")
    kiosk.wait_for("help")
    kiosk.tap("返回")
    kiosk.step("请输入身份证号")
    expect(kiosk.screen.locator(".entry")).to_have_text("•••2")
    for heading in ("您查谁的事？", "查本人记录以前，先征求您的同意"):
        kiosk.tap("返回")
        kiosk.step(heading)
    kiosk.tap("返回")
    kiosk.wait_for("home")


def test_amounts_are_read_only_when_asked_for(kiosk: KioskPage) -> None:
    """F1: nothing personal by itself; 读出来 reads what was prepared for it."""
    sounds: list[str] = []
    kiosk.page.on("request", lambda r: sounds.append(r.url) if "/api/speech/" in r.url else None)
    kiosk.page.route("**/api/speech/on-request.wav*", lambda route: route.fulfill(status=404))
    prove(kiosk)
    kiosk.pause()
    assert not any("on-request" in url for url in sounds)
    with kiosk.page.expect_request("**/api/speech/on-request.wav*"):
        kiosk.tap("读出来")


def test_the_next_visitor_finds_nothing(kiosk: KioskPage) -> None:
    """E4, E7: after 结束 no number, no name, no amount in the page, its stores or its history."""
    prove(kiosk)
    kiosk.tap("结束")
    expect(kiosk.page.locator("#attract")).to_be_visible()
    left = kiosk.page.content()
    for personal in (ID_NUMBER, NAME, MASKED_NAME, RECORD_CARD["total"]["value"], "2012.34"):
        assert personal not in left
    assert kiosk.page.evaluate(STORES) == [0, 0, "", 0]
    expect(kiosk.page.locator("#badge")).to_be_hidden()
    counter = ask_for_the_pension(kiosk)
    assert counter.asked, "the second visitor is asked for consent anew"
    kiosk.tap("同意")
    kiosk.step("您查谁的事？")
    kiosk.tap("查我自己的")
    kiosk.step("请输入身份证号")
    expect(kiosk.screen.locator(".entry")).to_have_text("")


def test_leaving_the_person_keeps_the_visit(kiosk: KioskPage) -> None:
    """退出: the proof goes, the records with it; home is there, and 返回 leads to no record."""
    counter = prove(kiosk)
    kiosk.page.locator("#badge").get_by_role("button", name="退出").tap()
    kiosk.wait_for("home")
    expect(kiosk.page.locator("#badge")).to_be_hidden()
    assert ("DELETE", "identity", None) in counter.asked
    assert "2012.34" not in kiosk.page.content()


def test_the_end_of_the_time_is_announced_and_takes_the_records_away(kiosk: KioskPage) -> None:
    """E2: a minute before, with a button that prolongs it; then no record stays on the screen."""
    kiosk.page.clock.install()
    kiosk.open()
    counter = to_the_code_by_clock(kiosk)
    counter.expires_in = 70
    kiosk.page.keyboard.type("123456")
    kiosk.tap("下一步")
    badge = kiosk.page.locator("#badge")
    expect(badge).to_contain_text("还有2分钟")
    kiosk.page.clock.fast_forward(15_000)
    expect(badge).to_contain_text("不到1分钟就要退出了")
    counter.expires_in = 100
    kiosk.tap("接着用")
    expect(badge).to_contain_text("还有2分钟")
    kiosk.tap("停止")
    kiosk.page.touchscreen.tap(540, 300)
    kiosk.page.clock.fast_forward(60_000)
    kiosk.page.touchscreen.tap(540, 300)
    counter.proven = False
    kiosk.page.clock.fast_forward(45_000)
    kiosk.wait_for("lapsed")
    assert "2012.34" not in kiosk.page.content()


def test_a_screen_with_records_waits_shorter(kiosk: KioskPage) -> None:
    """E1: ninety seconds instead of two minutes and more."""
    kiosk.page.clock.install()
    kiosk.open()
    to_the_code_by_clock(kiosk)
    kiosk.page.keyboard.type("123456")
    kiosk.tap("下一步")
    kiosk.wait_for("answer")
    kiosk.tap("停止")
    kiosk.page.clock.fast_forward(92_000)
    kiosk.wait_for("idle")


def test_a_touch_covers_the_screen(kiosk: KioskPage) -> None:
    """F5: 遮屏 hides everything, a second touch brings it back."""
    prove(kiosk)
    kiosk.tap("遮屏")
    veil = kiosk.page.locator("#veil")
    expect(veil).to_be_visible()
    assert veil.bounding_box() == {"x": 0, "y": 0, "width": 1080, "height": 1920}
    veil.tap()
    expect(veil).to_be_hidden()
    expect(kiosk.screen.locator(".facts dd").first).to_be_visible()


def test_a_verified_visitor_is_not_asked_again(kiosk: KioskPage) -> None:
    counter = prove(kiosk)
    counter.answer(reply("约好了。", outcome="done", card=BOOKING_CARD, private=True))
    kiosk.ask_and_read("约认证")
    expect(kiosk.screen.locator(".number-large")).to_have_text("482 913")
    assert PENSION["text"] not in kiosk.screen.inner_text()


@pytest.mark.parametrize("size", ["标准", "大字", "特大"])
def test_all_keys_stand_on_one_page(kiosk: KioskPage, size: str) -> None:
    """A10: number and code with their errors need no 下一页 in any text size."""
    counter = to_the_number(kiosk)
    kiosk.tap(size)
    pager = kiosk.page.locator("#pager")
    expect(pager).to_be_hidden()
    kiosk.press("2102")
    kiosk.tap("下一步")
    expect(kiosk.screen.locator(".trouble")).to_be_visible()
    expect(pager).to_be_hidden()
    kiosk.press(ID_NUMBER[4:])
    kiosk.tap("下一步")
    kiosk.step("请输入您的姓名")
    kiosk.screen.locator("input").fill(NAME)
    kiosk.tap("下一步")
    kiosk.step("请输入短信里的6位数字")
    expect(pager).to_be_hidden()
    counter.refuse("identity/verify", 410, "code-burnt", "输错了三次，这个验证码不能用了。请重新发一次，或者找工作人员帮忙。")
    kiosk.press("111111")
    kiosk.tap("下一步")
    expect(kiosk.screen.locator(".trouble")).to_be_visible()
    expect(pager).to_be_hidden()


@pytest.mark.parametrize("size", ["标准", "特大"])
def test_both_answers_to_the_consent_stay_in_sight(kiosk: KioskPage, size: str) -> None:
    """However long its text is."""
    kiosk.start()
    kiosk.tap(size)
    long = {**CONSENT, "paragraphs": CONSENT["paragraphs"] * 5}
    Counter(kiosk.page, VERIFY | {"card": VERIFY["card"] | {"consent": long}})
    kiosk.tiles.first.tap()
    kiosk.wait_for("step")
    for name in ("同意", "不同意"):
        expect(kiosk.page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("number", [ID_NUMBER, "210201490307122", "１９９０００００００１", "19900000001"])
def test_a_number_in_the_question_bar_is_covered_on_the_page(kiosk: KioskPage, number: str) -> None:
    """F2: whatever the answer is."""
    kiosk.start()
    kiosk.page.locator(".ask input").fill(number)
    kiosk.page.keyboard.press("Enter")
    expect(kiosk.page.locator("#screen")).to_have_attribute("data-name", re.compile("answer|step"), timeout=10_000)
    assert number not in kiosk.page.content()
    assert number not in kiosk.page.locator("body").inner_text()
