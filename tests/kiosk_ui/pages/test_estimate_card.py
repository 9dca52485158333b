"""A calculation by touch, on both faces: what is filled, what comes out, and what is said when it cannot be."""

import re

import pytest
from playwright.sync_api import expect

from actions.benefits.parameters.book import load_book
from actions.benefits.registry import calculator
from actions.benefits.wording import card, stepper_card
from actions.clock import today
from actions.reply import Choice

FACTS = {"status": "retired", "contribution": 388, "drawn": 96, "died_on": "2026-03-05", "cause": "illness"}


@pytest.fixture(params=["kiosk", "phone"])
def face(request):
    """Each of the two pages."""
    return request.getfixturevalue(request.param)


def survivor(**changed):
    chosen = calculator("survivor")
    return card(chosen.compute({**FACTS, **changed}, load_book(), today()))


def total(face):
    return face.place.locator(".sum")


def unfold(face):
    face.place.locator("summary", has_text="改一改").tap()


def counter(face, label):
    return face.place.get_by_role("group", name=label, exact=True)


def test_one_touch_works_the_sum_out_anew(face, answers):
    answers("大约能领这么多。", card=survivor())
    face.ask()
    before = total(face).inner_text()
    unfold(face)
    counter(face, "领了几年养老金，年").get_by_role("button", name="多1年").tap()
    fewer = survivor(drawn=108)["total"]["value"]
    expect(total(face)).to_contain_text(fewer)
    assert fewer not in before


def test_no_stepper_moves_while_the_sum_is_worked_out(face, answers):
    """However long the working below is, the finger stays on its key."""
    answers("大约能领这么多。", card=survivor())
    face.ask()
    unfold(face)
    key = counter(face, "缴费年限，年").get_by_role("button", name="多1年")
    key.scroll_into_view_if_needed()
    places = []
    for _ in range(3):
        key.tap()
        face.page.wait_for_timeout(700)
        places.append(key.bounding_box()["y"])
    assert max(places) - min(places) < 1


def test_each_line_says_how_it_was_worked_out_and_on_what_ground(face, answers):
    answers("大约能领这么多。", card=survivor())
    face.ask()
    line = face.place.locator(".reasoned", has_text="丧葬补助金").last
    expect(line.locator(".how")).to_be_hidden()
    line.locator("summary").tap()
    expect(line.locator(".how")).to_contain_text("乘2个月")
    expect(line.locator(".grounds")).to_contain_text("人社部发〔2021〕18号")
    expect(face.place.locator(".working")).to_contain_text("核定为准")


def test_nothing_is_filled_before_somebody_fills_it_and_nothing_is_said_before_all_is_known(face, answers):
    answers("请填一填。", card=stepper_card(calculator("survivor")))
    face.ask()
    expect(total(face)).to_contain_text("填好")
    assert face.place.locator(".picks [aria-pressed=true]").count() == 0
    expect(face.place.get_by_role("group", name="老人退休以后，领了多少年养老金？")).to_be_hidden()  # asked of the retired only
    for words in ("已经退休", "生病或者年老"):
        face.tap(words, face.place)
    for label in ("缴费年限，年", "领了几年养老金，年", "哪天去世，年"):
        expect(total(face)).to_contain_text("填好")
        counter(face, label).get_by_role("button", name=re.compile("^多1")).tap()
        face.page.wait_for_timeout(150)
    expect(total(face).locator(".total dd")).to_contain_text("元")


def test_a_day_may_stay_a_year_and_be_made_exact(face, answers):
    answers("大约能领这么多。", card=survivor(died_on="2026"))
    face.ask()
    unfold(face)
    month = counter(face, "哪天去世，月")
    day = counter(face, "哪天去世，日")
    expect(day).to_be_hidden()
    month.get_by_role("button", name="多1月").tap()
    expect(day).to_be_visible()
    day.get_by_role("button", name="多1日").tap()
    face.tap("记不清哪个月", face.place)
    expect(day).to_be_hidden()
    expect(total(face).locator(".total dd")).to_contain_text("元")


def test_what_cannot_be_is_said_at_its_place_and_nothing_typed_is_lost(face, answers):
    answers("大约能领这么多。", card=survivor(died_on="2026"))
    face.ask()
    unfold(face)
    year = counter(face, "哪天去世，年")
    for _ in range(30):
        year.get_by_role("button", name="少1年").tap()
        face.page.wait_for_timeout(125)
    expect(total(face)).not_to_contain_text("合计")
    expect(year.locator("button.figure strong") if face.kiosk else year.locator("input")).to_be_visible()


def test_keys_of_the_panel_write_a_number(kiosk, answers):
    """The first key writes a new number; 退一位 takes one back; nothing repeats."""
    answers("大约能领这么多。", card=survivor())
    kiosk.ask()
    unfold(kiosk)
    years = counter(kiosk, "缴费年限，年")
    years.locator("button.figure").tap()
    for sign in ("2", "5"):
        kiosk.tap(sign, years)
    expect(years.locator("button.figure")).to_contain_text("25年")
    kiosk.tap("退一位", years)
    expect(years.locator("button.figure")).to_contain_text("2年")
    kiosk.tap("好了", years)
    expect(years.locator(".pad")).to_be_hidden()


def test_more_than_there_can_be_is_cut_and_said(phone, answers):
    answers("大约能领这么多。", card=survivor())
    phone.ask()
    unfold(phone)
    months = counter(phone, "缴费年限，个月")
    months.locator("input").fill("45")
    expect(months.locator("input")).to_have_value("11")
    expect(months).to_contain_text("最多填11")


def test_an_answer_to_the_dialogue_goes_out_in_words(face, answers, rasa):
    contribution = next(one for one in stepper_card(calculator("survivor"))["fields"] if one["name"] == "contribution")
    answers("老人的缴费年限一共多少年？", outcome="ask", card={"type": "stepper", "calculator": "survivor", "fields": [contribution]})
    face.ask()
    send = face.place.get_by_role("button", name="就是这个")
    expect(send).to_be_disabled()
    years, months = counter(face, "缴费年限，年"), counter(face, "缴费年限，个月")
    for place, times in ((years, 2), (months, 4)):
        for _ in range(times):
            place.get_by_role("button", name=re.compile("^多1")).tap()
            face.page.wait_for_timeout(150)
    send.tap()
    face.page.wait_for_timeout(400)
    assert rasa.messages[-1]["message"] == "31年4个月"


def test_choices_of_the_reply_are_not_shown_twice(face, answers):
    cause = next(one for one in stepper_card(calculator("survivor"))["fields"] if one["name"] == "cause")
    choices = tuple(Choice(one["label"], f'/answer{{"v": "{one["code"]}"}}') for one in cause["choices"])
    answers("老人是怎么去世的？", outcome="ask", card={"type": "stepper", "fields": [cause]}, choices=choices)
    face.ask()
    assert face.place.locator(".picks").count() == 0


def test_a_calculation_keeps_nothing_on_the_phone(phone, answers):
    """Except that there was an answer: the facts of a death are not a thing to leave lying about."""
    answers("大约能领这么多。", card=survivor())
    phone.ask()
    unfold(phone)
    counter(phone, "缴费年限，年").get_by_role("button", name="多1年").tap()
    phone.page.wait_for_timeout(700)
    assert "400" not in phone.page.evaluate("JSON.stringify(sessionStorage)")
