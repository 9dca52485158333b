"""The formulas against the published assessments, and the divisor between whole ages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.benefits.amounts import in_years, month_number
from actions.benefits.parameters.book import NotPublished, load_book
from actions.benefits.pension.formulas import basic, divisors, from_account, transitional
from knowledge_base.guides.files import load_tables

BOOK = load_book()
SINCE_2025, BEFORE = month_number("2025-03"), month_number("2024-03")
ONE, RATE = Decimal(1), Decimal("1.4")


def test_every_whole_age_is_divided_as_the_knowledge_base_says():
    rows = load_tables()["divisor-months"].rows
    assert len(rows) == 31
    for age, months in rows:
        assert divisors(BOOK, int(age.rstrip("岁")) * 12, SINCE_2025)[0] == (Decimal(months),)


@pytest.mark.parametrize(("months", "divided"), [(601, "194.6"), (725, "136.1"), (731, "132.6"), (840, "56"), (839, "56.8")])
def test_between_whole_ages_the_divisor_is_interpolated_to_one_decimal(months, divided):
    assert divisors(BOOK, months, SINCE_2025)[0] == (Decimal(divided),)


def test_before_2025_nothing_says_how_and_both_ages_come_back():
    assert divisors(BOOK, 721, BEFORE)[0] == (Decimal(139), Decimal(132))


@pytest.mark.parametrize("months", [39 * 12, 71 * 12, 70 * 12 + 1])
def test_an_age_the_table_does_not_hold_is_refused(months):
    with pytest.raises(NotPublished):
        divisors(BOOK, months, SINCE_2025)


@given(months=st.integers(480, 839))
def test_the_older_divide_by_less(months):
    assert divisors(BOOK, months + 1, SINCE_2025)[0][0] <= divisors(BOOK, months, SINCE_2025)[0][0]


def by_fractions(base, index, months, rate):
    """The same sum another way: whole numbers only, half up once at the end."""
    hundredths = (months * 100 * 2 + 12) // 24
    numerator = base * (10_000 + round(index * 10_000)) * hundredths * round(rate * 10)
    denominator = 2 * 10_000 * 100 * 1000
    return (2 * numerator + denominator) // (2 * denominator)


@given(
    base=st.integers(100_000, 2_000_000), index=st.decimals("0.4", "3", places=4), months=st.integers(0, 720),
    rate=st.sampled_from([ONE, RATE]),
)  # fmt: skip
def test_a_sum_in_whole_numbers_agrees(base, index, months, rate):
    assert basic(base, index, months, rate) == by_fractions(base, index, months, rate) == transitional(base, index, months, rate)


@given(stored=st.integers(0, 300_000_000), more=st.integers(0, 10_000_000), months=st.integers(480, 840))
def test_more_in_the_account_never_pays_less(stored, more, months):
    (divisor,), _ = divisors(BOOK, months, SINCE_2025)
    assert from_account(stored, divisor) <= from_account(stored + more, divisor)


def test_months_count_as_years_with_two_places():
    assert (in_years(494), in_years(133)) == (Decimal("41.17"), Decimal("11.08"))
