"""有用 and 没用 count answers about policy, once each, and know nobody."""

from datetime import date

import pytest

from actions.conversations.service import ConversationService
from actions.feedback.errors import UnknownAnswer
from actions.feedback.model import AnswerFeedback
from actions.feedback.service import FeedbackService, WeekOfTopic

CITED = [{"document": "某办法", "number": "大政办发〔2017〕49号"}]
GUIDE = {"id": "guide", "outcome": "answer", "citations": CITED, "card": {"type": "guide", "id": "survivor"}}
PLAIN = {"id": "plain", "outcome": "answer", "citations": CITED, "card": None}
NOT_JUDGED = [
    {"private_reply": "token"}, {**GUIDE, "id": "own", "private": True}, {**PLAIN, "id": "unsourced", "citations": []},
    {**PLAIN, "id": "sum", "card": {"type": "estimate"}}, {**PLAIN, "id": "no", "outcome": "decline"},
]  # fmt: skip


@pytest.fixture
def talk(any_engine):
    conversations = ConversationService(any_engine)
    opened = conversations.open("web")
    for number, replies in enumerate(([GUIDE], [PLAIN], NOT_JUDGED)):
        turn = conversations.begin_turn(opened.id, str(number), "问")
        conversations.finish_turn(opened.id, turn.turn_id, replies, {})
    return opened.id


def test_an_answer_counts_once_and_the_last_word_stands(any_engine, talk):
    service = FeedbackService(any_engine, lambda: date(2026, 3, 4))
    for useful in (True, True, False):
        service.give(talk, "guide", useful)
    service.give(talk, "plain", True)
    monday = date(2026, 3, 2)
    assert service.weeks(1) == [WeekOfTopic(monday, "survivor", 0, 1), WeekOfTopic(monday, "大政办发〔2017〕49号", 1, 0)]


def test_weeks_begin_on_monday_and_old_ones_are_left_out(any_engine, talk):
    FeedbackService(any_engine, lambda: date(2026, 3, 1)).give(talk, "guide", True)
    FeedbackService(any_engine, lambda: date(2026, 3, 2)).give(talk, "plain", False)
    service = FeedbackService(any_engine, lambda: date(2026, 3, 8))
    assert [one.monday for one in service.weeks(2)] == [date(2026, 2, 23), date(2026, 3, 2)]
    assert [one.topic for one in service.weeks(1)] == ["大政办发〔2017〕49号"]


def test_only_answers_about_policy_of_this_conversation_are_judged(any_engine, talk):
    service = FeedbackService(any_engine)
    other = ConversationService(any_engine).open("web").id
    for conversation, reply in ((talk, "own"), (talk, "unsourced"), (talk, "sum"), (talk, "no"), (talk, "nothing"), (other, "guide")):
        with pytest.raises(UnknownAnswer):
            service.give(conversation, reply, True)
    assert service.weeks(1) == []


def test_nothing_that_is_kept_leads_to_anybody():
    assert set(AnswerFeedback.__table__.columns.keys()) == {"id", "answer_index", "topic", "useful", "given_on"}
