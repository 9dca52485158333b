"""Proof, consent and the request that waits for them."""

import pytest
from records_house import TODAY, House, ReadyKnowledge, kept_slots, paid, say

from actions.conversations.service import ConversationService
from actions.dialogue.base import WanqingAction
from actions.dialogue.family import ChangePhone, FamilyAction
from actions.dialogue.identity import identified_or_turn
from actions.dialogue.identity_actions import ConsentAction, IdentityProven
from actions.dialogue.people import SmallTalk
from actions.dialogue.records import MATTERS, RecordsAction
from actions.identity.identified import Identified
from actions.reply import Reply


class Greeting(WanqingAction):
    """An action that needs to know whom it greets."""

    action_name = "action_greeting"

    def __init__(self, counter):
        self.counter = counter

    def turn(self, tracker, domain):
        found = identified_or_turn(self.counter, tracker, "certification", "约认证")
        return ([Reply(text=found.actor, outcome="done")], []) if isinstance(found, Identified) else found


@pytest.fixture(scope="module")
def holder(knowledge):
    return ReadyKnowledge(knowledge)


@pytest.fixture
def house(empty_engine, tmp_path):
    return House(empty_engine, tmp_path / "home")


@pytest.fixture
def person(house):
    return house.person([paid(202611)])


@pytest.fixture
def desk(house, holder):
    """The actions of identity, with everything that can be resumed."""
    records, family = RecordsAction(holder, house.counter, lambda: TODAY), FamilyAction(house.counter)
    proven, consent = IdentityProven(house.counter), ConsentAction(house.counter)
    actions = (records, family, ChangePhone(house.counter), consent)
    resumable = {pending: action for action in actions for pending in action.continues}
    proven.resumable = consent.resumable = resumable
    return {"records": records, "proven": proven, "consent": consent}


@pytest.mark.parametrize("intent", MATTERS)
def test_a_stranger_is_asked_to_prove_who_they_are_and_the_wish_is_kept(house, desk, intent):
    replies, events = say(desk["records"], house.visit(), intent)
    assert replies[0].outcome == "verify" and kept_slots(events) == {"pending_request": intent}
    card = replies[0].card
    assert card["type"] == "identity" and card["purpose"] == MATTERS[intent].purpose
    assert card["methods"] == ["sms", "relative", "clerk", "card"]
    assert card["consent"]["paragraphs"] and card["consent"]["agree"] and card["consent"]["refuse"]
    assert not replies[0].private


def test_who_asked_about_the_rules_is_offered_their_guide_without_proof(house, desk):
    replies, _ = say(desk["records"], house.visit(), "records_payment_reason", text="养老金怎么算出来的")
    assert any(choice.payload.startswith("/open_guide") for choice in replies[0].choices)


def test_after_the_proof_the_wish_is_answered_in_the_same_turn(house, desk, person):
    opened = house.visit(person)
    replies, events = say(desk["proven"], opened, "identity_proven", pending_request="records_payment_arrived")
    assert "5,216.81元" in replies[0].text and kept_slots(events) == {"pending_request": None}


def test_after_the_proof_without_a_wish_the_person_is_asked_what_they_want(house, desk, person):
    replies, events = say(desk["proven"], house.visit(person), "identity_proven")
    assert replies[0].text.startswith("身份核对好了") and kept_slots(events) == {"pending_request": None}


def test_a_claim_of_proof_without_a_proof_opens_nothing(house, desk):
    replies, events = say(desk["proven"], house.visit(), "identity_proven", pending_request="records_payment_arrived")
    assert replies[0].outcome == "verify" and kept_slots(events) == {"pending_request": "records_payment_arrived"}


def test_without_consent_the_screen_comes_first_and_the_wish_is_kept(house, desk, person):
    opened = house.visit(person, consent=False)
    replies, events = say(desk["proven"], opened, "identity_proven", pending_request="records_payment_arrived")
    reply = replies[0]
    assert reply.outcome == "confirm" and reply.card["type"] == "consent"
    assert [choice.payload for choice in reply.choices][:2] == ["/consent_given", "/consent_refused"]
    assert kept_slots(events)["pending_request"] == "records_payment_arrived"
    assert not house.audited("records:view")


def test_agreeing_answers_what_was_asked(house, desk, person):
    opened = house.visit(person, consent=False)
    replies, _ = say(desk["consent"], opened, "consent_given", pending_request="records_payment_arrived")
    assert "5,216.81元" in replies[0].text
    assert house.counter.identity.current(opened.id).consented


