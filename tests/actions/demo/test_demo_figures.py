"""Fictional figures agree with the formulas that explain them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.demo.figures import Facts, assess, divisor, raised_by, raises
from actions.records.explaining.formulas import work_out_account, work_out_basic, work_out_transitional
from actions.records.gateway import RetirementFacts


@settings(max_examples=60)
@given(
    st.integers(180, 500), st.integers(0, 300), st.integers(6000, 30000), st.integers(100_000, 900_000),
    st.integers(100_000, 30_000_000), st.sampled_from([101, 139, 170, Decimal("194.6"), 195]),
)  # fmt: skip
def test_parts_are_what_the_explanation_works_out(actual, deemed, index, base, account, months):
    facts = Facts(
        date(2015, 5, 5), "正常退休", actual, deemed, Decimal(index) / 10_000, base, account, Decimal(months), "1.4"
    )
    told = RetirementFacts(
        retired_on=facts.retired_on, kind=facts.kind, actual_months=actual, deemed_months=deemed,
        average_index=facts.average_index, base_cents=base, account_cents=account, divisor_months=facts.divisor_months,
        transition_rate=Decimal("1.4"), as_of=date(2026, 1, 1),
    )  # fmt: skip
    parts = assess(facts)
    assert parts.basic == work_out_basic(told).cents
    assert parts.account == work_out_account(told).cents
    assert parts.transitional == work_out_transitional(told).cents


def test_a_published_assessment_comes_out_to_the_fen():
    facts = Facts(date(2025, 8, 1), "正常退休", 512 - 119, 119, Decimal("1.3398"), 734600, 10228037, Decimal(139), "1.4")
    assert (assess(facts).basic, assess(facts).account, assess(facts).transitional) == (366710, 73583, 119355)


@pytest.mark.parametrize(("months", "divided"), [(600, "195"), (601, "194.6"), (720, "139"), (660, "170")])
def test_the_divisor_follows_the_age(months, divided):
    assert divisor(months) == Decimal(divided)


def test_raises_begin_the_year_after_retirement_and_add_up():
    facts = Facts(date(2022, 6, 1), "正常退休", 360, 0, Decimal(1), 852000, 10_000_000, Decimal(139))
    given = raises(facts, date(1962, 5, 1), 2026)
    assert [one.year for one in given] == [2023, 2024, 2025]
    assert raised_by(given, 202212) == 0
    assert raised_by(given, 202401) == given[0].total + given[1].total
    assert given[2].fixed == 2700
