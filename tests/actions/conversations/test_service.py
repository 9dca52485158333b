"""Conversations: opened, continued, resumed, wiped."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from actions.clock import utc_now
from actions.conversations import service as module
from actions.conversations.errors import TurnInProgress, UnknownChoice, UnknownConversation
from actions.conversations.service import TURNS_PER_DIALOGUE, ConversationService
from actions.reply import Choice


@pytest.fixture
def service(any_engine):
    return ConversationService(any_engine)


@pytest.fixture
def opened(service):
    return service.open("kiosk")


def test_only_its_own_token_opens_a_conversation(service, opened):
    assert service.check(opened.id, opened.token).channel == "kiosk"
    for token in ("", "wrong", service.open("kiosk").token):
        with pytest.raises(UnknownConversation):
            service.check(opened.id, token)


def test_the_token_is_stored_only_as_a_hash(service, opened, any_engine):
    with any_engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM conversation")).one()
    assert opened.token not in [str(value) for value in row]


def test_a_finished_turn_is_resumed_with_the_same_replies(service, opened):
    turn = service.begin_turn(opened.id, "k", "丧葬费")
    service.finish_turn(opened.id, turn.turn_id, [{"text": "好"}], {})
    assert service.begin_turn(opened.id, "k", "丧葬费").replies == [{"text": "好"}]


def test_a_turn_being_answered_is_not_started_again(service, opened):
    service.begin_turn(opened.id, "k", "丧葬费")
    with pytest.raises(TurnInProgress):
        service.begin_turn(opened.id, "k", "丧葬费")


def test_a_dropped_turn_can_be_tried_afresh(service, opened):
    turn = service.begin_turn(opened.id, "k", "丧葬费")
    service.drop_turn(turn.turn_id)
    assert service.begin_turn(opened.id, "k", "丧葬费").replies is None


def test_of_many_simultaneous_resends_exactly_one_is_taken_up(service, opened):
    def begin(_):
        try:
            return service.begin_turn(opened.id, "same", "丧葬费").replies is None
        except TurnInProgress:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(begin, range(24))) == 1


def test_a_long_dialogue_rotates_and_names_the_one_it_replaced(service, opened):
    turns = [service.begin_turn(opened.id, str(number), "一") for number in range(TURNS_PER_DIALOGUE + 1)]
    assert {turn.dialogue_id for turn in turns[:-1]} == {opened.dialogue_id}
    assert turns[-1].dialogue_id != opened.dialogue_id
    assert turns[-1].replaced_dialogue_id == opened.dialogue_id


def test_a_choice_belongs_to_the_conversation_that_offered_it(service, opened):
    service.offer(opened.id, {"t": Choice("要带什么", "/x")})
    assert service.choice(opened.id, "t") == Choice("要带什么", "/x")
    for conversation, token in ((service.open("web").id, "t"), (opened.id, "other")):
        with pytest.raises(UnknownChoice):
            service.choice(conversation, token)


def test_a_wiped_conversation_stays_wiped_even_when_its_answer_comes_late(service, opened, any_engine):
    turn = service.begin_turn(opened.id, "k", "丧葬费")
    service.wipe(opened.id)
    service.finish_turn(opened.id, turn.turn_id, [{"text": "好"}], {"t": Choice("a", "b")})
    with any_engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM turn")).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM offered_choice")).scalar() == 0


def test_transcripts_past_their_retention_are_deleted_and_younger_ones_kept(service, opened, monkeypatch):
    monkeypatch.setattr(module, "utc_now", lambda: utc_now() + timedelta(days=20))
    younger = service.open("web")
    monkeypatch.setattr(module, "utc_now", lambda: utc_now() + timedelta(days=31))
    assert service.wipe_older_than(30) == 1
    assert service.check(younger.id, younger.token)
    with pytest.raises(UnknownConversation):
        service.check(opened.id, opened.token)


def test_the_words_of_a_button_just_shown_count_as_its_tap(service, opened):
    turn = service.begin_turn(opened.id, "k", "算一算")
    shown = [{"text": "一共", "choices": [{"label": "申请", "token": "t1"}]}]
    service.finish_turn(opened.id, turn.turn_id, shown, {"t1": Choice("申请", "/grant_application")})
    assert service.choice_called(opened.id, "申请。") == Choice("申请", "/grant_application")
    assert service.choice_called(opened.id, "申请低保") is None
    later = service.begin_turn(opened.id, "k2", "谢谢")
    service.finish_turn(opened.id, later.turn_id, [{"text": "不客气"}], {})
    assert service.choice_called(opened.id, "申请") is None
