"""Somebody else is proven in the same conversation: nothing of the first one stays, not even what they agreed to."""

import pytest
from visitors import XIULAN_PHONE, fictional_number

from actions.conversations.private_model import PrivateReply
from actions.conversations.private_replies import PrivateReplies
from actions.grants.access.service import ApplicantAccess
from actions.grants.model import ApplicantChallenge, ApplicantProof
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


def prove_phone(desk, visit, phone):
    """Somebody proves their phone to apply for the grant."""
    access = ApplicantAccess(desk.engine, desk.vault, desk.audit, desk.messages, desk.identity, now=desk.clock)
    access.begin(visit, "王丽", phone)
    sealed = next(row.code_sealed for row in desk.rows(ApplicantChallenge) if row.conversation_id == visit)
    assert access.verify(visit, desk.vault.open(sealed, "applicant_challenge.code"))
    desk.clock.forward(seconds=30)


@pytest.fixture
def applied(desk):
    """A conversation in which somebody agreed and proved a phone, and 张秀兰 is known to the records."""
    desk.add_person()
    visit = desk.visit()
    desk.consents.agree(visit)
    prove_phone(desk, visit, "19900000021")
    return visit


def test_who_applied_by_phone_leaves_with_their_consent_when_somebody_else_is_proven(desk, applied):
    assert not desk.prove(applied).consented
    assert desk.rows(ApplicantProof) == []


def test_what_was_agreed_after_the_phone_was_proven_counts(desk, applied):
    desk.consents.agree(applied)
    assert desk.prove(applied).consented


def test_who_applied_by_the_phone_on_record_goes_on_as_the_same_person(desk):
    desk.add_person()
    visit = desk.visit()
    desk.consents.agree(visit)
    prove_phone(desk, visit, XIULAN_PHONE)
    assert desk.prove(visit).consented
    assert desk.rows(ApplicantProof)
