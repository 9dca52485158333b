"""A visit at the panel goes on on the phone: a picture to scan, no identity, policy answers only, once."""

import dataclasses
import re

import pytest
from playwright.sync_api import expect

from actions.reply import Choice, Citation, Reply
from tests.camera import codes

HERE = "https://wanqing.example.cn"
CITED = (Citation("某办法", "大政办发〔2017〕49号", "第八条"),)


@pytest.fixture
def settings(settings):
    return dataclasses.replace(settings, public_url=HERE)


def test_what_was_asked_at_the_panel_is_read_and_asked_on_on_the_phone(kiosk, pages, answers, rasa):
    answers("大约三百元。", citations=CITED, card={"type": "record", "title": "记录", "lines": [{"label": "金额", "value": "300元"}]})
    kiosk.ask("我的")
    expect(kiosk.place.get_by_role("button", name="在手机上接着看")).to_have_count(0)
    kiosk.tap("首页")
    answers("先找街道。", citations=CITED, choices=(Choice("要带什么", "/materials"),))
    kiosk.ask("老伴没了，丧葬费找谁领？")
    kiosk.tap("在手机上接着看", kiosk.place)
    kiosk.heading("在手机上接着看")
    number = kiosk.form.locator(".offer .number-large")
    expect(number).to_have_text(re.compile(r"^\d{4} \d{4}$"))
    picture = kiosk.form.locator("img.qr")
    box, code = picture.bounding_box(), number.inner_text().replace(" ", "")
    assert min(box["width"], box["height"]) >= 320
    assert codes(kiosk.page.screenshot()) == [f"{HERE}/chat#c={code}"]
    phone = pages(f"/chat#c={code}", {"width": 360, "height": 780}, is_mobile=True)
    expect(phone.locator(".own .bubble")).to_have_text("老伴没了，丧葬费找谁领？")
    answer = phone.locator(".other").last
    expect(answer).to_contain_text("先找街道")
    assert code not in phone.url and "300元" not in phone.content()
    rasa.behave = lambda message: [Reply(text="带身份证。")]
    answer.get_by_role("button", name="要带什么").tap()
    expect(phone.locator(".other").last).to_contain_text("带身份证")
    phone.reload()
    expect(phone.locator(".own .bubble")).to_have_text(["老伴没了，丧葬费找谁领？", "要带什么"])
    again = pages(f"/chat#c={code}", {"width": 360, "height": 780}, is_mobile=True)
    expect(again.locator(".system")).to_contain_text("只能用一次")
    assert again.locator(".own").count() == 0
