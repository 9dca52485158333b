"""Examples worked out by hand from the rule text; worked_examples.tsv says each sum in words."""

import csv
import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from actions.benefits.parameters.book import load_book
from actions.benefits.survivor.calculator import SURVIVOR
from actions.benefits.survivor.months import months_words

TODAY = datetime.date(2026, 11, 23)
BOOK = load_book()
with Path(__file__).with_name("worked_examples.tsv").open(encoding="utf-8", newline="") as file:
    EXAMPLES = list(csv.DictReader(file, delimiter="\t"))


def in_months(told):
    years, months = told.split("-")
    return int(years) * 12 + int(months)


def facts_of(example):
    facts = {name: example[name] for name in ("status", "died_on", "cause")}
    facts |= {name: in_months(example[name]) for name in ("contribution", "drawn") if example[name]}
    for pair in filter(None, [example["more"]]):
        name, value = pair.split("=")
        facts[name] = int(value) if value.isdigit() else value
    return facts


def cents(told):
    """8342~8344 -> (834200, 834400)."""
    low, _, high = told.partition("~")
    return tuple(int(Fraction(yuan) * 100) for yuan in (low, high or low))


def months_of(told):
    """9~9+1/12 -> the words of nine to nine and a twelfth."""
    low, _, high = told.partition("~")
    return months_words(*(sum(map(Fraction, text.split("+"))) for text in (low, high or low)))


def test_there_are_a_hundred_and_each_says_its_sum():
    assert len(EXAMPLES) >= 100
    assert [row["number"] for row in EXAMPLES] == [str(number) for number in range(1, len(EXAMPLES) + 1)]
    assert [row["number"] for row in EXAMPLES if not row["the sum in words"]] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda row: row["number"])
def test_the_calculator_agrees_with_the_hand(example):
    found = SURVIVOR.compute(facts_of(example), BOOK, TODAY)
    lines = {line.label: line for line in found.lines}
    outcome, _, refusal = example["result"].partition(":")
    assert (found.outcome, found.refusal) == (outcome, refusal)
    if example["months"] != "-":
        assert lines["抚恤金发放月数"].value == months_of(example["months"])
    for column, label in (("funeral", "丧葬补助金"), ("payment", "抚恤金")):
        if example[column] != "-":
            assert (lines[label].low, lines[label].high) == cents(example[column])
    expected = (None, None) if example["total"] == "-" else cents(example["total"])
    assert (found.low, found.high) == expected
