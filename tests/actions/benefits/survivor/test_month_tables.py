"""The month tables, the table of amounts and the examples of the fact sheet, cell by cell; and what the knowledge base says."""

import datetime

import pytest

from actions.benefits.parameters.book import load_book
from actions.benefits.survivor.calculator import SURVIVOR
from actions.benefits.survivor.looking import Looking
from actions.benefits.survivor.months import active_months, retired_months
from knowledge_base.guides.files import load_facts, load_tables

TODAY = datetime.date(2026, 11, 23)
BOOK = load_book()
LOOK = Looking(BOOK, datetime.date(2025, 3, 1))
ACTIVE = {
    0: 3, 4: 3, 5: 6, 9: 6, 10: 9, 15: 9, 16: 10, 17: 11, 18: 12, 19: 13, 20: 14, 21: 15, 22: 16, 23: 17, 24: 18, 25: 19,
    26: 20, 27: 21, 28: 22, 29: 23, 30: 24, 31: 24, 40: 24, 50: 24,
}  # fmt: skip
DRAWN = (0, 1, 2, 3, 5, 8, 10, 12, 15, 20)
RETIRED = {
    15: (9, 9, 9, 9, 9, 9, 9, 9, 9, 9),
    18: (12, 11, 10, 9, 9, 9, 9, 9, 9, 9),
    20: (14, 13, 12, 11, 9, 9, 9, 9, 9, 9),
    22: (16, 15, 14, 13, 11, 9, 9, 9, 9, 9),
    25: (19, 18, 17, 16, 14, 11, 9, 9, 9, 9),
    28: (22, 21, 20, 19, 17, 14, 12, 10, 9, 9),
    30: (24, 23, 22, 21, 19, 16, 14, 12, 9, 9),
    35: (24, 23, 22, 21, 19, 16, 14, 12, 9, 9),
    40: (24, 23, 22, 21, 19, 16, 14, 12, 9, 9),
}
# year of the death: monthly, funeral, least for the retired, most, in yuan
AMOUNTS = {
    2022: (3588, 7176, 32292, 86112),
    2023: (3667, 7334, 33003, 88008),
    2025: (3999, 7998, 35991, 95976),
    2026: (4171, 8342, 37539, 100104),
}


@pytest.mark.parametrize(("years", "months"), list(ACTIVE.items()))
def test_months_of_those_who_had_not_retired(years, months):
    found = active_months(LOOK, years * 12)
    assert (found.low, found.high) == (months, months)


@pytest.mark.parametrize("years", list(RETIRED))
@pytest.mark.parametrize(("place", "drawn"), list(enumerate(DRAWN)))
def test_months_of_the_retired(years, place, drawn):
    found = retired_months(LOOK, years * 12, drawn * 12)
    assert (found.low, found.high) == (RETIRED[years][place],) * 2


def compute(status, years, drawn, died_on):
    facts = {"status": status, "contribution": years * 12, "drawn": drawn * 12, "died_on": died_on, "cause": "illness"}
    return SURVIVOR.compute(facts, BOOK, TODAY)


@pytest.mark.parametrize("year", list(AMOUNTS))
def test_amounts_of_each_year(year):
    _, funeral, least, most = AMOUNTS[year]
    long, short = compute("retired", 30, 40, f"{year}-10"), compute("retired", 30, 0, f"{year}-10")
    for found, payment in ((long, least), (short, most)):
        lines = {line.label: line.low for line in found.lines}
        assert (lines["丧葬补助金"], lines["抚恤金"], found.low) == (funeral * 100, payment * 100, (funeral + payment) * 100)


@pytest.mark.parametrize(
    ("status", "years", "drawn", "died_on", "payment", "funeral", "total"),
    [
        ("retired", 32, 6, "2025-05", 71982, 7998, 79980),
        ("retired", 20, 12, "2025-05", 35991, 7998, 43989),
        ("active", 22, 0, "2025-05", 63984, 7998, 71982),
        ("retired", 32, 6, "2026-09", 75078, 8342, 83420),
    ],
)
def test_examples_of_the_fact_sheet(status, years, drawn, died_on, payment, funeral, total):
    found = compute(status, years, drawn, died_on)
    lines = {line.label: line.low for line in found.lines}
    assert (lines["抚恤金"], lines["丧葬补助金"], found.low) == (payment * 100, funeral * 100, total * 100)


def test_2026_lies_between_the_roundings_of_the_month():
    found = compute("retired", 30, 0, "2026-10")
    assert (found.low, found.high) == (4171_00 * 26, 4172_00 * 26)
    assert found.low <= 417142 * 26 <= found.high


def test_the_published_sample_with_twelfths_is_reached_from_above():
    """甘肃: 2818.5元, 21年3个月 → 42982.13元 (fact 3-09)."""
    months = active_months(LOOK, 21 * 12 + 3)
    assert round(281850 * months.high) == 4298212 and 281850 * months.high * 2 == 8596425  # exactly half a 分
    assert "42982.13元" in load_facts()["3-09"].text


def test_the_knowledge_base_has_the_same_months():
    tables = load_tables()
    for label, months in tables["survivor-months-active"].rows:
        years = int("".join(sign for sign in label.partition("不")[0] if sign.isdigit()) or 0)
        assert active_months(LOOK, years * 12).low == int(months), label
    table = tables["survivor-months-retired"]
    drawn = [0, *(int(head.strip("已领年")) for head in table.columns[2:])]
    for label, *cells in table.rows:
        found = [retired_months(LOOK, int(label.strip("年")) * 12, years * 12).low for years in drawn]
        assert found == [int(cell) for cell in cells], label


def test_the_knowledge_base_has_the_same_amounts():
    for label, income, monthly, *cells in load_tables()["survivor-amounts-by-year"].rows:
        year = int(label.strip("年"))
        row = next((row for row in BOOK.rows("survivor_income") if row.valid_from.year == year), None)
        if monthly == "还没公布":
            assert row is None
        elif monthly == "问社保":
            assert row is not None and row.basis.confidence == "C"
        else:
            assert row is not None and row.basis.confidence == "B"
            assert (f"{row.values['income_year']}年收入", f"{row.values['monthly']}") == (income, monthly)
            assert cells == [str(cell) for cell in AMOUNTS[year][1:]]
