"""Only canonical facts come in, and every refusal names its field."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.benefits.calculator import Calculator
from actions.benefits.errors import BadFacts, MissingFact
from actions.benefits.facts_in import complete_facts, read_facts
from actions.benefits.fields import Field, Option
from actions.benefits.registry import CALCULATORS


def never(facts, book, today):
    raise AssertionError("nothing is worked out here")


TRIAL = Calculator(
    "trial",
    "试",
    (
        Field("kind", "种类", "choice", "哪一种？", (Option("a", "甲"), Option("b", "乙"))),
        Field("span", "时长", "months", "多久？", minimum=0, maximum=720),
        Field("day", "日子", "day", "哪天？"),
        Field("month", "月份", "month", "哪月？"),
        Field("sum", "钱", "money", "多少钱？", minimum=100, maximum=1_000_000),
        Field("index", "指数", "number", "多少？", minimum=0, maximum=3),
        Field("age", "年龄", "age", "几岁？", minimum=40, maximum=120, when={"kind": ("a",)}),
        Field("more", "其他", "age", "还有？", optional=True),
    ),
    never,
)
WHOLE = {"kind": "a", "span": 376, "day": "2026-03-05", "month": "1966-03", "sum": 320_000, "index": "1.05", "age": 72}


def test_canonical_facts_pass_as_they_are():
    assert complete_facts(TRIAL, WHOLE) == WHOLE


@pytest.mark.parametrize("day", ["2026-03-05", "2026-03", "2026", "2024-02-29"])
def test_a_day_is_kept_as_exactly_as_people_know_it(day):
    assert read_facts(TRIAL, {"day": day}) == {"day": day}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "c"), ("kind", 1), ("kind", ["a"]), ("kind", {"a": 1}),
        ("span", "376"), ("span", 1.5), ("span", True), ("span", -1), ("span", 721),
        ("day", "2026-02-30"), ("day", "2026-13"), ("day", "26-1-1"), ("day", "2026-3-5"), ("day", "0999"), ("day", 2026),
        ("day", "２０２６"), ("day", "2026\n"),
        ("month", "1966"), ("month", "1966-00"), ("month", "1966-03-01"), ("month", 196603), ("month", "1899-01"),
        ("sum", 99), ("sum", 1_000_001), ("sum", 3200.5), ("sum", "3200"),
        ("index", "3.01"), ("index", "-1"), ("index", "1e3"), ("index", "NaN"), ("index", "一"), ("index", "１.０"), ("index", ""),
        ("index", True), ("index", float("nan")), ("index", float("inf")), ("index", "1.0000001"),
        ("age", 39), ("age", 121),
        ("strange", 1), ("", 1), ("__class__", 1),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_name(name, value):
    with pytest.raises(BadFacts) as refused:
        read_facts(TRIAL, {"kind": "a", name: value})
    assert refused.value.field == name and refused.value.detail.endswith("。")
    assert "！" not in refused.value.detail


def test_limits_are_told_as_people_write_them():
    for name, value, words in (("span", 721, "60年"), ("sum", 99, "1.00元"), ("age", 39, "40岁")):
        with pytest.raises(BadFacts) as refused:
            read_facts(TRIAL, {"kind": "a", name: value})
        assert words in refused.value.detail


def test_an_answer_to_a_question_not_asked_is_left_out():
    assert "age" not in complete_facts(TRIAL, {**WHOLE, "kind": "b"})


def test_nothing_is_the_same_as_not_answered():
    with pytest.raises(MissingFact) as missing:
        complete_facts(TRIAL, {**WHOLE, "sum": None})
    assert (missing.value.field, missing.value.detail) == ("sum", "多少钱？")


@given(st.dictionaries(st.text(max_size=8), st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20), st.lists, max_leaves=3)))
def test_nothing_but_bad_facts_is_ever_raised(raw):
    try:
        read_facts(TRIAL, raw)
    except BadFacts as refused:
        assert refused.detail and refused.field in {str(name)[:40] for name in raw}


@given(st.integers(40, 120), st.decimals("0", "3", places=4))
def test_what_was_read_reads_the_same_again(age, index):
    once = read_facts(TRIAL, {"kind": "a", "age": age, "index": str(index)})
    assert read_facts(TRIAL, once) == once and Decimal(once["index"]) == index


def test_every_question_of_every_calculator_is_fit_to_ask():
    for chosen in CALCULATORS.values():
        names = [field.name for field in chosen.fields]
        assert len(set(names)) == len(names)
        for field in chosen.fields:
            assert field.question.endswith("？") and "！" not in field.question + field.help
            assert (field.kind == "choice") == bool(field.choices)
            assert not field.help or field.help.endswith("。")
            assert all(names.index(other) < names.index(field.name) for other in field.when)


def test_every_default_is_one_the_field_takes():
    for chosen in CALCULATORS.values():
        for field in chosen.fields:
            if field.default is not None and not field.when:
                assert read_facts(chosen, {field.name: field.default}) == {field.name: field.default}
