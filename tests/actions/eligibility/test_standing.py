"""Where a person stands, judged from what is known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.eligibility.rules import load_rules
from actions.eligibility.standing import Known, judge

RULES = load_rules()
LAST = date(2025, 6, 10)
DUE = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (LAST, "fine"),
        (DUE - timedelta(days=61), "fine"),
        (DUE - timedelta(days=60), "due_soon"),
        (DUE, "due_soon"),
        (DUE + timedelta(days=1), "overdue"),
    ],
)
def test_sixty_days_before_the_last_day_it_is_due_soon_and_the_day_after_overdue(on, state):
    standing = judge(Known(last_on=LAST, last_channel="face"), on, RULES)
    assert (standing.state, standing.due_on) == (state, DUE)


def test_who_was_matched_silently_has_nothing_to_do():
    standing = judge(Known(last_on=LAST, last_channel="data_match", marks={"失能"}), LAST, RULES)
    assert (standing.state, standing.nothing_to_do, standing.needs_visit) == ("silent", True, False)


def test_a_silent_match_that_runs_out_is_due_soon_like_any_other():
    assert judge(Known(last_on=LAST, last_channel="data_match"), DUE, RULES).state == "due_soon"


def test_who_was_never_certified_is_told_no_day():
    standing = judge(Known(), LAST, RULES)
    assert (standing.state, standing.due_on) == ("never", None)


@pytest.mark.parametrize("mark", ["高龄", "失能", "独居"])
def test_a_care_mark_suggests_a_visit_at_home_when_something_is_due(mark):
    assert judge(Known(last_on=LAST, last_channel="face", marks={mark}), DUE, RULES).needs_visit
    assert not judge(Known(last_on=LAST, last_channel="face", marks={mark}), LAST, RULES).needs_visit


def test_another_mark_suggests_no_visit():
    assert not judge(Known(last_on=LAST, last_channel="face", marks={"党员"}), DUE, RULES).needs_visit


def test_a_suspension_is_said_whatever_the_certification_says():
    known = Known(last_on=LAST, last_channel="face", suspended_on=LAST, suspension_reason="certification_overdue")
    assert judge(known, LAST, RULES).state == "suspended"


def test_nobody_visits_the_dead():
    assert not judge(Known(marks={"高龄"}, deceased=True), DUE, RULES).needs_visit


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 900), st.booleans())
def test_an_open_investigation_changes_no_state(last, days, matched):
    channel = "data_match" if matched else "face"
    on = last + timedelta(days=days)
    plain = judge(Known(last_on=last, last_channel=channel), on, RULES)
    doubted = judge(Known(last_on=last, last_channel=channel, investigation_open=True), on, RULES)
    assert (plain.state, plain.due_on) == (doubted.state, doubted.due_on)
