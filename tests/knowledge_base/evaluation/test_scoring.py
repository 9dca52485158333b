"""A right answer is right, a wrong one is never counted as anything else."""

import pytest

from knowledge_base.evaluation.model import (
    EvaluationQuestion,
    Given,
    QuestionSetError,
    by_key,
    judge,
    load_questions,
    share,
)
from knowledge_base.evaluation.report import report_lines

INSIDE = EvaluationQuestion("q1", "丧葬费找谁领", "plain", "survivor", ("a", "b"))
BOTH = EvaluationQuestion("q2", "丧葬费找谁领，档案在哪", "plain", "survivor", ("a",), also=("c",))
OUTSIDE = EvaluationQuestion("q3", "天气", "plain", "outside", ())


@pytest.mark.parametrize(
    ("question", "given", "judgement"),
    [
        (INSIDE, Given(("answer",), ("b",), True), "right"),
        (INSIDE, Given(("answer",), ("x",), True), "wrong"),
        (INSIDE, Given(("answer",), ("a",), False), "wrong"),
        (INSIDE, Given(("answer",), ("x",), True, tentative=True), "guessed"),
        (INSIDE, Given(("answer",), ("a",), True, tentative=True), "right"),
        (INSIDE, Given(("clarify",), (), True), "clarified"),
        (INSIDE, Given(("decline",), (), True), "declined"),
        (INSIDE, Given(("handoff",), (), True), "declined"),
        (BOTH, Given(("answer", "answer"), ("a", "c"), True), "right"),
        (BOTH, Given(("answer",), ("a",), True), "clarified"),
        (OUTSIDE, Given(("decline",), (), True), "right"),
        (OUTSIDE, Given(("answer",), (), True), "right"),
        (OUTSIDE, Given(("clarify",), (), True), "right"),
        (OUTSIDE, Given(("answer",), ("a",), True), "wrong"),
        (OUTSIDE, Given(("answer",), ("a",), True, tentative=True), "guessed"),
    ],
)
def test_judgement(question, given, judgement):
    assert judge(question, given) == judgement


def test_shares_and_groups_add_up():
    assert share(["right", "wrong", "right", "declined"], "right") == 0.5
    assert share([], "right") == 0
    assert by_key([("a", "right"), ("b", "wrong"), ("a", "declined")]) == {"a": ["right", "declined"], "b": ["wrong"]}


def test_the_report_names_the_four_figures_that_have_a_floor():
    results = [(INSIDE, Given(("answer",), ("a",), True), "right"), (OUTSIDE, Given(("decline",), (), True), "right")]
    text = "\n".join(report_lines("held_out", results))
    assert "100.0% (floor 92%)" in text and "(floor 85%)" in text and "(ceiling 2%)" in text and "(floor 95%)" in text


def test_a_question_file_with_an_unknown_style_names_its_line(tmp_path):
    line = '{"id": "x", "text": "t", "style": "sung", "topic": "card", "guides": []}'
    (tmp_path / "development.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(QuestionSetError, match="development.jsonl:2"):
        load_questions("development", tmp_path)


def test_the_two_halves_are_large_enough_and_share_no_question():
    development, held_out = load_questions("development"), load_questions("held_out")
    assert len(development) + len(held_out) >= 400
    assert abs(len(development) - len(held_out)) <= 20
    assert not {question.text for question in development} & {question.text for question in held_out}


@pytest.mark.parametrize("half", ["development", "held_out"])
def test_every_expected_guide_exists(half, knowledge):
    wanted = {guide for question in load_questions(half) for guide in (*question.guides, *question.also)}
    assert wanted - set(knowledge.guides) == set()
