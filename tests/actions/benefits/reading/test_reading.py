"""What people say about their case and what is understood, from files anybody can add a line to."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_fields import FIELDS, OTHERS, SURVIVOR, TODAY

from actions.benefits.fields import Field
from actions.benefits.reading import AskBack, Read, Value, read, read_all
from actions.benefits.reading.spans import spell

HERE = Path(__file__).parent
TALK = "我爸妈俺老头退休工龄缴费领了走没去世年月日号岁半零多来几大概三十二八五千百万块毛去前今昨上个初腊清明，。不对是0123456789.-/ "


def _lines(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if line and not line.startswith("#")]
    return [(said, meant.strip()) for said, meant in pairs]


def _meaning(answer: Read) -> str:
    if answer is None:
        return "none"
    if isinstance(answer, AskBack):
        return " ".join(("ask", *(option.code for option in answer.options)))
    return str(answer.value)


@pytest.mark.parametrize(("said", "meant"), _lines("survivor_answers.txt") + _lines("other_answers.txt"))
def test_answer_is_understood(said: str, meant: str) -> None:
    name, _, text = said.partition(": ")
    answer = read(FIELDS[name], text, TODAY, asked=True)
    understood = _meaning(answer)
    assert (understood.split()[0] if meant == "ask" else understood) == meant


@pytest.mark.parametrize(("said", "meant"), _lines("survivor_sentences.txt"))
def test_first_message_of_a_family_is_understood(said: str, meant: str) -> None:
    assert set(_sentence(SURVIVOR, said).split()) == set(meant.split())


@pytest.mark.parametrize(("said", "meant"), _lines("other_sentences.txt"))
def test_first_message_about_oneself_is_understood(said: str, meant: str) -> None:
    fields = tuple(field for field in OTHERS if field.name not in ("lives_in", "overpaid", "year"))
    assert set(_sentence(fields, said).split()) == set(meant.split())


def _sentence(fields: tuple[Field, ...], said: str) -> str:
    found = read_all(fields, said, TODAY)
    known = (f"{field.name}={_meaning(found[field.name]).replace(' ', ',')}" for field in fields if field.name in found)
    return " ".join(known) or "none"


@pytest.mark.parametrize("field", [field for field in FIELDS.values() if field.kind == "choice"], ids=lambda field: field.name)
def test_the_words_on_a_button_are_an_answer_too(field: Field) -> None:
    said = {option.code: read(field, option.label, TODAY, asked=True) for option in field.choices}
    assert {code: _meaning(answer) for code, answer in said.items()} == {code: code for code in said}


def test_a_bare_figure_is_marked_as_tied_by_the_question_only() -> None:
    bare, tied = (read(FIELDS["drawn"], text, TODAY, asked=True) for text in ("八年", "退休八年"))
    assert isinstance(bare, Value) and isinstance(tied, Value)
    assert (bare.fits_several, tied.fits_several) == (True, False)


@pytest.mark.parametrize("name", ["contribution", "drawn", "age", "died_on", "own_contributions"])
def test_a_bare_figure_in_a_sentence_nobody_asked_for_is_nothing(name: str) -> None:
    assert [read(FIELDS[name], text, TODAY, asked=False) for text in ("八年", "32", "三十二")] == [None] * 3


def test_retirement_day_and_known_day_of_death_give_the_years_drawn() -> None:
    answer = read(FIELDS["drawn"], "2018年3月退的", TODAY, asked=True, facts={"died_on": "2026-08"})
    assert answer == Value(8 * 12 + 5, "8年5个月")


def test_a_year_alone_leaves_two_answers_open() -> None:
    answer = read(FIELDS["drawn"], "2018年退的", TODAY, asked=True, facts={"died_on": "2026-08-01"})
    assert _meaning(answer) == "ask 84 96"


def test_a_day_still_to_come_is_refused_with_a_sentence() -> None:
    answer = read(FIELDS["died_on"], "2027年3月", TODAY, asked=True)
    assert isinstance(answer, AskBack)
    assert "还没有到" in answer.question


def test_what_is_asked_back_repeats_what_was_said() -> None:
    for name, text in (("contribution", "二十来年"), ("died_on", "前年腊月"), ("age", "八十多岁")):
        answer = read(FIELDS[name], text, TODAY, asked=True)
        assert isinstance(answer, AskBack)
        assert text in answer.question


@given(st.integers(0, 59), st.integers(0, 11))
def test_every_span_written_out_is_read_back(years: int, months: int) -> None:
    total = years * 12 + months
    answer = read(FIELDS["contribution"], f"缴费{spell(total)}", TODAY, asked=False)
    assert answer == Value(total, spell(total))


@given(st.dates(date(1990, 1, 1), TODAY))
def test_every_past_day_written_out_is_that_day(day: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day.year}.{day.month}.{day.day}"):
        answer = read(FIELDS["died_on"], text, TODAY, asked=True)
        assert isinstance(answer, Value)
        assert answer.value == day.isoformat()


@given(st.integers(FIELDS["december_pension"].minimum, FIELDS["december_pension"].maximum))
def test_every_amount_written_out_is_read_back(cents: int) -> None:
    answer = read(FIELDS["december_pension"], f"{cents / 100:.2f}元", TODAY, asked=True)
    assert isinstance(answer, Value)
    assert answer.value == cents


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=40) | st.text(alphabet=TALK, max_size=40), st.dates(date(2022, 1, 1), date(2035, 12, 31)), st.booleans())
def test_any_text_is_a_value_a_question_or_nothing(text: str, today: date, asked: bool) -> None:
    for field in FIELDS.values():
        answer = read(field, text, today, asked=asked)
        assert answer is None or isinstance(answer, Value | AskBack)
        if isinstance(answer, Value) and field.kind == "day":
            assert date(*([int(part) for part in answer.value.split("-")] + [1, 1])[:3]) <= today
        if isinstance(answer, AskBack):
            assert answer.question


@settings(deadline=None)
@given(st.text(alphabet="我爸退休了工龄缴费交领走没去世的社保，", max_size=12), st.integers(1, 50), st.text(alphabet="退休了工龄缴费交领走没去世的社保前，", max_size=12))
def test_one_figure_is_never_taken_for_two_things(before: str, years: int, behind: str) -> None:
    found = read_all(SURVIVOR, f"{before}{years}年{behind}", TODAY)
    assert sum(isinstance(found.get(name), Value) for name in ("contribution", "drawn", "died_on")) <= 1
