"""A widow at the kiosk, by touch alone: the amount, a question in between, the application, a way off and back, the number."""

import re
from collections.abc import Callable

from grant_pages import GrantForm, message, touch
from pages import KIOSK_SIZE, KioskPage
from playwright.sync_api import BrowserContext, Locator, expect
from visitors import fictional_number

NAME, OWN_PHONE, HUSBAND = "李秀英", "19900000741", "张德海"
OWN_NUMBER, HUSBANDS_NUMBER = fictional_number(sequence=742), fictional_number(sequence=741)
SUM = "75,078.00元到75,096.00元"  # (2 + 24 - 8) months of 4171 to 4172 yuan
PRIVATE = (NAME, OWN_PHONE, HUSBAND, OWN_NUMBER, HUSBANDS_NUMBER)


def test_a_widow_applies_with_her_fingers_alone(open_context: Callable[..., BrowserContext]) -> None:
    kiosk = KioskPage(open_context(viewport=KIOSK_SIZE, has_touch=True).new_page()).open().start()
    form = GrantForm(kiosk.page, kiosk=True)
    press(kiosk, "大字")
    touch(kiosk.tiles.filter(has_text="丧葬和抚恤"))
    work_out(kiosk)
    press(kiosk, "申请")
    to_the_form(kiosk)
    form.prove(NAME, OWN_PHONE)
    form.enter("老人叫什么名字？", HUSBAND)
    form.enter("请输入老人的身份证号", HUSBANDS_NUMBER)
    form.heading("您是老人的什么人？")
    press(kiosk, "首页")
    touch(kiosk.tiles.filter(has_text="丧葬和抚恤"))
    press(kiosk, "申请")
    touch(kiosk.screen.get_by_role("button", name="接着填", exact=True))
    form.heading("您是老人的什么人？")  # behind the last answer, and nobody asked for a code again
    form.choose("老伴")
    form.enter("请输入您自己的身份证号", OWN_NUMBER)
    form.choose_community()
    form.say_of(
        only_survivor="yes", account_whose="deceased", deemed_years="no", death_registered="hospital", abroad="no", overpaid="no"
    )
    form.heading("要带的材料")
    form.choose("看好了，下一步")
    number = form.hand_in()
    assert "交上去了" in message(kiosk.page, OWN_PHONE, f"{number}）已经", [])
    takes_it_along(kiosk, form)
    nothing_is_left(kiosk)


def press(kiosk: KioskPage, name: str) -> None:
    """A finger on the button of this name."""
    touch(kiosk.page.get_by_role("button", name=name, exact=True).last)


def answered(kiosk: KioskPage, words: str) -> None:
    """Wait for an answer with these words."""
    expect(kiosk.screen.locator(".conclusion").last).to_contain_text(words, timeout=10_000)
    expect(kiosk.screen.locator(".later[aria-busy]")).to_have_count(0)


def work_out(kiosk: KioskPage) -> None:
    """Four counters and two choices, with one of the suggested questions in the middle."""
    answered(kiosk, "丧葬和抚恤的事")
    press(kiosk, "算一算，走时已退休")
    answered(kiosk, "缴费年限")
    press(kiosk, "问一问")
    kiosk.wait_for("examples")
    touch(kiosk.screen.locator(".wide").first)
    expect(kiosk.screen.locator(".sources").first).to_be_attached(timeout=10_000)
    answered(kiosk, "缴费年限")
    fill(kiosk, "年", "32")
    fill(kiosk, "年", "7", place=1)
    touch(kiosk.screen.get_by_role("button", name=re.compile("^多1年")).last)
    press(kiosk, "就是这些")
    answered(kiosk, "哪年哪月哪天")
    for unit, digits in (("年", "2026"), ("月", "10"), ("日", "20")):
        fill(kiosk, unit, digits)
    press(kiosk, "就是这个")
    answered(kiosk, "怎么去世")
    press(kiosk, "生病或者年老")
    expect(kiosk.screen.locator(".sum")).to_contain_text(SUM, timeout=10_000)


def fill(kiosk: KioskPage, unit: str, digits: str, place: int = 0) -> None:
    """Open the keys of the counter with this unit (of several, the one at `place`), write the number, put the keys away."""
    counter: Locator = kiosk.screen.locator(".counter").filter(has=kiosk.page.locator(f"[aria-label*='，{unit}，']")).nth(place)
    touch(counter.locator("button.figure"))
    for sign in digits:
        touch(counter.locator(".pad").get_by_role("button", name=sign, exact=True))
    touch(counter.get_by_role("button", name="好了", exact=True))


def to_the_form(kiosk: KioskPage) -> None:
    """申请 shows the amount again and the way into the form."""
    begin = kiosk.screen.get_by_role("button", name="开始填", exact=True)
    expect(begin).to_be_visible(timeout=10_000)
    touch(begin)


def takes_it_along(kiosk: KioskPage, form: GrantForm) -> None:
    """Without a printer the kiosk says so; a number that holds nothing of hers leads to the phone."""
    form.choose("打印要带的材料单")
    expect(form.place.locator(".state").first).not_to_be_empty()
    form.choose("换到手机上接着办")
    form.heading("换到手机上接着办")
    form.take_along()


def nothing_is_left(kiosk: KioskPage) -> None:
    """结束, and whoever comes next is asked from the beginning."""
    press(kiosk, "结束")
    expect(kiosk.page.locator("#attract")).to_be_visible()
    kiosk.start()
    touch(kiosk.tiles.filter(has_text="丧葬和抚恤"))
    answered(kiosk, "丧葬和抚恤的事")
    press(kiosk, "查进度")
    answered(kiosk, "受理号")
    assert all(whole not in kiosk.page.content() for whole in PRIVATE)
    press(kiosk, "首页")
    touch(kiosk.tiles.filter(has_text="丧葬和抚恤"))
    answered(kiosk, "丧葬和抚恤的事")
    press(kiosk, "申请")
    expect(kiosk.screen).to_contain_text("退休了吗", timeout=10_000)
