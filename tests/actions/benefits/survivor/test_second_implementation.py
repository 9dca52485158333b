"""The calculator against one that counts month by month, over the whole domain."""

import datetime
from datetime import UTC
from decimal import Decimal
from fractions import Fraction

import month_by_month as second
import pytest

from actions.benefits.model import Basis
from actions.benefits.parameters.book import Row, load_book
from actions.benefits.survivor.calculator import SURVIVOR
from actions.benefits.survivor.looking import Looking
from actions.benefits.survivor.months import active_months, retired_months

TODAY = datetime.date(2026, 11, 23)
DAY = datetime.date(2025, 3, 1)
EVERY = range(601)
YEARS = range(0, 601, 12)


def book_of(way):
    """The tables after the office has said that part years count in this one way."""
    rows = [
        Row(
            f"office:{kind}", "survivor_part_years", kind, datetime.date(2021, 9, 1), None,
            {"whole": Decimal(way == "whole"), "twelfths": Decimal(way == "twelfths")}, Basis("口径", "", "", "A"),
            "staff:1", datetime.date(2026, 12, 1), datetime.datetime(2026, 12, 1, tzinfo=UTC),
        )
        for kind in ("contribution", "drawn")
    ]  # fmt: skip
    return load_book(extra=rows)


def test_months_of_those_who_had_not_retired_agree_for_every_month_paid():
    look = Looking(load_book(), DAY)
    for contribution in EVERY:
        found = active_months(look, contribution)
        assert (found.low, found.high) == second.span("active", contribution, 0), contribution


def test_months_of_the_retired_agree_for_every_month_paid_and_every_year_drawn():
    look = Looking(load_book(), DAY)
    for contribution in EVERY:
        for drawn in YEARS:
            found = retired_months(look, contribution, drawn)
            assert (found.low, found.high) == second.span("retired", contribution, drawn), (contribution, drawn)


def test_months_of_the_retired_agree_for_every_month_drawn():
    look = Looking(load_book(), DAY)
    for contribution in range(0, 601, 23):
        for drawn in EVERY:
            found = retired_months(look, contribution, drawn)
            assert (found.low, found.high) == second.span("retired", contribution, drawn), (contribution, drawn)


@pytest.mark.parametrize("way", [second.WHOLE, second.TWELFTHS])
def test_once_the_office_has_said_how_part_years_count_there_is_one_number_and_it_agrees(way):
    look = Looking(book_of(way), DAY)
    for contribution in EVERY:
        found = active_months(look, contribution)
        assert found.low == found.high == Fraction(second.active(contribution, way), 12), contribution
    for contribution in range(0, 601, 5):
        for drawn in range(0, 601, 7):
            found = retired_months(look, contribution, drawn)
            due = Fraction(second.retired(contribution, drawn, way, way), 12)
            assert found.low == found.high == due, (contribution, drawn)


@pytest.mark.parametrize("year", [2022, 2023, 2025, 2026])
def test_the_money_agrees(year):
    book = load_book()
    cases = [("active", paid, 0) for paid in range(60, 601)] + [("flexible", paid, 0) for paid in range(60, 601, 31)]
    cases += [("retired", paid, drawn) for paid in range(0, 601, 19) for drawn in range(0, 601, 29)]
    for status, paid, drawn in cases:
        facts = {"status": status, "contribution": paid, "drawn": drawn, "died_on": f"{year}", "cause": "illness"}
        found = SURVIVOR.compute(facts, book, TODAY)
        assert (found.low, found.high) == second.money(status, paid, drawn, year), facts
