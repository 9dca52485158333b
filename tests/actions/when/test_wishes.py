"""Wishes for a time and what they mean, from a file anybody can add a line to."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.when.model import PART_HOURS, QuestionBack, TimeWish
from actions.when.wish import FARTHEST_DAYS, read_wish

TODAY = date(2026, 11, 23)
LINES = [
    tuple(line.split(" => "))
    for line in (Path(__file__).parent / "wishes.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))


def _meaning(said: str) -> str:
    wish = read_wish(said, TODAY)
    if wish is None:
        return "none"
    if isinstance(wish, QuestionBack):
        return f"ask:{wish.reason}"
    span = f"{wish.first:%m-%d}..{wish.last:%m-%d}" if wish.names_day else "open"
    clock = f"{wish.clock:%H:%M}" if wish.clock else ""
    return " ".join(filter(None, (span, wish.part or "", clock, "earliest" if wish.earliest else "")))


@pytest.mark.parametrize(("said", "meant"), LINES, ids=[said for said, _ in LINES])
def test_wish_is_understood(said: str, meant: str) -> None:
    assert _meaning(said) == meant


def test_the_question_names_what_was_said() -> None:
    question = read_wish("2月30号", TODAY)
    assert isinstance(question, QuestionBack)
    assert "2月30号" in question.text


@given(DAYS, st.integers(0, FARTHEST_DAYS))
def test_a_civil_day_within_reach_is_that_day(today: date, ahead: int) -> None:
    day = today + timedelta(ahead)
    wish = read_wish(f"{day.month}月{day.day}号", today)
    assert isinstance(wish, TimeWish)
    assert (wish.first, wish.last) == (day, day)


@given(DAYS, st.sampled_from([said for said, _ in LINES]))
def test_no_wish_is_ever_for_a_past_or_unreachable_day(today: date, said: str) -> None:
    wish = read_wish(said, today)
    if isinstance(wish, TimeWish):
        assert today <= wish.first <= wish.last <= today + timedelta(FARTHEST_DAYS)


@given(DAYS, st.text(alphabet="明后天大下上周三五一十二月号点半午早晚0123456789:初底，或到过个年日", max_size=14))
def test_any_mix_of_time_words_is_a_wish_a_question_or_nothing(today: date, said: str) -> None:
    wish = read_wish(said, today)
    assert wish is None or isinstance(wish, TimeWish | QuestionBack)
    if isinstance(wish, TimeWish):
        assert wish.first <= wish.last


@given(st.builds(
    TimeWish, DAYS, DAYS, st.sampled_from([None, *PART_HOURS]),
    st.none() | st.builds(time, st.integers(7, 17), st.integers(0, 59)), st.booleans(), st.booleans(),
))  # fmt: skip
def test_a_wish_survives_its_code(wish: TimeWish) -> None:
    assert TimeWish.from_code(wish.code()) == wish
