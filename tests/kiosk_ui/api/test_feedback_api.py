"""有用 and 没用 through the API."""

import pytest

from actions.feedback.service import FeedbackService


@pytest.fixture
def answer(visit):
    return visit.say("丧葬费找谁领").get_json()["replies"][0]["id"]


def give(visit, answer, **content):
    return visit.client.put(f"{visit.path}/answers/{answer}/feedback", json=content, headers=visit.headers)


def test_the_last_word_on_an_answer_counts(app, visit, answer):
    assert give(visit, answer, useful=True).get_json() == {"useful": True}
    assert give(visit, answer, useful=False).get_json() == {"useful": False}
    [week] = FeedbackService(app.extensions["wanqing"].engine).weeks(1)
    assert (week.topic, week.useful, week.not_useful) == ("大政办发〔2017〕49号", 0, 1)


def test_neither_the_greeting_nor_anothers_answer_is_judged(visit, another_visit, answer):
    for whose, which in ((visit, visit.opened["replies"][0]["id"]), (another_visit, answer), (visit, "nothing")):
        refused = give(whose, which, useful=True)
        assert (refused.status_code, refused.get_json()["code"]) == (404, "unknown-answer")


def test_anything_but_yes_or_no_is_refused(visit, answer):
    for content in ({}, {"useful": "yes"}, {"useful": 1}, {"useful": None}):
        assert give(visit, answer, **content).status_code == 422
