"""Cards of what is somebody's own, on both pages: what stands on them and what their buttons send."""

from counter import (
    ADDRESS_CARD,
    BOOKING_CARD,
    BOOKING_CHOICES,
    FAMILY_CARD,
    REASON,
    SLOT_CHOICES,
    SLOTS_CARD,
    TICKET_CARD,
    VISIT_CARD,
    Counter,
    reply,
)  # fmt: skip
from pages import ChatPage, KioskPage
from playwright.sync_api import expect


def shown(kiosk: KioskPage, **fields: object) -> Counter:
    """An answer of the kiosk with these fields."""
    kiosk.start()
    counter = Counter(kiosk.page, reply(**fields))
    kiosk.ask_and_read("问一问")
    return counter


def test_a_time_is_taken_by_touching_it(kiosk: KioskPage) -> None:
    """Times stand under their day; what is no time stays a choice below."""
    counter = shown(kiosk, text="明天和后天都有空。", outcome="ask", card=SLOTS_CARD, choices=SLOT_CHOICES)
    expect(kiosk.screen.locator(".day")).to_have_count(2)
    expect(kiosk.screen.locator(".options .wide")).to_have_text(["换一天"])
    kiosk.screen.locator(".times button", has_text="下午2:30").tap()
    kiosk.pause()
    assert {"choice": "slot-2"} in counter.bodies("messages")


def test_a_booking_shows_its_number_in_groups_and_a_code_to_take_along(kiosk: KioskPage) -> None:
    shown(kiosk, text="约好了。", outcome="done", private=True, card=BOOKING_CARD, choices=BOOKING_CHOICES)
    expect(kiosk.screen.locator(".number-large")).to_have_text("482 913")
    expect(kiosk.screen.locator(".card .phone")).to_have_text("0411 8439 4444")
    code = kiosk.screen.locator("img.qr")
    assert code.evaluate("e => e.complete && e.naturalWidth > 0")
    box = code.bounding_box()
    assert box and box["width"] >= 320
    expect(kiosk.screen.locator(".options .wide")).to_have_text(["改时间", "取消预约"])
    assert kiosk.screen.locator("text=记到手机日历").count() == 0


def test_the_phone_takes_the_booking_into_its_calendar(chat: ChatPage) -> None:
    counter = Counter(chat.page, reply("约好了。", outcome="done", private=True, card=BOOKING_CARD))
    chat.say_and_read("约认证")
    with chat.page.expect_download() as saved:
        chat.tap("记到手机日历")
    assert saved.value.suggested_filename == "yuyue.ics"
    assert ("GET", "bookings/482913.ics", None) in counter.asked
    expect(chat.replies.last.locator("a.phone")).to_have_attribute("href", "tel:041184394444")


def test_a_refused_file_says_why(chat: ChatPage) -> None:
    Counter(chat.page, reply("约好了。", outcome="done", private=True, card=BOOKING_CARD))
    problem = '{"code":"not-identified","detail":"要先核对身份。请重新核对一次。"}'
    chat.page.route("**/bookings/*", lambda route: route.fulfill(status=403, body=problem))
    chat.say_and_read("约认证")
    chat.tap("记到手机日历")
    expect(chat.replies.last).to_contain_text("请重新核对一次")


def test_a_figure_is_explained_line_by_line(kiosk: KioskPage) -> None:
    """为什么是这个数: figures, formula, article, and what is not known."""
    shown(kiosk, **{key: REASON[key] for key in ("text", "private", "card")})
    line = kiosk.screen.locator(".reasoned").first
    expect(line).to_contain_text("÷2×19.6年×1%")
    expect(line).to_contain_text("国发〔2005〕38号 第六条")
    expect(kiosk.screen.locator(".missing")).to_contain_text("还没有录进来")


def test_a_confirmation_shows_the_facts_and_two_large_answers(kiosk: KioskPage) -> None:
    facts = {"type": "record", "title": "请核对", "lines": [{"label": "时间", "value": "上午9:00"}], "notes": []}
    choices = [{"label": "是", "token": "y"}, {"label": "不是", "token": "n"}]
    counter = shown(kiosk, text="对吗？", outcome="confirm", card=facts, choices=choices)
    expect(kiosk.screen.locator(".facts dd")).to_have_text("上午9:00")
    buttons = kiosk.screen.locator(".options.confirm .wide")
    expect(buttons).to_have_text(["是", "不是"])
    assert all((button.bounding_box() or {})["height"] >= 140 for button in buttons.all())
    buttons.first.tap()
    kiosk.pause()
    assert {"choice": "y"} in counter.bodies("messages")


def test_a_ticket_tells_the_number_and_how_many_wait(kiosk: KioskPage) -> None:
    shown(kiosk, text="取好号了。", outcome="done", card=TICKET_CARD)
    expect(kiosk.screen.locator(".number-large")).to_have_text("A012")
    expect(kiosk.screen.locator(".card")).to_contain_text("前面还有3位")


def test_an_own_address_goes_past_the_dialogue(kiosk: KioskPage) -> None:
    """Typed on the page's form and sent beside the conversation, never as a message."""
    counter = shown(kiosk, text="地址是中山区***1号。对吗？", outcome="confirm", private=True, card=VISIT_CARD)
    kiosk.tap("换一个地址")
    kiosk.step("请写上门的地址")
    kiosk.screen.locator("input").fill("西岗区虚构路9号")
    kiosk.tap("下一步")
    expect(kiosk.screen.locator(".conclusion")).to_have_text("地址是西岗区***9号。对吗？")
    expect(kiosk.screen.locator(".facts")).to_contain_text("西岗区***9号")
    assert counter.bodies("visit-address") == [{"address": "西岗区虚构路9号"}]
    assert all("虚构路" not in str(body) for body in counter.bodies("messages"))


