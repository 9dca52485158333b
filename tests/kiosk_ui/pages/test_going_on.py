"""Going on elsewhere, photos from the phone, and how far an application is: against the real services and database."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect
from test_application import (
    FATHER,
    PHONE,
    begin,
    case_of,
    counter,  # noqa: F401 - a fixture
    fill_all,
    prove,
)  # fmt: skip

from actions.benefits.parameters.book import load_book
from actions.benefits.registry import calculator
from actions.benefits.wording import card
from actions.clock import today

FACTS = {"status": "retired", "contribution": 388, "drawn": 96, "died_on": "2026-03-05", "cause": "illness"}


def picture(size=(600, 800)):
    buffer = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(buffer, "JPEG")
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def survivor():
    chosen = calculator("survivor")
    return card(chosen.compute(FACTS, load_book(), today()))


def number_shown(face):
    shown = face.form.locator(".offer .number-large")
    expect(shown).to_have_text(re.compile(r"^\d{4} \d{4}$"))
    return shown.inner_text().replace(" ", "")


def test_a_calculation_begun_on_the_panel_goes_on_on_the_phone_once(kiosk, pages, answers, counter):  # noqa: F811
    answers("大约能领这么多。", card=survivor())
    kiosk.ask()
    kiosk.tap("换到手机上接着看", kiosk.place)
    kiosk.heading("换到手机上接着办")
    expect(kiosk.form.locator(".left")).to_contain_text("分")
    number = number_shown(kiosk)
    phone = pages(f"/chat#c={number}", {"width": 360, "height": 780}, is_mobile=True)
    expect(phone.locator(".other .sum")).to_contain_text(survivor()["total"]["value"])
    assert number not in phone.url
    again = pages(f"/chat#c={number}", {"width": 360, "height": 780}, is_mobile=True)
    expect(again.locator(".system")).to_be_visible()
    assert again.locator(".sum").count() == 0


def test_another_number_takes_the_place_of_the_one_before(kiosk, answers, counter):  # noqa: F811
    answers("大约能领这么多。", card=survivor())
    kiosk.ask()
    kiosk.tap("换到手机上接着看", kiosk.place)
    kiosk.heading("换到手机上接着办")
    first = number_shown(kiosk)
    kiosk.tap("换一个", kiosk.form)
    kiosk.page.wait_for_timeout(600)
    assert number_shown(kiosk) != first


def test_an_application_begun_on_the_phone_goes_on_at_the_panel_with_its_own_proof(phone, kiosk, answers, counter):  # noqa: F811
    begin(phone, answers)
    prove(phone, counter)
    phone.heading("老人叫什么名字？")
    phone.enter(FATHER)
    phone.heading("请输入老人的身份证号")
    phone.tap("先到这里")
    answers("可以换一台接着办。", card={"type": "continuation", "content": {"kind": "case", "case_id": case_of(counter).id}})
    phone.ask("换到一体机上")
    number = phone.place.locator(".offer .number-large")
    expect(number).to_have_text(re.compile(r"^\d{4} \d{4}$"))
    digits = number.inner_text().replace(" ", "")
    answers("好的。", card={"type": "continuation", "mode": "take"})
    kiosk.ask("接着手机上的办")
    kiosk.tap("输入8位号码", kiosk.place)
    kiosk.heading("请按手机上的8位号码")
    kiosk.enter(digits)
    kiosk.heading("先看看怎么使用您的信息")
    assert FATHER not in kiosk.page.content()


def test_the_panel_takes_a_number_up_two_touches_from_home(kiosk, counter):  # noqa: F811
    for tile in ("更多服务", "接着手机办"):
        kiosk.page.locator(".tile", has_text=tile).tap()
    kiosk.heading("请按手机上的8位号码")
    kiosk.tap("返回")
    expect(kiosk.page.locator("#screen")).to_have_attribute("data-name", "home")


def test_a_wrong_number_is_said_and_may_be_typed_again(kiosk, answers, counter):  # noqa: F811
    answers("好的。", card={"type": "continuation", "mode": "take"})
    kiosk.ask("接着手机上的办")
    kiosk.tap("输入8位号码", kiosk.place)
    kiosk.heading("请按手机上的8位号码")
    kiosk.enter("1234567")
    expect(kiosk.form.locator(".trouble")).to_contain_text("8位")
    kiosk.tap("8", kiosk.page.locator(".pad"))
    kiosk.page.wait_for_timeout(520)
    kiosk.tap("下一步")
    expect(kiosk.form.locator(".trouble")).not_to_contain_text("8位数字")


@pytest.fixture
def at_the_papers(phone, answers, counter):  # noqa: F811
    begin(phone, answers)
    fill_all(phone, counter)
    return phone


def test_ten_photos_at_once_arrive_each_with_its_own_state(at_the_papers):
    paper = at_the_papers.form.locator(".paper").nth(1)
    paper.locator("input[multiple]").set_input_files([picture() for _ in range(10)])
    expect(paper.locator(".upload", has_text="传好了")).to_have_count(10, timeout=60_000)
    paper.locator("input[multiple]").set_input_files([picture() for _ in range(3)])
    expect(paper).to_contain_text("最多存12份")
    paper.get_by_role("button", name="去掉第1张").tap()
    expect(paper.locator(".upload")).to_have_count(9)


def test_what_is_no_picture_is_refused_in_words_and_can_be_put_away(at_the_papers):
    paper = at_the_papers.form.locator(".paper").first
    paper.locator("input[multiple]").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"MZ not a picture"})
    expect(paper.locator(".upload.failed")).to_contain_text("收不了")
    expect(paper.get_by_role("button", name="再传一次")).to_be_hidden()
    paper.get_by_role("button", name="去掉这一张").tap()
    expect(paper.locator(".upload")).to_have_count(0)


def test_too_large_a_file_is_not_even_sent(at_the_papers, tmp_path):
    sent, large = [], tmp_path / "a.jpg"
    large.write_bytes(b"x" * 12_500_000)
    at_the_papers.page.on("request", lambda request: sent.append(request.url) if "uploads" in request.url else None)
    paper = at_the_papers.form.locator(".paper").first
    paper.locator("input[multiple]").set_input_files(large)
    expect(paper.locator(".upload.failed")).to_contain_text("太大")
    assert sent == []


def test_a_lost_line_can_be_tried_again(at_the_papers):
    page = at_the_papers.page
    page.route("**/uploads*", lambda route: route.abort("connectionfailed"))
    paper = at_the_papers.form.locator(".paper").first
    paper.locator("input[multiple]").set_input_files(picture())
    expect(paper.locator(".upload.failed")).to_contain_text("照片还在手机里")
    page.unroute("**/uploads*")
    paper.get_by_role("button", name="再传一次").tap()
    expect(paper.locator(".upload", has_text="传好了")).to_be_visible()


def test_a_photo_on_its_way_is_seen_and_can_be_stopped(at_the_papers):
    """It may take longer than 15 seconds over a slow line, and nobody has to wait for it."""
    page = at_the_papers.page
    under_way = []
    page.route("**/uploads*", lambda route: under_way.append(route))
    paper = at_the_papers.form.locator(".paper").first
    paper.locator("input[multiple]").set_input_files(picture())
    expect(paper.locator(".upload progress")).to_be_visible()
    expect(paper.locator(".upload")).to_contain_text("正在传")
    paper.get_by_role("button", name="不传了").tap()
    expect(paper.locator(".upload")).to_have_count(0)
    page.unroute("**/uploads*")
    paper.locator("input[multiple]").set_input_files(picture())
    expect(paper.locator(".upload", has_text="传好了")).to_be_visible()


def test_number_and_phone_tell_how_far_it_is_and_nothing_else(phone, answers, counter):  # noqa: F811
    begin(phone, answers)
    prove(phone, counter)
    phone.heading("老人叫什么名字？")
    phone.enter(FATHER)
    phone.heading("请输入老人的身份证号")
    phone.tap("先到这里")
    answers("用受理号能查。", card={"type": "application", "mode": "progress"})
    phone.ask("办到哪了")
    phone.tap("用受理号查", phone.place)
    for heading, value in (("请输入受理号", case_of(counter).number), ("请输入申请时留的手机号", PHONE)):
        phone.heading(heading)
        phone.enter(value)
    phone.heading("办到哪一步了")
    expect(phone.form).to_contain_text("还没有交")
    assert all(words not in phone.form.inner_text() for words in (FATHER, "张*", "元", PHONE))
