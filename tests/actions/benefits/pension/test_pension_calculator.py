"""Pensions worked out whole: the published assessments, what is provisional, and what cannot be known."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.benefits.errors import BadFacts
from actions.benefits.facts_in import complete_facts
from actions.benefits.parameters.book import load_book
from actions.benefits.pension.calculator import PENSION
from knowledge_base.guides.files import load_tables

BOOK, TODAY = load_book(), date(2026, 11, 23)
PERSON = {
    "base_place": "dalian", "retired": "2025-03", "age_months": 720, "total": 420, "index": "1.0", "account": 15_000_000,
    "before_account": 96,
}  # fmt: skip
# Place and month of each published sample; the fact sheet says the third agrees but for 2800.10, which the formula makes 2800.04.
SAMPLES = {
    "全省口径 男60岁 2026年3月": ("other", "2026-03", 720, {}),
    "鞍山 男60岁 2025年8月": ("other", "2025-08", 720, {}),
    "全省口径 男60岁 2023年8月": ("other", "2023-08", 720, {"基础养老金": "2800.04"}),
    "沈阳 女50岁 2023年7月": ("shenyang", "2023-07", 600, {}),
}


def worked_out(**changed):
    return PENSION.compute(complete_facts(PENSION, {**PERSON, **changed}), BOOK, TODAY)


def cents(text):
    return int(Decimal(text) * 100)


def published():
    return {row[0]: row for row in load_tables()["assessment-samples"].rows}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_published_assessment_comes_out_to_the_cent(name):
    place, retired, age, differing = SAMPLES[name]
    _, base, index, years, deemed, account, divisor, basic, stored, transitional, total = published()[name]
    estimate = worked_out(
        base_place=place, retired=retired, age_months=age, index=index, account=cents(account),
        total=round(Decimal(years) * 12), before_account=round(Decimal(deemed) * 12),
    )  # fmt: skip
    expected = {"基础养老金": basic, "个人账户养老金": stored, "过渡性养老金": transitional, **differing}
    assert {line.label: line.low for line in estimate.lines} == {label: cents(text) for label, text in expected.items()}
    assert estimate.low == estimate.high == cents(total)  # 5195.29 too is the sum with 2800.04
    assert f"{Decimal(base):,.2f}" in estimate.lines[0].how and f"÷{divisor}个月" in estimate.lines[1].how


def test_the_sample_of_shenyang_that_has_no_inputs_adds_up():
    row = published()["沈阳 男 2024年3月"]
    assert sum(cents(part) for part in row[7:10]) == cents("7068.63") == cents(row[10])


def test_the_worked_example_of_dalian_comes_out():
    estimate = worked_out()
    assert [line.low for line in estimate.lines] == [313_460, 107_914, 100_307] and estimate.low == 521_681


def test_2026_is_worked_out_with_the_base_of_2025_and_says_so():
    estimate = worked_out(retired="2026-03")
    assert estimate.low == 521_681 and "2026年算养老金的基数还没有公布，先按2025年的算。公布以后，社保会重新算，把差的补上" in estimate.text
    assert "这还不是最后的数" in estimate.notes[0] and any("pension_provisional" in used for used in estimate.used)


@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023])
def test_a_base_of_one_single_source_is_not_used_for_a_sum(year):
    estimate = worked_out(retired=f"{year}-05")
    assert estimate.outcome == "rule_only" and estimate.low is None and all(line.low is None for line in estimate.lines)
    figures = [str(int(row.values["base"])) for row in BOOK.rows("pension_base") if row.basis.confidence == "C"]
    told = f"{estimate.text}{estimate.lines}{estimate.notes}".replace(",", "")
    assert [figure for figure in figures if figure in told] == []


@pytest.mark.parametrize(("retired", "code"), [("2027-02", "not-published"), ("2019-05", "not-published"), ("2005-12", "before-formula")])
def test_a_year_without_a_base_is_refused_with_its_reason(retired, code):
    estimate = worked_out(retired=retired)
    assert (estimate.outcome, estimate.refusal, estimate.lines) == ("refused", code, ()) and "请问12333" in estimate.text


def test_too_few_years_are_told_with_what_lacks():
    estimate = worked_out(total=170, before_account=0)
    assert estimate.refusal == "too-few-years" and "还差10个月" in estimate.text


def test_who_has_no_years_before_the_account_gets_no_transitional_part():
    assert [line.label for line in worked_out(before_account=0).lines] == ["基础养老金", "个人账户养老金"]


def test_an_index_of_its_own_before_the_account_counts_for_the_transitional_part_only():
    plain, own = worked_out(), worked_out(before_index="1.5")
    assert own.lines[0] == plain.lines[0] and own.lines[2].low == 125_384  # 8956×2.5÷2×8×1.4%
    assert any("建账前的指数没有单独填" in note for note in plain.notes)
    assert not any("建账前的指数没有单独填" in note for note in own.notes)


def test_before_2025_a_part_year_of_age_gives_a_range():
    estimate = worked_out(retired="2024-05", age_months=721)
    account = estimate.lines[1]
    assert estimate.outcome == "range" and (account.low, account.high) == (107_914, 113_636)
    assert estimate.high - estimate.low == account.high - account.low


@pytest.mark.parametrize(("changed", "field"), [({"index": "0"}, "index"), ({"before_account": 421}, "before_account"), ({"index": "3.5"}, "index")])
def test_contradictions_are_refused_by_field(changed, field):
    with pytest.raises(BadFacts) as refused:
        worked_out(**changed)
    assert refused.value.field == field


@settings(max_examples=60, deadline=None)
@given(
    total=st.integers(240, 540), before=st.integers(0, 200), index=st.decimals("0.4", "2.9", places=4), account=st.integers(0, 90_000_000),
    age=st.integers(600, 780), more=st.integers(0, 60),
)  # fmt: skip
def test_lines_add_up_and_nobody_gets_less_for_more(total, before, index, account, age, more):
    known = {"total": total, "before_account": before, "index": str(index), "account": account, "age_months": age}
    estimate = worked_out(**known)
    assert sum(line.low for line in estimate.lines) == estimate.low
    for bigger in (
        {"total": total + more}, {"before_account": before + min(more, 40)}, {"index": str(index + Decimal(more) / 1000)},
        {"account": account + more * 100}, {"age_months": age + more},
    ):  # fmt: skip
        assert worked_out(**{**known, **bigger}).low >= estimate.low
