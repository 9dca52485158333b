"""为什么是这个数: every line from the person's own numbers, and an honest word where it does not work out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from actions.records.explaining.reason import reason_of
from actions.records.gateway import ADDENDS, Adjustment, MonthlyPayment, RetirementFacts

AS_OF = date(2026, 11, 20)
FACTS = RetirementFacts(
    retired_on=date(2025, 6, 1), kind="正常退休", actual_months=324, deemed_months=96, average_index=Decimal("1.0000"),
    base_cents=895_600, account_cents=15_000_000, divisor_months=Decimal("139"), transition_rate=Decimal("1.4"),
    as_of=AS_OF,
)  # fmt: skip
PAYMENT = MonthlyPayment(202611, 313_460, 100_307, 107_914, 0, 0, 0, 0, 521_681, "paid", date(2026, 11, 15), AS_OF)
RAISE = Adjustment(2025, 2_700, 2_700, 960, 2_000, 8_360, AS_OF)


def lines(reason):
    return {line.part: line for line in reason.lines}


def test_a_payment_that_works_out_agrees():
    reason = reason_of(PAYMENT, FACTS, ())
    assert reason.agrees
    assert [line.label for line in reason.lines] == ["基础养老金", "个人账户养老金", "过渡性养老金"]
    assert sum(line.cents for line in reason.lines) == PAYMENT.total
    assert lines(reason)["basic"].facts == ("4-02", "4-08")


def test_a_part_beside_its_formula_is_said_with_both_numbers():
    odd = replace(PAYMENT, basic=300_000, total=508_221)
    (told,) = reason_of(odd, FACTS, ()).differs
    assert "3,134.60元" in told and "3,000.00元" in told and "以社保核定为准" in told


def test_a_few_cents_are_called_rounding_and_no_difference():
    near = replace(PAYMENT, basic=313_464, total=521_685)
    reason = reason_of(near, FACTS, ())
    assert reason.agrees and "四舍五入" in lines(reason)["basic"].how


def test_without_assessment_data_the_parts_are_only_shown():
    reason = reason_of(PAYMENT, None, ())
    assert not reason.differs and any("退休核定的数据" in name for name in reason.missing)
    assert lines(reason)["basic"].how == "退休时核定的数。"


def test_a_missing_index_is_named_and_the_account_still_works_out():
    reason = reason_of(PAYMENT, replace(FACTS, average_index=None), ())
    assert reason.missing == ("平均缴费指数",) and not reason.differs
    assert "1,079.14元" in lines(reason)["account"].how
    assert "核算不了" in lines(reason)["basic"].how


def test_who_retired_before_2006_is_not_measured_by_todays_formula():
    reason = reason_of(PAYMENT, replace(FACTS, retired_on=date(2005, 12, 31)), ())
    assert reason.agrees and "2006年以前" in lines(reason)["basic"].how


def test_without_deemed_years_there_is_no_transitional_line():
    facts = replace(FACTS, deemed_months=0, actual_months=420)
    reason = reason_of(replace(PAYMENT, transitional=0, total=421_374), facts, ())
    assert "transitional" not in lines(reason) and reason.agrees


def test_a_larger_transitional_part_points_to_the_years_that_are_not_listed():
    reason = reason_of(replace(PAYMENT, transitional=150_000, total=571_374), FACTS, ())
    assert any("建账以前" in name for name in reason.missing) and reason.differs


def test_the_raises_of_the_years_explain_the_adjustment():
    payment = replace(PAYMENT, adjustment=8_360, total=530_041)
    reason = reason_of(payment, FACTS, (RAISE,))
    assert reason.agrees and "2025年83.60元" in lines(reason)["adjustment"].how


def test_what_the_known_years_do_not_explain_is_named():
    reason = reason_of(replace(PAYMENT, adjustment=20_000, total=541_681), FACTS, (RAISE,))
    assert reason.missing == ("更早年份的调整明细",) and "116.40元" in lines(reason)["adjustment"].how


def test_an_adjustment_without_any_year_on_record_says_so():
    assert reason_of(replace(PAYMENT, adjustment=20_000, total=541_681), FACTS, ()).missing == ("历年调整的明细",)


def test_raises_that_exceed_the_adjustment_are_a_difference():
    (told,) = reason_of(replace(PAYMENT, adjustment=5_000, total=526_681), FACTS, (RAISE,)).differs
    assert "83.60元" in told and "50.00元" in told


def test_a_raise_of_a_later_year_does_not_explain_an_older_month():
    old = replace(PAYMENT, month=202412, adjustment=8_360, total=530_041)
    assert reason_of(old, FACTS, (RAISE,)).missing == ("历年调整的明细",)


def test_the_pension_of_the_december_before_checks_the_percentage():
    payment = replace(PAYMENT, adjustment=8_360, total=530_041)
    december = replace(PAYMENT, month=202412)
    (told,) = reason_of(payment, FACTS, (RAISE,), (payment, december)).differs
    assert "本人养老金挂钩" in told and "15.65元" in told and "9.60元" in told


def test_parts_that_do_not_add_up_to_the_total_are_said():
    (told,) = reason_of(replace(PAYMENT, total=500_000), FACTS, ()).differs
    assert "5,216.81元" in told and "5,000.00元" in told


def test_back_pay_deductions_and_subsidies_have_lines_of_their_own():
    payment = replace(PAYMENT, other=5_000, back_pay=10_000, deduction=2_000, total=534_681)
    reason = reason_of(payment, FACTS, ())
    assert reason.agrees
    assert (lines(reason)["back_pay"].cents, lines(reason)["deduction"].cents) == (10_000, -2_000)


@given(
    parts=st.lists(st.integers(0, 1_000_000), min_size=6, max_size=6), deduction=st.integers(0, 100_000),
    facts=st.sampled_from([None, FACTS, replace(FACTS, base_cents=None)]),
)  # fmt: skip
def test_the_lines_always_add_up_to_what_the_parts_add_up_to(parts, deduction, facts):
    payment = replace(PAYMENT, **dict(zip(ADDENDS, parts, strict=True)), deduction=deduction)
    reason = reason_of(payment, facts, ())
    assert sum(line.cents for line in reason.lines) == payment.computed_total
