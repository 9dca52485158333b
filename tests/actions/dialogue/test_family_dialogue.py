"""Family access and the phone number, as the dialogue shows them."""

from datetime import timedelta

import pytest
from records_house import (
    RELATIVE_PHONE,
    TODAY,
    House,
    ReadyKnowledge,
    kept_slots,
    paid,
    say,
    what_rasa_gets,
    whole_text,
)

from actions.clock import utc_now
from actions.dialogue.family import ChangePhone, FamilyAction
from actions.dialogue.records import RecordsAction


@pytest.fixture
def house(empty_engine, tmp_path):
    return House(empty_engine, tmp_path / "home")


@pytest.fixture
def person(house):
    return house.person([paid(202611)])


def ask(house, person, intent, grant=None):
    return say(FamilyAction(house.counter), house.visit(person, grant), intent)[0][0]


def test_who_may_see_what_until_when_is_listed(house, person):
    house.allow(person)
    reply = ask(house, person, "family_access")
    assert "女儿王丽，能看资格认证和预约、养老金发放" in reply.text and reply.private
    (grant,) = reply.card["grants"]
    assert grant["phone_tail"] == RELATIVE_PHONE[-4:] and RELATIVE_PHONE not in whole_text(reply)


def test_without_a_grant_the_way_to_give_one_is_told(house, person):
    reply = ask(house, person, "family_access")
    assert "随时能取消" in reply.text and reply.card == {"type": "family", "grants": [], "views": []}


def test_every_look_of_a_relative_is_told_to_the_person(house, person, knowledge):
    records = RecordsAction(ReadyKnowledge(knowledge), house.counter, lambda: TODAY)
    say(records, house.visit(person, house.allow(person)), "records_payment_arrived")
    reply = ask(house, person, "who_viewed")
    assert "女儿王丽看了养老金发放记录" in reply.text
    assert reply.card["views"][0]["what"] == "看了养老金发放记录" and reply.card["views"][0]["who"] == "女儿王丽"


def test_nobody_looked_is_said(house, person):
    assert ask(house, person, "who_viewed").text.startswith("还没有家人看过")


def test_a_relative_can_neither_give_access_nor_see_who_looked(house, person):
    grant = house.allow(person, "certification payments grant")
    for intent in ("family_access", "who_viewed"):
        reply = ask(house, person, intent, grant)
        assert reply.outcome == "decline" and reply.card is None and "本人" in reply.text


def test_the_names_of_relatives_do_not_reach_rasa(house, person):
    house.allow(person)
    action = FamilyAction(house.counter)
    action.private_replies = house.counter.private
    (message,) = what_rasa_gets(action, house.visit(person), "family_access")
    assert "王丽" not in str(message)


def test_a_stranger_proves_who_they_are_first(house):
    replies, events = say(FamilyAction(house.counter), house.visit(), "who_viewed")
    assert replies[0].outcome == "verify" and kept_slots(events) == {"pending_request": "who_viewed"}


def test_the_phone_form_opens_right_after_the_proof(house, person):
    replies, _ = say(ChangePhone(house.counter), house.visit(person), "change_phone")
    assert replies[0].outcome == "ask" and replies[0].card == {"type": "phone"}


def test_an_older_proof_is_asked_for_again_before_the_phone_is_changed(house, person):
    later = ChangePhone(house.counter, now=lambda: utc_now() + timedelta(minutes=2))
    replies, events = say(later, house.visit(person), "change_phone")
    assert replies[0].outcome == "verify" and kept_slots(events) == {"pending_request": "change_phone"}


def test_a_relative_cannot_change_the_phone(house, person):
    replies, _ = say(ChangePhone(house.counter), house.visit(person, house.allow(person)), "change_phone")
    assert replies[0].outcome == "decline" and replies[0].card is None
