"""What must hold whatever is answered."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from actions.benefits.errors import BadFacts
from actions.benefits.parameters.book import load_book
from actions.benefits.survivor.calculator import SURVIVOR

TODAY = datetime.date(2026, 11, 23)
BOOK = load_book()
MONTHLY = {2022: (358800, 358800), 2023: (366700, 366700), 2025: (399900, 399900), 2026: (417100, 417200)}
months = some.integers(0, 600)
years = some.sampled_from(sorted(MONTHLY))
statuses = some.sampled_from(["active", "flexible", "retired"])


def compute(status, contribution, drawn, year, **more):
    facts = {"status": status, "contribution": contribution, "drawn": drawn, "died_on": str(year), "cause": "illness"}
    return SURVIVOR.compute(facts | more, BOOK, TODAY)


@given(statuses, months, months, months, years)
def test_more_contributions_never_give_less(status, one, other, drawn, year):
    less, more = sorted((one, other))
    lower, higher = compute(status, less, drawn, year), compute(status, more, drawn, year)
    assert lower.low <= higher.low and lower.high <= higher.high


@given(months, months, months, years)
def test_more_pension_drawn_never_gives_more(contribution, one, other, year):
    fewer, more = sorted((one, other))
    higher, lower = compute("retired", contribution, fewer, year), compute("retired", contribution, more, year)
    assert lower.low <= higher.low and lower.high <= higher.high


@given(months, months, years)
def test_the_retired_get_nine_to_twenty_four_months_and_two(contribution, drawn, year):
    found, (low, high) = compute("retired", contribution, drawn, year), MONTHLY[year]
    assert low * 11 <= found.low <= found.high <= high * 26


@given(some.sampled_from(["active", "flexible"]), months, years)
def test_those_who_had_not_retired_get_three_to_twenty_four_months_and_two(status, contribution, year):
    found, (low, high) = compute(status, contribution, 0, year), MONTHLY[year]
    floor = 0 if contribution < 60 else low * 8
    assert floor <= found.low <= found.high <= high * 26


@given(some.integers(0, 59), some.integers(0, 3_000_000), years)
def test_who_paid_less_than_five_years_never_gets_more_than_was_paid(contribution, own, year):
    found = compute("active", contribution, 0, year, own_contributions=own)
    assert found.low <= found.high <= own
    assert found.high == min(own, MONTHLY[year][1] * 5)


@given(statuses, months, months, years, some.none() | some.integers(0, 3_000_000))
def test_the_sum_of_the_lines_is_the_total(status, contribution, drawn, year, own):
    found = compute(status, contribution, drawn, year, own_contributions=own)
    paid = [line for line in found.lines if line.low is not None]
    assert (sum(line.low for line in paid), sum(line.high for line in paid)) == (found.low, found.high)
    assert all(isinstance(cents, int) and line.low <= line.high for line in paid for cents in (line.low, line.high))
    assert found.outcome == ("amount" if found.low == found.high else "range")


@given(statuses, months, months, some.dates(datetime.date(2010, 1, 1), datetime.date(2030, 12, 31)), some.sampled_from(SURVIVOR.field("cause").choices))
def test_every_answer_is_whole_and_every_line_has_its_source(status, contribution, drawn, day, cause):
    facts = {"status": status, "contribution": contribution, "drawn": drawn, "died_on": day.isoformat(), "cause": cause.code}
    try:
        found = SURVIVOR.compute(facts, BOOK, TODAY)
    except BadFacts as error:
        assert TODAY < day and day.year == TODAY.year and error.field == "died_on"
        return
    assert found.heading and found.text and found.lines
    assert all(line.basis for line in found.lines)
    assert bool(found.refusal) == (found.outcome in ("refused", "other_path"))
    assert (found.low is None) == (found.outcome not in ("amount", "range"))
    assert found == SURVIVOR.compute(facts, BOOK, TODAY)


@given(some.text(max_size=12).filter(lambda told: not told[:4].isdecimal()))
def test_no_day_of_death_breaks_the_calculator(told):
    facts = {"status": "retired", "contribution": 384, "drawn": 72, "died_on": told or "x", "cause": "illness"}
    with pytest.raises(BadFacts):
        SURVIVOR.compute(facts, BOOK, TODAY)