def test_the_address_on_record_is_taken_by_one_touch(kiosk: KioskPage) -> None:
    counter = shown(kiosk, text="上门到哪里？", outcome="ask", private=True, card=ADDRESS_CARD, choices=SLOT_CHOICES[:1])
    kiosk.tap("就去这里")
    kiosk.pause()
    assert {"choice": "slot-1"} in counter.bodies("messages")


def test_a_new_phone_wants_a_fresh_proof(kiosk: KioskPage) -> None:
    """After another proof the number typed before stands there again."""
    counter = shown(kiosk, text="请填新的手机号。", outcome="ask", card={"type": "phone"})
    counter.refuse("phone", 403, "needs-fresh-proof", "改手机号前，要再核对一次身份。")
    kiosk.tap("输入新的手机号")
    kiosk.step("请输入新的手机号")
    kiosk.press("19900004321")
    kiosk.tap("下一步")
    kiosk.step("您查谁的事？")
    expect(kiosk.screen).to_contain_text("要再核对一次身份")
    counter.allow("phone")
    kiosk.tap("没带手机，请工作人员核实")
    for heading, digits in (("请输入身份证号", "210201194903071227"),):
        kiosk.step(heading)
        kiosk.press(digits)
        kiosk.tap("下一步")
    kiosk.step("请输入您的姓名")
    kiosk.screen.locator("input").fill("张秀兰")
    kiosk.tap("下一步")
    for heading, digits in (("请工作人员输入工号", "1024"), ("请工作人员输入密码", "739158")):
        kiosk.step(heading)
        kiosk.press(digits)
        kiosk.tap("下一步")
    kiosk.step("为什么由工作人员核实？")
    kiosk.tap("手机号换了")
    kiosk.step("请输入新的手机号")
    expect(kiosk.screen.locator(".entry")).to_have_text("199 0000 4321")
    kiosk.tap("下一步")
    kiosk.step("请输入短信里的6位数字")
    kiosk.press("654321")
    kiosk.tap("下一步")
    kiosk.wait_for("done")
    assert counter.bodies("phone/verify") == [{"code": "654321"}]


def test_taking_back_is_asked_about_once(kiosk: KioskPage) -> None:
    counter = shown(kiosk, text="现在能帮您看的有一位。", private=True, card=FAMILY_CARD)
    kiosk.tap("不让张小红看了")
    kiosk.tap("不改了")
    expect(kiosk.page.get_by_role("button", name="不让张小红看了")).to_be_visible()
    assert not [request for request in counter.asked if request[0] == "DELETE"]
    kiosk.pause()
    kiosk.tap("不让张小红看了")
    kiosk.tap("是，不让看了")
    expect(kiosk.screen).to_contain_text("张小红看不到了")
    assert ("DELETE", "family/7", None) in counter.asked


def test_words_of_the_counter_are_never_markup(kiosk: KioskPage) -> None:
    """Every text of a card enters the page as text, its drawing as an image that can run nothing."""
    evil = "<img src=x onerror=document.title='bad'>"
    card = BOOKING_CARD | {"number": evil, "service": evil, "notes": [evil], "qr": f"<svg xmlns='http://www.w3.org/2000/svg'>{evil}</svg>"}
    shown(kiosk, text="约好了。", card=card)
    assert kiosk.screen.locator("img:not(.qr)").count() == 0
    assert kiosk.page.title() != "bad"


def test_the_keys_of_a_question_stand_in_sight_above_the_details(kiosk: KioskPage) -> None:
    shown(
        kiosk, text="约明天上午九点，对吗？", outcome="confirm", private=True, card=BOOKING_CARD,
        choices=[{"label": "确定", "token": "y"}, {"label": "换一天", "token": "n"}],
    )  # fmt: skip
    for key in kiosk.screen.locator(".options.confirm .wide").all():
        expect(key).to_be_in_viewport(ratio=1)


def test_times_are_not_listed_twice(kiosk: KioskPage) -> None:
    """The card shows and counts them; the words say only what they are."""
    shown(
        kiosk, text="这些时间有空：1、上午9:00；2、下午2:30。您要哪个？", speech="这些时间有空。您要第几个？", outcome="ask",
        card=SLOTS_CARD, choices=SLOT_CHOICES,
    )  # fmt: skip
    expect(kiosk.screen.locator(".conclusion")).to_have_text("这些时间有空。您要第几个？")
    expect(kiosk.screen.locator(".times button").nth(1)).to_contain_text("第2个")


def test_a_long_list_of_raises_is_folded(kiosk: KioskPage) -> None:
    raises = "".join(f"{year}年{year - 1990}.00元；" for year in range(2025, 2010, -1))
    line = {"label": "历年调整增加的", "value": "500.00元", "how": f"历年涨的钱加在一起。{raises}", "basis": "依据：历年通知"}
    shown(kiosk, text="一共分成这几项。", private=True, card=REASON["card"] | {"lines": [line]})
    expect(kiosk.screen.locator(".reasoned .how").first).to_have_text("历年涨的钱加在一起。")
    expect(kiosk.screen.locator(".grounds")).to_have_text("依据：历年通知")
    oldest = kiosk.screen.locator(".how", has_text="2011年")
    expect(oldest).to_be_hidden()
    kiosk.screen.locator(".unfold summary").tap()
    expect(oldest).to_be_visible()
