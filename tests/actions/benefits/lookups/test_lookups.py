"""Allowance, fares and years of medical insurance: every band of the tables, its edges, and what is not told."""

from datetime import date

import pytest

from actions.benefits.facts_in import complete_facts
from actions.benefits.parameters.book import load_book
from actions.benefits.registry import calculator

BOOK, TODAY = load_book(), date(2026, 11, 23)


def look_up(name, today=TODAY, **facts):
    chosen = calculator(name)
    return chosen.compute(complete_facts(chosen, facts), BOOK, today)


@pytest.mark.parametrize(
    ("age", "yuan"), [(80, 30), (84, 30), (85, 50), (89, 50), (90, 200), (99, 200)]
)
def test_the_allowance_of_each_age(age, yuan):
    estimate = look_up("allowance", age=age, lives_in="dalian")
    assert (estimate.low, estimate.high, estimate.lines[0].low) == (yuan * 100,) * 3 and "社区" in estimate.notes[0]


@pytest.mark.parametrize("age", [100, 101, 120])
def test_at_a_hundred_the_rule_is_told_without_a_sum(age):
    estimate = look_up("allowance", age=age, lives_in="dalian")
    assert (estimate.outcome, estimate.low) == ("rule_only", None) and "低保标准" in estimate.text


@pytest.mark.parametrize(
    ("facts", "today", "code"),
    [
        ({"age": 79, "lives_in": "dalian"}, TODAY, "not-yet"),
        ({"age": 60, "lives_in": "dalian"}, TODAY, "not-yet"),
        ({"age": 85, "lives_in": "elsewhere"}, TODAY, "other-place"),
        ({"age": 85, "lives_in": "dalian"}, date(2025, 9, 30), "not-published"),
        ({"age": 85, "lives_in": "dalian"}, date(2030, 10, 1), "not-published"),
    ],
)
def test_no_allowance_is_named_where_there_is_none(facts, today, code):
    estimate = look_up("allowance", today, **facts)
    assert (estimate.outcome, estimate.refusal, estimate.low) == ("refused", code, None) and "元" not in estimate.text


def test_at_79_one_is_told_how_to_register_before_the_birthday():
    assert "满80岁前3个月里就可以登记" in look_up("allowance", age=79, lives_in="dalian").text


@pytest.mark.parametrize(
    ("age", "vehicle", "pays"),
    [
        (60, "bus", "半价"), (69, "bus", "半价"), (70, "bus", "免费"), (99, "bus", "免费"),
        (60, "metro", "半价"), (69, "metro", "半价"), (70, "metro", "免费"), (99, "metro", "免费"),
    ],
)  # fmt: skip
def test_the_fare_of_each_age(age, vehicle, pays):
    estimate = look_up("fare", age=age, vehicle=vehicle)
    assert estimate.lines[0].value == pays and estimate.low is None and "具体以窗口为准" in estimate.text


@pytest.mark.parametrize("vehicle", ["bus", "metro"])
def test_under_sixty_one_pays_like_everybody(vehicle):
    assert look_up("fare", age=59, vehicle=vehicle).refusal == "not-yet"


def test_the_exceptions_and_the_proof_are_told():
    assert any("小公共" in note for note in look_up("fare", age=65, vehicle="bus").notes)
    assert any("老年明珠卡" in note for note in look_up("fare", age=65, vehicle="metro").notes)
    assert any("身份证" in note for note in look_up("fare", age=70, vehicle="metro").notes)


@pytest.mark.parametrize(
    ("sex", "paid", "local", "told"),
    [
        ("male", 360, None, "一共的年数够了"),
        ("male", 359, None, "还差1个月"),
        ("female", 300, 120, "一共的年数够了"),
        ("female", 240, 120, "还差5年"),
        ("female", 300, 119, "在大连实际缴的还差1个月"),
    ],
)
def test_what_lacks_for_medical_insurance(sex, paid, local, told):
    estimate = look_up("medical_years", sex=sex, paid=paid, **({} if local is None else {"local": local}))
    assert told in estimate.text


def test_what_a_missing_year_costs_is_not_told():
    told = str(look_up("medical_years", sex="male", paid=120, local=0))
    assert "%" not in told and "还没有确认" in told


def test_local_years_not_given_are_said_to_be_left_out():
    assert any("没有算" in note for note in look_up("medical_years", sex="male", paid=360).notes)
    assert look_up("medical_years", date(2021, 8, 31), sex="male", paid=360).refusal == "not-published"