@pytest.mark.parametrize(("said", "heard"), [("同意", "affirm"), ("我同意", "nlu_fallback"), ("行,我同意", "affirm")])
def test_typing_agreement_counts_like_tapping_it(house, desk, person, said, heard):
    opened = house.visit(person, consent=False)
    replies, _ = say(desk["consent"], opened, heard, text=said, pending_request="records_payment_arrived")
    assert "5,216.81元" in replies[0].text


@pytest.mark.parametrize(("said", "heard"), [("不同意", "deny"), ("我不愿意", "affirm"), ("不行", "deny")])
def test_typing_a_refusal_counts_like_tapping_it(house, desk, person, said, heard):
    opened = house.visit(person, consent=False)
    replies, _ = say(desk["consent"], opened, heard, text=said, pending_request="records_payment_arrived")
    assert "照样可以问" in replies[0].text
    assert house.counter.identity.current(opened.id) is None


def test_a_word_that_is_no_clear_agreement_is_asked_again(house, desk, person):
    opened = house.visit(person, consent=False)
    replies, _ = say(desk["consent"], opened, "affirm", text="嗯", pending_request="records_payment_arrived")
    assert replies[0].card["type"] == "consent" and not house.counter.identity.current(opened.id).consented


def test_a_short_answer_while_something_waits_goes_to_the_consent(house, desk, holder, person):
    opened = house.visit(person, consent=False)
    small_talk = SmallTalk(holder)
    small_talk.consent = desk["consent"]
    replies, _ = say(small_talk, opened, "affirm", text="同意", pending_request="records_payment_arrived")
    assert "5,216.81元" in replies[0].text


def test_refusing_shows_nothing_ends_the_proof_and_keeps_the_rest(house, desk, person):
    opened = house.visit(person, consent=False)
    replies, events = say(desk["consent"], opened, "consent_refused", pending_request="records_payment_arrived")
    assert "照样可以问" in replies[0].text and kept_slots(events) == {"pending_request": None}
    assert house.counter.identity.current(opened.id) is None
    assert ConversationService(house.engine).check(opened.id, opened.token)


def test_consent_taken_back_closes_the_records_again(house, desk, person):
    opened = house.visit(person)
    replies, _ = say(desk["consent"], opened, "consent_withdraw")
    assert replies[0].outcome == "done"
    again, _ = say(desk["records"], opened, "records_payment_arrived")
    assert again[0].outcome == "verify"


def test_taking_consent_back_needs_the_proof_first(house, desk):
    replies, events = say(desk["consent"], house.visit(), "consent_withdraw")
    assert replies[0].outcome == "verify" and kept_slots(events) == {"pending_request": "consent_withdraw"}


def test_agreeing_after_the_proof_ran_out_asks_for_it_again(house, desk):
    replies, _ = say(desk["consent"], house.visit(), "consent_given", pending_request="records_payment_arrived")
    assert replies[0].outcome == "verify"


def test_the_proof_of_one_conversation_opens_no_other(house, desk, person):
    house.visit(person)
    replies, _ = say(desk["records"], house.visit(), "records_payment_arrived")
    assert replies[0].outcome == "verify"


def test_for_the_dead_only_the_grant_path_is_open(house, desk):
    person = house.person([paid(202611)], died_on=TODAY)
    opened = house.visit(person, house.allow(person, "certification payments grant"))
    replies, _ = say(desk["records"], opened, "records_payment_arrived")
    assert replies[0].outcome == "decline" and "丧葬补助金" in replies[0].text and "5,216" not in replies[0].text
    assert not house.audited("records:view")


# identified_or_turn, as other actions use it


def test_an_action_behind_identity_runs_for_the_person_and_their_relative(house, person):
    action = Greeting(house.counter)
    assert say(action, house.visit(person), "greeting")[0][0].text == f"person:{person}"
    grant = house.allow(person, "certification")
    assert say(action, house.visit(person, grant), "greeting")[0][0].text == f"relative:{grant}"


def test_an_action_behind_identity_turns_everybody_else_away(house, person):
    action = Greeting(house.counter)
    stranger, events = say(action, house.visit(), "greeting")
    assert stranger[0].outcome == "verify" and kept_slots(events) == {"pending_request": "greeting"}
    assert say(action, house.visit(person, consent=False), "greeting")[0][0].outcome == "confirm"
    assert say(action, house.visit(person, house.allow(person, "payments")), "greeting")[0][0].outcome == "decline"
