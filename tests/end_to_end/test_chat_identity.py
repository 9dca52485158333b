"""Proving who one is on the phone: one sheet, the phone's own keyboards, and no record kept on the phone."""

import pytest
from counter import CONSENT, FAMILY_CARD, ID_NUMBER, MASKED_NAME, NAME, VERIFY, Counter, reply
from pages import ChatPage
from playwright.sync_api import Locator, expect

KEPT = "JSON.stringify({...localStorage, ...sessionStorage})"


def field(chat: ChatPage) -> Locator:
    return chat.page.locator("#sheet-entry")


def heading(chat: ChatPage, words: str) -> None:
    expect(chat.page.locator("#sheet-title")).to_have_text(words)


def to_the_number(chat: ChatPage) -> Counter:
    counter = Counter(chat.page, VERIFY)
    chat.say_and_read("查养老金")
    chat.tap("开始核实")
    heading(chat, "查本人记录以前，先征求您的同意")
    chat.tap("同意")
    heading(chat, "您查谁的事？")
    chat.tap("查我自己的")
    heading(chat, "请输入身份证号")
    return counter


def prove(chat: ChatPage) -> Counter:
    counter = to_the_number(chat)
    for value, words in ((ID_NUMBER, "请输入您的姓名"), (NAME, "请输入短信里的6位数字")):
        field(chat).fill(value)
        chat.tap("下一步")
        heading(chat, words)
    field(chat).fill("123456")
    chat.tap("下一步")
    expect(chat.page.locator("#sheet")).to_be_hidden()
    expect(chat.replies.last.locator(".facts dd").first).to_have_text("1234.56元")
    return counter


def test_the_pension_is_seen_after_consent_number_name_and_code(chat: ChatPage) -> None:
    counter = prove(chat)
    expect(chat.page.locator("#badge")).to_contain_text(f"{MASKED_NAME} 已核实")
    assert counter.bodies("identity") == [{"id_number": ID_NUMBER, "name": NAME}]
    assert counter.bodies("identity/verify") == [{"code": "123456"}]


def test_the_phone_brings_the_right_keys_and_the_code(chat: ChatPage) -> None:
    """Digits for digits, an X for the number, and the code from the message itself."""
    to_the_number(chat)
    expect(field(chat)).to_have_attribute("inputmode", "numeric")
    field(chat).fill("２１０２０１ 19490307122")
    chat.tap("末位是X，点这里")
    expect(field(chat)).to_have_value("21020119490307122X")
    field(chat).fill(ID_NUMBER)
    chat.tap("下一步")
    heading(chat, "请输入您的姓名")
    field(chat).fill(NAME)
    chat.tap("下一步")
    heading(chat, "请输入短信里的6位数字")
    expect(field(chat)).to_have_attribute("autocomplete", "one-time-code")
    expect(field(chat)).to_have_attribute("inputmode", "numeric")


def test_no_record_is_kept_on_the_phone(chat: ChatPage) -> None:
    """E8: neither the number nor the name nor an amount, and after a reload the records are not shown."""
    prove(chat)
    kept = chat.page.evaluate(KEPT)
    for personal in (ID_NUMBER, NAME, "2012.34", "1234.56"):
        assert personal not in kept
    chat.page.reload()
    expect(chat.replies.last).to_contain_text("已经收起来了")
    expect(chat.page.locator("#badge")).to_contain_text("已核实")


def test_leaving_takes_the_records_off_the_page(chat: ChatPage) -> None:
    counter = prove(chat)
    chat.tap("大字看")
    chat.page.locator("dialog[open] .close").tap()
    chat.page.locator("#badge").get_by_role("button", name="退出").tap()
    expect(chat.page.locator("#badge")).to_be_hidden()
    expect(chat.page.locator("#log")).to_contain_text("已经退出")
    assert ("DELETE", "identity", None) in counter.asked
    for personal in ("2012.34", "十一月的养老金", MASKED_NAME):
        assert personal not in chat.page.content()


def test_the_end_of_the_time_takes_the_records_off_the_page(chat: ChatPage) -> None:
    chat.page.clock.install()
    counter = Counter(chat.page, reply("到账了。", private=True))
    counter.proven, counter.expires_in = True, 50
    chat.open()
    chat.page.locator("#question").fill("查养老金")
    chat.page.locator("#question").press("Enter")
    expect(chat.page.locator("#badge")).to_contain_text("不到1分钟")
    chat.page.clock.fast_forward(52_000)
    expect(chat.page.locator("#badge")).to_be_hidden()
    expect(chat.page.locator("#log")).to_contain_text("看个人记录的时间到了")
    assert "到账了" not in chat.page.content()


