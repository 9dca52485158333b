"""The released tables: whole, sourced, and true to the facts they cite."""

from datetime import date

import pytest

from actions.benefits.parameters.book import load_book
from actions.benefits.parameters.grammar import read_table, released_tables
from knowledge_base.guides.files import ContentError, load_facts

FACTS = load_facts()
ROWS = [row for table in released_tables() for row in table.rows]
GOOD = """
table: income
title: 收入
columns: {monthly: 每月}
optional: {monthly_up: 进位}
keys: {dalian: 大连, shenyang: 沈阳}
defaults: {document: 通知, number: "", article: "", confidence: B, facts: ["3-20"], recorded: 2026-11-01, confirmed_by: "",
  confirmed_on: null, valid_to: null}
rows:
  - {key: dalian, valid_from: 2026-01-01, values: {monthly: 4171, monthly_up: "4171.42"}}
"""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_names_its_source_and_facts_that_exist(row):
    assert row.basis.document and row.basis.confidence in "ABC"
    assert row.basis.facts and set(row.basis.facts) <= set(FACTS)
    assert bool(row.confirmed_by) == (row.confirmed_on is not None)
    assert row.recorded_at.utcoffset() is not None


def test_no_row_is_surer_than_the_facts_it_cites():
    """A row may lean on a sure fact and a doubtful one; it is at most as sure as the surest."""
    surest = {row.id: min(FACTS[fact].confidence for fact in row.basis.facts) for row in ROWS}
    assert [row.id for row in ROWS if row.basis.confidence < surest[row.id]] == []


@pytest.mark.parametrize("table", ["survivor_income", "work_injury_lump"])
def test_published_figures_stand_in_the_facts_they_cite(table):
    for row in load_book().rows(table):
        told = "".join(FACTS[fact].text for fact in row.basis.facts)
        figures = {name: f"{value}" for name, value in row.values.items() if name not in ("monthly", "monthly_up")}
        assert [name for name, figure in figures.items() if figure not in told] == [], row.id


def test_no_two_rows_of_a_key_hold_on_the_same_day_unless_the_later_takes_over():
    """Within one release a span that ends must not run into the next; an open one ends where the next begins."""
    for table in released_tables():
        ended = [row for row in table.rows if row.valid_to]
        for row in ended:
            clash = [
                other.id for other in ended
                if other.key == row.key and row.valid_from < other.valid_from <= (row.valid_to or row.valid_from)
            ]  # fmt: skip
            assert clash == [], row.id


def write(folder, text, name="income"):
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_is_read_as_it_is_written(tmp_path):
    table = read_table(write(tmp_path, GOOD))
    (row,) = table.rows
    assert (row.id, row.key, row.valid_from, row.valid_to) == ("income:dalian:2026-01-01:2026-11-01", "dalian", date(2026, 1, 1), None)
    assert {name: str(value) for name, value in row.values.items()} == {"monthly": "4171", "monthly_up": "4171.42"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("table: income", "table: other", "named like the file"),
        ("title: 收入\n", "", "needs table, title"),
        ("title: 收入", "title: 收入\nsurprise: 1", "needs table, title"),
        ("document: 通知, ", "", "row 1: lacks document"),
        ("document: 通知", "document: ''", "never empty"),
        ('facts: ["3-20"]', "facts: []", "never empty"),
        ("confirmed_by: \"\",", "", "lacks confirmed_by"),
        ('confirmed_by: ""', 'confirmed_by: "staff:1"', "go together"),
        ("confidence: B", "confidence: D", "A, B or C"),
        ('"4171.42"', "4171.42", "decimal in quotes"),
        ('"4171.42"', '"4171.4.2"', "no number"),
        ('"4171.42"', '"NaN"', "decimal in quotes"),
        ("monthly: 4171,", "", "少了"),
        ('monthly_up: "4171.42"', "weekly: 1", "没有这些数：weekly"),
        ("key: dalian, ", "", "项目只能是"),
        ("key: dalian", "key: moon", "项目只能是"),
        ("valid_from: 2026-01-01", "valid_from: 2026-01-01 08:00:00", "must be a day"),
        ("valid_from: 2026-01-01", "valid_from: 2026-01-01, valid_to: 2025-12-31", "not before valid_from"),
        ("valid_from: 2026-01-01", "valid_from: null", "are days"),
        ("recorded: 2026-11-01,", "", "lacks recorded"),
        ("values:", "colour: red, values:", "unknown colour"),
        ("rows:", "rows:\n  - {key: dalian, valid_from: 2026-01-01, values: {monthly: 1}}", "stands twice"),
    ],
)
def test_a_broken_table_is_refused_with_what_is_wrong(tmp_path, old, new, said):
    assert old in GOOD
    with pytest.raises(ContentError, match=said) as refused:
        read_table(write(tmp_path, GOOD.replace(old, new)))
    assert str(refused.value).startswith("income.yaml")
