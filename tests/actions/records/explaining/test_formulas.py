"""The parts of a pension, worked out again from real assessments and from made-up numbers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.benefits.amounts import in_years
from actions.records.explaining.formulas import (
    TRANSITION_RATES,
    transition_rate,
    work_out_account,
    work_out_basic,
    work_out_transitional,
)
from actions.records.explaining.reason import TOLERANCE_CENTS
from actions.records.gateway import RetirementFacts
from actions.records.wording import to_cents
from knowledge_base.guides.files import load_facts, load_tables

FACTS = RetirementFacts(
    retired_on=date(2025, 6, 1), kind="正常退休", actual_months=324, deemed_months=96, average_index=Decimal("1.0000"),
    base_cents=895_600, account_cents=15_000_000, divisor_months=Decimal("139"), transition_rate=None,
    as_of=date(2026, 11, 20),
)  # fmt: skip


def samples():
    """The whole rows of the knowledge base's table of real assessments."""
    table = next(table for table in load_tables().values() if table.key == "assessment-samples")
    return [row for row in table.rows if "待核" not in row]


@pytest.mark.parametrize("row", samples(), ids=lambda row: row[0])
def test_real_assessments_come_out_as_they_were_assessed(row):
    base, index, years, deemed, account, divisor, basic, from_account, transitional = (Decimal(cell) for cell in row[1:10])
    deemed_months, months = round(deemed * 12), round(years * 12)
    facts = replace(
        FACTS, base_cents=to_cents(base), average_index=index, deemed_months=deemed_months,
        actual_months=months - deemed_months, account_cents=to_cents(account), divisor_months=divisor,
    )  # fmt: skip
    assert abs(work_out_basic(facts).cents - to_cents(basic)) <= TOLERANCE_CENTS
    assert abs(work_out_account(facts).cents - to_cents(from_account)) <= TOLERANCE_CENTS
    assert abs(work_out_transitional(facts).cents - to_cents(transitional)) <= TOLERANCE_CENTS


def test_the_worked_example_of_dalian_comes_out():
    assert work_out_basic(FACTS).cents == 313_460
    assert work_out_account(FACTS).cents == 107_914
    assert work_out_transitional(FACTS).cents == 100_307


def test_the_sum_is_shown_with_the_persons_own_numbers():
    how = work_out_basic(FACTS).how
    assert "（8,956.00＋8,956.00×1）÷2×35×1%＝3,134.60元" in how and "缴费年限35年" in how


@pytest.mark.parametrize(
    ("work_out", "field", "named"),
    [
        (work_out_basic, "base_cents", "计发基数"),
        (work_out_basic, "average_index", "平均缴费指数"),
        (work_out_basic, "actual_months", "缴费年限"),
        (work_out_basic, "deemed_months", "缴费年限"),
        (work_out_account, "account_cents", "退休时的个人账户储存额"),
        (work_out_account, "divisor_months", "计发月数"),
        (work_out_transitional, "base_cents", "计发基数"),
        (work_out_transitional, "average_index", "平均缴费指数"),
        (work_out_transitional, "deemed_months", "视同缴费年限"),
    ],
)
def test_a_missing_number_is_named_and_nothing_is_guessed(work_out, field, named):
    working = work_out(replace(FACTS, **{field: None}))
    assert working.cents is None and named in working.missing and "＝" not in working.how.replace("算法", "")


def test_months_count_as_years_with_two_places():
    assert (in_years(494), in_years(133), in_years(420)) == (Decimal("41.17"), Decimal("11.08"), Decimal("35.00"))


def test_the_records_own_transition_rate_goes_before_the_provinces():
    assert transition_rate(FACTS) == Decimal("1.4")
    assert transition_rate(replace(FACTS, transition_rate=Decimal("1.2000"))) == Decimal("1.2")


def test_the_provinces_rate_stands_in_the_fact_it_names():
    facts = load_facts()
    for rate in TRANSITION_RATES:
        assert f"{rate.value}%" in facts[rate.fact].text and rate.source in facts[rate.fact].source


@given(
    base=st.integers(300_000, 2_000_000), index=st.decimals("0.4", "3", places=4), months=st.integers(180, 540),
    more=st.integers(1, 60),
)  # fmt: skip
def test_more_years_never_make_a_smaller_pension(base, index, months, more):
    def worked(total):
        return work_out_basic(replace(FACTS, base_cents=base, average_index=index, actual_months=total, deemed_months=0)).cents

    assert 0 < worked(months) <= worked(months + more)


@given(stored=st.integers(0, 100_000_000), divisor=st.decimals("56", "233", places=1))
def test_the_account_is_paid_out_over_its_months_to_the_cent(stored, divisor):
    monthly = work_out_account(replace(FACTS, account_cents=stored, divisor_months=divisor)).cents
    if stored:
        assert abs(monthly * divisor - stored) <= divisor