def test_refusing_keeps_the_chat(chat: ChatPage) -> None:
    counter = Counter(chat.page, VERIFY)
    chat.say_and_read("查养老金")
    chat.tap("开始核实")
    heading(chat, "查本人记录以前，先征求您的同意")
    chat.tap("不同意")
    expect(chat.page.locator("#log")).to_contain_text("照样可以问")
    assert counter.bodies("consent") == [{"agree": False}]


def test_cancelling_forgets_what_was_typed(chat: ChatPage) -> None:
    to_the_number(chat)
    field(chat).fill(ID_NUMBER)
    chat.tap("取消")
    expect(chat.page.locator("#sheet")).to_be_hidden()
    chat.pause()
    chat.tap("开始核实")
    heading(chat, "查本人记录以前，先征求您的同意")
    assert ID_NUMBER not in chat.page.content()


@pytest.mark.parametrize(("status", "code", "detail"), [(422, "wrong-code", "验证码不对。请对着短信再输一次。")])
def test_the_servers_refusal_is_shown(chat: ChatPage, status: int, code: str, detail: str) -> None:
    counter = to_the_number(chat)
    for value, words in ((ID_NUMBER, "请输入您的姓名"), (NAME, "请输入短信里的6位数字")):
        field(chat).fill(value)
        chat.tap("下一步")
        heading(chat, words)
    counter.refuse("identity/verify", status, code, detail)
    field(chat).fill("000000")
    chat.tap("下一步")
    expect(chat.page.locator("#sheet .trouble")).to_have_text(detail)
    expect(field(chat)).to_have_value("")


def test_a_relative_is_asked_for_their_own_phone_and_name(chat: ChatPage) -> None:
    counter = Counter(chat.page, VERIFY)
    chat.say_and_read("查养老金")
    chat.tap("开始核实")
    heading(chat, "查本人记录以前，先征求您的同意")
    chat.tap("同意")
    heading(chat, "您查谁的事？")
    expect(chat.page.locator("#sheet")).not_to_contain_text("工作人员")
    chat.tap("我是家属，替老人查")
    for value, words in (("19900001234", "请输入您自己的手机号"), ("张小红", "请输入您自己的姓名"), (NAME, "请输入老人的姓名")):
        heading(chat, words)
        field(chat).fill(value)
        chat.tap("下一步")
    heading(chat, "请输入短信里的6位数字")
    assert counter.bodies("identity/relative") == [{"phone": "19900001234", "name": "张小红", "elder_name": NAME}]


def test_a_relative_is_allowed_and_taken_back(chat: ChatPage) -> None:
    """The list takes in the new one; taking back is asked about once and then done."""
    counter = Counter(chat.page, reply("现在没有让家人看。", private=True, card=FAMILY_CARD | {"grants": [], "views": []}))
    counter.proven = True
    chat.say_and_read("让家人帮我看")
    expect(chat.replies.last).to_contain_text("还没有人看过")
    chat.tap("让家人帮我看")
    heading(chat, "家里人叫什么名字？")
    field(chat).fill("张小红")
    chat.tap("下一步")
    heading(chat, "他是您的什么人？")
    chat.tap("女儿")
    heading(chat, "他的手机号是多少？")
    field(chat).fill("199 0000 0012")
    chat.tap("下一步")
    heading(chat, "让他看哪些？")
    chat.tap("下一步")
    expect(chat.page.locator("#sheet .trouble")).to_have_text("请至少选一样。")
    chat.page.get_by_label("养老金发放").check()
    chat.pause()
    chat.tap("下一步")
    heading(chat, "让他看多久？")
    chat.tap("三个月")
    expect(chat.replies.last).to_contain_text("张小红（女儿）")
    assert ("POST", "family", {"name": "张小红", "relation": "女儿", "phone": "19900000012", "scopes": ["payments"], "days": 90}) in counter.asked
    chat.tap("不让张小红看了")
    chat.tap("是，不让看了")
    expect(chat.replies.last).to_contain_text("张小红看不到了")
    assert ("DELETE", "family/7", None) in counter.asked


def test_a_number_in_a_message_is_covered_on_the_page_and_on_the_phone(chat: ChatPage) -> None:
    chat.say_and_read(f"我的身份证号是{ID_NUMBER}")
    expect(chat.own.last).to_contain_text("我的身份证号是••••••")
    assert ID_NUMBER not in chat.page.content()
    assert ID_NUMBER not in chat.page.evaluate("JSON.stringify(localStorage)")


def test_both_answers_to_the_consent_stay_in_sight(chat: ChatPage) -> None:
    """However long its text is."""
    Counter(chat.page, VERIFY | {"card": VERIFY["card"] | {"consent": CONSENT | {"paragraphs": CONSENT["paragraphs"] * 5}}})
    chat.say_and_read("查养老金")
    chat.tap("开始核实")
    for name in ("同意", "不同意"):
        expect(chat.page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
