"""The calculators' tables say what the knowledge base's tables show to the public, cell by cell."""

from datetime import date
from decimal import Decimal

import pytest

from actions.benefits.parameters.book import NotPublished, load_book
from knowledge_base.guides.files import load_tables

BOOK, TABLES = load_book(), load_tables()
UNKNOWN = "待核"


def test_bases_agree_and_what_is_shown_as_unconfirmed_is_so_here():
    for year, *cells in TABLES["pension-base"].rows:
        for place, cell in zip(("dalian", "shenyang", "other"), cells, strict=True):
            try:
                row = BOOK.row("pension_base", date(int(year), 7, 1), place)
            except NotPublished:
                assert cell == UNKNOWN
                continue
            assert (row.basis.confidence == "C") == (cell == UNKNOWN)
            assert cell == UNKNOWN or row.values["base"] == Decimal(cell)


def test_the_least_years_agree():
    for year, cell in TABLES["minimum-years-by-year"].rows:
        row = BOOK.row("retirement_minimum", date(int(year[:4]), 1, 1))
        assert row.values["months"] == Decimal(cell) * 12


@pytest.mark.parametrize("hundred", [False, True])
def test_allowances_agree(hundred):
    rows = [row for row in TABLES["elderly-allowance-dalian"].rows if row[0].startswith("100") == hundred]
    for ages, cell in rows:
        key = "100-" if hundred else ages.rstrip("岁").replace("—", "-")
        values = BOOK.row("allowance_dalian", date(2026, 11, 23), key).values
        assert values.get("monthly") == (None if hundred else Decimal(cell.rstrip("元")))


def test_fares_agree():
    for ages, bus, metro, _ in TABLES["fare-concessions-dalian"].rows:
        for vehicle, words in (("bus", bus), ("metro", metro)):
            row = BOOK.row("fare_dalian", date(2026, 11, 23), f"{vehicle}-{ages[:2]}")
            assert row.values["percent"] == (0 if "免费" in words else 50)


def test_the_countrys_percentages_agree():
    for year, cell in TABLES["adjustment-national"].rows:
        if int(year) < 2021:
            continue
        try:
            row = BOOK.row("adjustment_national", date(int(year), 1, 1))
        except NotPublished:
            assert cell == UNKNOWN
            continue
        assert (row.basis.confidence == "C") == (cell == UNKNOWN)
        assert cell == UNKNOWN or f"约{row.values['percent']}%" == cell


def test_liaonings_raises_agree_down_to_the_hard_areas():
    for year, fixed, words, percent, seventy, eighty, hard in TABLES["adjustment-liaoning"].rows:
        values = BOOK.row("adjustment_liaoning", date(int(year), 1, 1)).values
        named = (values["fixed"], values["percent"], values["aged_70"], values["aged_80"], values["hard_area"])
        assert named == tuple(Decimal(cell.rstrip("%")) for cell in (fixed, percent, seventy, eighty, hard))
        assert bool(values["whole_years"]) == ("不满1年按1年" in words)
        assert f"每年{values['beyond_each']}元" in words or "再加1.5元" in words and values["beyond_each"] == Decimal("2.5")
        assert f"统一{values['first_flat']}元" in words if values["first_flat"] else values["first_each"] == 1
