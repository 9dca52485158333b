"""What nobody knows gives a range, and nothing assumed is told as known."""

from datetime import date

import pytest

from actions.benefits.bounds import between
from actions.benefits.parameters.book import load_book
from actions.benefits.registry import calculator

SURVIVOR, TODAY = calculator("survivor"), date(2026, 11, 23)
FACTS = {"status": "retired", "contribution": 384, "drawn": 96, "died_on": "2026-03-05", "cause": "illness"}


def without(*unknown, **changed):
    facts = {name: told for name, told in {**FACTS, **changed}.items() if name not in unknown}
    return facts, between(SURVIVOR, facts, unknown, load_book(), TODAY)


def test_with_everything_known_it_is_the_plain_estimate():
    assert without()[1] == SURVIVOR.compute(FACTS, load_book(), TODAY)


@pytest.mark.parametrize("unknown", [("drawn",), ("contribution",), ("contribution", "drawn")])
@pytest.mark.parametrize("years", [0, 5, 12, 32])
def test_the_range_holds_every_possible_answer(unknown, years):
    low_to_high = without(*unknown)[1]
    told = SURVIVOR.compute({**FACTS, **dict.fromkeys(unknown, years * 12)}, load_book(), TODAY)
    assert low_to_high.low <= told.low and told.high <= low_to_high.high


@pytest.mark.parametrize("cause", ["illness", "work_injury", "in_prison", "missing"])
@pytest.mark.parametrize("died_on", ["2026-03-05", "2024-03-05", "2020-03-05"])
def test_nothing_assumed_is_told_as_a_fact(cause, died_on):
    facts, estimate = without("drawn", cause=cause, died_on=died_on)
    assert dict(estimate.facts) == facts
    assert "还没有领过养老金" not in str(estimate.lines)


def test_a_rule_without_a_figure_says_the_fewest_and_the_most_months():
    estimate = without("drawn", died_on="2024-03-05")[1]
    assert (estimate.outcome, estimate.low) == ("rule_only", None)
    assert "9个月到24个月" in estimate.text and "抚恤金按24个月" not in estimate.text
    assert [line.value for line in estimate.lines if line.label == "抚恤金发放月数"] == ["9个月到24个月"]
