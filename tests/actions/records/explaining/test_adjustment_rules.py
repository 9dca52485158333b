"""Liaoning's yearly raises as data."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from actions.records.explaining.adjustment_rules import RULES, TABLE, differences, in_parts
from actions.records.gateway import Adjustment
from knowledge_base.guides.files import load_tables

RAISE_2025 = Adjustment(2025, 2_700, 2_430, 960, 2_000, 8_090, date(2026, 11, 20))


def test_the_rules_say_what_the_knowledge_base_says():
    table = next(table for table in load_tables().values() if table.key == TABLE)
    assert {int(row[0]) for row in table.rows} == set(RULES)
    for row in table.rows:
        rule = RULES[int(row[0])]
        assert (str(rule.fixed), f"{rule.percent}%", str(rule.aged_70), str(rule.aged_80)) == (row[1], *row[3:6])


@pytest.mark.parametrize(
    ("year", "years", "cents"),
    [
        (2025, 32, 2_430),  # fact 4-43
        (2022, 25, 3_500),  # fact 4-44
        (2021, 15, 1_500),
        (2021, 10, 1_000),
        (2023, 20, 2_000 + 750),
        (2024, 10, 1_500),
        (2024, 20, 1_500 + 800),
        (2025, 15, 900),
        (2025, 16, 990),
    ],
)
def test_contribution_years_raise_by_the_rule_of_the_year(year, years, cents):
    assert RULES[year].by_years(years * 12) == cents


def test_part_years_count_whole_only_where_the_rule_says_so():
    assert RULES[2025].by_years(31 * 12 + 1) == 2_430
    assert RULES[2024].by_years(31 * 12 + 1) is None


def test_ones_own_pension_raises_by_its_percentage():
    assert RULES[2025].by_pension(320_000) == 960 and RULES[2022].by_pension(300_000) == 2_400


def test_a_raise_by_the_rule_shows_no_difference():
    assert differences(RAISE_2025, 32 * 12, 320_000, 10) == ()


def test_a_raise_beside_the_rule_is_said_with_both_numbers():
    odd = Adjustment(2025, 2_600, 2_430, 960, 0, 5_990, date(2026, 11, 20))
    (told,) = differences(odd, 32 * 12, 320_000, 10)
    assert "27.00元" in told and "26.00元" in told and "以社保核定为准" in told


def test_what_cannot_be_worked_out_is_not_judged():
    odd = Adjustment(2025, 2_700, 1, 1, 0, 2_702, date(2026, 11, 20))
    assert differences(odd, None, None, 10) == ()
    assert differences(Adjustment(2015, 1, 1, 1, 0, 3, date(2026, 11, 20)), 400, 1, 10) == ()


def test_the_parts_of_a_raise_are_named():
    assert in_parts(RAISE_2025) == "2025年80.90元（定额27.00元＋年限24.30元＋养老金挂钩9.60元＋倾斜20.00元）"


def test_every_rule_is_in_the_past_and_positive():
    assert all(rule.fixed > 0 and rule.percent > 0 and isinstance(rule.fixed, Decimal) for rule in RULES.values())


def test_a_rule_staff_added_is_compared_with_the_record_too():
    raised = replace(RAISE_2025, year=2026)
    assert differences(raised, 32 * 12, 320_000, 10) == ()
    known = {**RULES, 2026: replace(RULES[2025], year=2026, fixed=RULES[2025].fixed + 5)}
    (told,) = differences(raised, 32 * 12, 320_000, 10, known)
    assert "2026年调整的定额" in told
