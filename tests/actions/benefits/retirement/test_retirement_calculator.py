"""What is said about one's retirement."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.benefits.errors import BadFacts
from actions.benefits.facts_in import complete_facts
from actions.benefits.parameters.book import load_book
from actions.benefits.retirement.calculator import RETIREMENT
from actions.benefits.retirement.rule import retirement_months

BOOK, TODAY = load_book(), date(2026, 11, 23)


def asked(today=TODAY, **facts):
    return RETIREMENT.compute(complete_facts(RETIREMENT, facts), BOOK, today)


def value(estimate, label):
    return next(line.value for line in estimate.lines if line.label == label)


def test_a_man_is_told_age_month_window_and_years():
    estimate = asked(sex="male", born="1970-05")
    assert estimate.text == "法定退休年龄是61岁5个月，2031年10月到龄。"
    assert value(estimate, "自愿提前，最早") == "2030年5月"  # not before 60
    assert value(estimate, "自愿延后，最晚") == "2034年10月"
    assert value(estimate, "最低缴费年限") == "16年" and estimate.low is None


def test_early_retirement_is_at_most_three_years_before():
    assert value(asked(sex="male", born="1980-01"), "自愿提前，最早") == "2040年1月"  # 63 in 2043, 60 in 2040


@pytest.mark.parametrize(
    ("year", "years"),
    [
        (2025, "15年"), (2029, "15年"), (2030, "15年6个月"), (2031, "16年"), (2032, "16年6个月"), (2033, "17年"), (2034, "17年6个月"),
        (2035, "18年"), (2036, "18年6个月"), (2037, "19年"), (2038, "19年6个月"), (2039, "20年"), (2040, "20年"), (2060, "20年"),
    ],
)  # fmt: skip
def test_the_least_years_follow_the_year_of_the_statutory_age(year, years):
    born = next(month for month in range(1960 * 12, 2005 * 12) if retirement_months(BOOK, "male", month).reached // 12 == year)
    assert value(asked(sex="male", born=f"{born // 12}-{born % 12 + 1:02d}"), "最低缴费年限") == years


def test_a_woman_who_does_not_know_her_post_sees_both():
    estimate = asked(sex="female", post="unsure", born="1976-03")
    assert "按工人岗位，法定退休年龄是50岁8个月" in estimate.text and "按管理技术岗位，法定退休年龄是56岁7个月" in estimate.text


def test_a_man_is_not_asked_for_a_post():
    assert "post" not in asked(sex="male", post="worker", born="1970-05").facts


def test_what_is_lacking_is_said_with_both_numbers():
    told = " ".join(asked(sex="male", born="1967-01", contribution=170).notes)
    assert "14年2个月" in told and "还差10个月" in told
    assert "一直缴到退休就够" in " ".join(asked(sex="male", born="1975-01", contribution=120).notes)


@pytest.mark.parametrize(
    ("born", "told"),
    [
        ("1966-06", "2026年11月到龄，就是这个月。"),
        ("1966-07", "2026年12月到龄。"),
        ("1966-05", "2026年10月已经到龄。"),
        ("1960-01", "2020年1月已经到龄。"),
    ],
)
def test_past_and_future_are_told_apart(born, told):
    assert asked(sex="male", born=born).text.endswith(told)


@pytest.mark.parametrize("born", ["2026-12", "2099-01", "1906-10"])
def test_a_month_of_birth_that_cannot_be_is_refused(born):
    with pytest.raises(BadFacts) as refused:
        asked(sex="male", born=born)
    assert refused.value.field == "born"


def test_who_is_past_the_window_hears_nothing_of_giving_notice():
    assert not any("书面告诉单位" in note for note in asked(sex="male", born="1963-01").notes)
    assert any("书面告诉单位" in note for note in asked(sex="male", born="1966-01").notes)


def test_unconfirmed_rules_are_not_stated():
    told = str(asked(sex="female", post="worker", born="1980-01"))
    assert "灵活就业" not in told and "最低年限按哪一年的看，还没有确认" in told


@given(born=st.integers(1960 * 12, 1999 * 12), group=st.sampled_from(["male", "female55", "female50"]))
def test_the_younger_never_retire_earlier_and_the_window_holds_the_month(born, group):
    older, younger = (retirement_months(BOOK, group, month) for month in (born, born + 1))
    assert younger.reached > older.reached and younger.age >= older.age
    assert younger.earliest <= younger.reached <= younger.latest
    assert younger.earliest - (born + 1) >= younger.original and younger.latest - younger.earliest <= 72
