"""Somebody else is proven in the same conversation: nothing of the first one stays, not even what they agreed to."""

import pytest
from visitors import fictional_number

from actions.conversations.private_model import PrivateReply
from actions.conversations.private_replies import PrivateReplies
from actions.reply import Reply

DEHAI, DEHAI_PHONE = fictional_number(sequence=11), "19900000011"


@pytest.fixture
def visit(desk):
    """A conversation in which 张秀兰 agreed, was proven and was shown something."""
    desk.add_person()
    desk.add_person(DEHAI, "赵德海", DEHAI_PHONE)
    visit = desk.visit()
    desk.consents.agree(visit)
    assert desk.prove(visit).consented
    dialogue = next(row.dialogue_id for row in desk.conversations_of(visit))
    PrivateReplies(desk.engine, desk.vault).keep(dialogue, Reply(text="您11月的养老金3,602.05元。", speech="在屏幕上。", private=True))
    desk.clock.forward(seconds=30)
    return visit


def test_the_first_ones_answers_go_and_the_end_is_written_down(desk, visit):
    assert desk.rows(PrivateReply)
    assert desk.prove(visit, DEHAI, "赵德海").name == "赵德海"
    assert desk.rows(PrivateReply) == []
    assert desk.events()[-2:] == ["identity:visit:ended", "identity:proof:given"]


def test_the_first_ones_consent_is_not_the_newcomers(desk, visit):
    assert not desk.prove(visit, DEHAI, "赵德海").consented


def test_what_the_newcomer_agreed_to_since_then_counts(desk, visit):
    desk.consents.agree(visit)
    assert desk.prove(visit, DEHAI, "赵德海").consented


def test_who_proves_themselves_again_keeps_what_was_shown(desk, visit):
    desk.prove(visit)
    assert desk.rows(PrivateReply)
    assert "identity:visit:ended" not in desk.events()
