"""The application for the funeral grant as a family fills it in, on either page of the real assistant."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pypinyin import lazy_pinyin

from actions.grants.checklist import SITUATION_FIELDS
from tests import finger

CONSENT = "先看看怎么使用您的信息"
REVIEW = "请从头看一遍"
SETTLED = "您的申请"


def write(page: Page, field: Locator, text: str) -> None:
    """A finger on the kiosk's keyboard: the sounds of `text`, then its words among the candidates, and 确定."""
    touch(field)
    keyboard = page.locator("#keyboard")
    sounds = "".join(lazy_pinyin(text))
    for letter in sounds:
        touch(keyboard.get_by_role("button", name=letter, exact=True))
    expect(keyboard.locator(".keyboard-letters")).to_have_text(sounds)
    while text:
        page.wait_for_timeout(300)  # what the server offers has come by then
        offered = keyboard.locator(".candidates button").all_inner_texts()
        fits = max((word for word in offered if text.startswith(word)), key=len, default="")
        touch(keyboard.locator(".candidates").get_by_role("button", name=fits, exact=True) if fits
              else keyboard.get_by_role("button", name="下一页", exact=True))  # fmt: skip
        text = text.removeprefix(fits)
    touch(keyboard.get_by_role("button", name="确定", exact=True))


class GrantForm:
    """The steps of the form; on the kiosk every one is done by touch, names on its own keyboard."""

    def __init__(self, page: Page, kiosk: bool) -> None:
        self.page, self.kiosk = page, kiosk

    @property
    def place(self) -> Locator:
        return self.page.locator("#screen" if self.kiosk else "#sheet")

    def heading(self, words: str) -> None:
        """Wait for the step with this heading."""
        expect(self.page.locator("#screen h1" if self.kiosk else "#sheet-title")).to_have_text(words, timeout=10_000)

    def choose(self, label: str, place: Locator | None = None) -> None:
        touch((place or self.place).get_by_role("button", name=label, exact=True).last)

    def enter(self, heading: str, value: str) -> None:
        """Answer the step with this heading by its keys, or in its field, and go on."""
        self.heading(heading)
        pad = self.page.locator("#screen .pad")
        if self.kiosk and pad.count():
            for sign in value:
                touch(pad.get_by_role("button", name=sign, exact=True))
        elif self.kiosk:
            return write(self.page, self.place.locator("input[type=text]"), value)
        else:
            self.place.locator("input[type=text]").fill(value)
        self.choose("下一步")

    def prove(self, name: str, phone: str) -> None:
        """Consent, name, phone, and the code from the message."""
        self.heading(CONSENT)
        self.choose("同意")
        self.enter("请输入您的姓名", name)
        earlier = texts_to(self.page, phone)
        self.enter("请输入您的手机号", phone)
        self.heading("请输入短信里的6位数字")
        code = re.search(r"验证码(\d{6})", message(self.page, phone, "验证码", earlier))
        assert code
        self.enter("请输入短信里的6位数字", code[1])

    def describe(self, deceased: str, number: str, relation: str, own_number: str) -> None:
        """Who died, who applies, and at which community."""
        self.enter("老人叫什么名字？", deceased)
        self.enter("请输入老人的身份证号", number)
        self.heading("您是老人的什么人？")
        self.choose(relation)
        self.enter("请输入您自己的身份证号", own_number)
        self.choose_community()

    def choose_community(self) -> None:
        """The first community of the street whose clerks the demonstration has."""
        for heading, name in (("老人住在哪个区？", "中山区"), ("在哪个街道？", "望海街道"), ("在哪个社区？", "")):
            self.heading(heading)
            touch(self.place.locator(".wide, .full").filter(has_text=name).first)

    def say_of(self, **situation: str) -> None:
        """Answer these questions about what happened."""
        for name, code in situation.items():
            field = next(field for field in SITUATION_FIELDS if field.name == name)
            self.heading(field.question)
            self.choose(next(option.label for option in field.choices if option.code == code))

    def add_survivor(self, name: str, relation: str) -> None:
        """Another of the family, who agrees."""
        self.heading("别的家里人，同意由您来领吗？")
        self.choose("加一位家里人")
        self.enter("这位家里人叫什么名字？", name)
        self.heading("他是老人的什么人？")
        self.choose(relation)
        self.heading("别的家里人，同意由您来领吗？")
        agreed = self.place.get_by_role("button", name="同意了", exact=True)
        touch(agreed)
        expect(agreed).to_have_attribute("aria-pressed", "true")
        self.choose("就这些，下一步")

    def hand_in(self) -> str:
        """Read it over, hand it in, and take down its number, as it is shown: 1234 5678."""
        self.heading(REVIEW)
        self.choose("都对，下一步")
        self.heading("现在交上去吗？")
        self.choose("是，交上去")
        self.heading(SETTLED)
        return self.place.locator(".number-large").inner_text()

    def take_along(self) -> str:
        """The eight digits with which it goes on elsewhere."""
        number = self.page.locator(".offer .number-large").last
        expect(number).to_have_text(re.compile(r"^\d{4} \d{4}$"))
        return number.inner_text().replace(" ", "")


def touch(target: Locator) -> None:
    """A finger on the middle of `target`, once it can be touched there."""
    finger.wait(target)
    target.tap(trial=True)
    box = target.bounding_box()
    assert box
    target.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def texts_to(page: Page, phone: str) -> list[str]:
    """The text messages to this phone that have gone out, as the demonstration shows them."""
    told: list[dict[str, Any]] = page.request.get("/demo/outbox.json").json()["messages"]
    return [one["text"] for one in told if one["phone"] == phone]


def message(page: Page, phone: str, words: str, earlier: list[str]) -> str:
    """A message with these words that was not there earlier; messages go out within a few seconds."""
    for _ in range(60):
        for text in texts_to(page, phone):
            if words in text and texts_to(page, phone).count(text) > earlier.count(text):
                return text
        page.wait_for_timeout(150)
    pytest.fail(f"no message with {words} was sent")
