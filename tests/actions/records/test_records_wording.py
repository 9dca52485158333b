"""Amounts, months and spans as people read them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.records.wording import figure, month_before, month_name, span, to_cents, yuan


@pytest.mark.parametrize(
    ("cents", "written"),
    [(321_540, "3,215.40元"), (0, "0.00元"), (5, "0.05元"), (-2_000, "-20.00元"), (123_456_789, "1,234,567.89元")],
)
def test_amounts_have_two_places_and_a_comma(cents, written):
    assert yuan(cents) == written


@given(st.integers(-10**12, 10**12))
def test_no_cent_is_lost_in_writing(cents):
    assert to_cents(Decimal(figure(cents).replace(",", ""))) == cents


def test_half_a_cent_goes_up():
    assert to_cents(Decimal("1079.135")) == 107_914


def test_the_year_is_said_only_when_it_is_not_this_year():
    assert month_name(202611, date(2026, 11, 23)) == "11月"
    assert month_name(202512, date(2026, 1, 2)) == "2025年12月"


@given(st.integers(2000, 2099), st.integers(1, 12))
def test_the_month_before_is_a_month_and_earlier(year, number):
    month = year * 100 + number
    before = month_before(month)
    assert before < month and 1 <= before % 100 <= 12 and (before % 100) % 12 == number - 1


@pytest.mark.parametrize(("months", "said"), [(463, "38年7个月"), (420, "35年"), (7, "7个月"), (0, "0年"), (13, "1年1个月")])
def test_spans_are_years_and_months(months, said):
    assert span(months) == said
