"""The certification cycle on every kind of day."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.eligibility.cycle import add_months, due_on, first_day_still_valid, first_of_next_month

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
MONTHS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        ("2024-02-29", "2025-02-28"),
        ("2023-02-28", "2024-02-28"),
        ("2025-11-23", "2026-11-23"),
        ("2025-12-31", "2026-12-31"),
    ],
)
def test_twelve_months_end_on_the_corresponding_day_or_the_last_of_the_month(last, due):
    assert due_on(date.fromisoformat(last), 12) == date.fromisoformat(due)


@pytest.mark.parametrize(("day", "months", "then"), [("2026-08-31", 6, "2027-02-28"), ("2027-08-31", 6, "2028-02-29")])
def test_six_months_from_the_end_of_august_end_with_february(day, months, then):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(then)


@given(DAYS, MONTHS)
def test_months_land_in_the_right_month_and_never_after_the_corresponding_day(day, months):
    then = add_months(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == min(day.day, calendar.monthrange(then.year, then.month)[1])


@given(DAYS, DAYS, MONTHS)
def test_a_later_success_is_never_due_earlier(first, second, months):
    early, late = sorted((first, second))
    assert due_on(early, months) <= due_on(late, months)


@given(DAYS, MONTHS)
def test_the_first_day_still_valid_is_the_edge(on, months):
    edge = first_day_still_valid(on, months)
    assert due_on(edge, months) >= on
    assert due_on(edge - timedelta(days=1), months) < on


@given(DAYS)
def test_the_first_of_next_month_is_a_first_right_after_the_month(day):
    first = first_of_next_month(day)
    assert first.day == 1
    assert (first - timedelta(days=1)).month == day.month
    assert first > day
