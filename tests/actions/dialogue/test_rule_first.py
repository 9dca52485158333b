"""A question about the rules is answered before anybody is asked for a proof; a wish of one's own is not."""

import pytest
from rasa_sdk import Tracker
from records_house import TODAY, House, ReadyKnowledge

from actions.dialogue.grants.progress import GrantProgress
from actions.dialogue.identity import verify_reply
from actions.dialogue.records import RecordsAction
from actions.dialogue.rule_first import RuleFirst


@pytest.fixture
def house(empty_engine, tmp_path):
    return House(empty_engine, tmp_path / "home")


def asked(house, knowledge, text, heard, confidence):
    """The first reply of action_records as the registry wires it."""
    holder = ReadyKnowledge(knowledge)
    action = RecordsAction(holder, house.counter, lambda: TODAY)
    message = {"text": text, "intent": {"name": heard, "confidence": confidence}, "entities": []}
    tracker = Tracker(house.visit().dialogue_id, {}, message, [], False, None, {}, "action_listen")
    replies, _ = RuleFirst(holder).instead(tracker, action.turn(tracker, {}))
    return replies[0]


@pytest.mark.parametrize(("text", "heard", "confidence"), [
    ("我那档案在自己家柜子里放了二十年，还算数吗", "records_archive_place", 0.71),
    ("我爸住院在ICU呢，认证正好到期了", "records_certification_state", 0.82),
    ("俺一个月医保卡里该进多少钱，恁给俺说个数", "records_payment_amount", 0.89),
])  # fmt: skip
def test_the_rule_comes_first_with_ones_own_case_as_a_choice(house, knowledge, text, heard, confidence):
    reply = asked(house, knowledge, text, heard, confidence)
    assert reply.card["type"] == "guide"
    assert (reply.choices[0].label, reply.choices[0].payload) == ("查我自己的记录", f"/{heard}")


@pytest.mark.parametrize(("text", "heard"), [
    ("我这个月开支了没", "records_payment_arrived"), ("我的认证到期没有", "records_certification_state"),
    ("/records_payment_arrived", "records_payment_arrived"),
])  # fmt: skip
def test_a_wish_of_ones_own_asks_for_the_proof_at_once(house, knowledge, text, heard):
    assert asked(house, knowledge, text, heard, 0.95).outcome == "verify"


def test_how_long_it_takes_is_answered_before_the_number_of_an_application_is_asked(house, knowledge):
    holder = ReadyKnowledge(knowledge)
    message = {"text": "丧葬抚恤多久能发下来", "intent": {"name": "grant_progress", "confidence": 0.6}, "entities": []}
    tracker = Tracker(house.visit().dialogue_id, {}, message, [], False, None, {}, "action_listen")
    replies, _ = RuleFirst(holder).instead(tracker, GrantProgress(house.counter).turn(tracker, {}))
    assert replies[0].card["type"] == "guide"
    assert replies[0].choices[0].payload == "/grant_progress"


def test_another_turn_is_left_alone(house, knowledge):
    message = {"text": "不同意", "intent": {"name": "deny", "confidence": 0.3}, "entities": []}
    tracker = Tracker("d", {}, message, [], False, None, {}, "action_listen")
    turn = ([verify_reply(house.counter, "看个人记录")], [])
    assert RuleFirst(ReadyKnowledge(knowledge)).instead(tracker, turn) == turn
