"""Progress by number and phone: no name, no amount; an unknown number and a wrong phone look the same."""

import dataclasses
from datetime import timedelta

import pytest

from actions.audit.model import AuditEntry
from actions.database.unit_of_work import UnitOfWork
from actions.grants.access.errors import NoSuchProgress
from actions.grants.access.service import ApplicantAccess
from actions.grants.model import GrantCase, GrantDocument, GrantStep
from actions.identity.errors import IdentityLocked
from actions.personal_data.phone_number import BadPhoneNumber

PHONE, OTHER_PHONE, NUMBER = "19900000021", "19900000022", "23456782"


@pytest.fixture
def access(desk):
    return ApplicantAccess(desk.engine, desk.vault, desk.audit, desk.messages, desk.identity, now=desk.clock)


def add_case(desk, number=NUMBER, phone=PHONE, state="returned"):
    now, vault = desk.clock(), desk.vault
    with UnitOfWork(desk.engine) as work:
        case = GrantCase(
            number=number, idempotency_key=number, state=state, applicant_name_sealed=vault.seal("王丽", "grant_case.applicant_name"),
            applicant_phone_sealed=vault.seal(phone, "grant_case.applicant_phone"),
            applicant_phone_index=vault.index(phone, "person.phone"), known_at=now, channel="web", made_at=now, changed_at=now,
            estimated_low=8342000, draft_until=now + timedelta(days=30),
        )  # fmt: skip
        work.session.add(case)
        work.session.flush()
        work.session.add_all(
            [
                GrantStep(case_id=case.id, position=1, from_state="", to_state="draft", actor="applicant", at=now),
                GrantStep(
                    case_id=case.id, position=2, from_state="accepted", to_state=state, actor="staff:1",
                    at=now + timedelta(days=2), reason="张秀兰的认定表看不清",
                ),  # fmt: skip
                GrantDocument(case_id=case.id, kind="deemed_years_form", state="missing", changed_at=now, changed_by="staff:1"),
                GrantDocument(case_id=case.id, kind="applicant_identity", state="shown", changed_at=now, changed_by="staff:1"),
            ]
        )
        work.commit()
        return case.id


def ask(desk, access, number, phone, terminal="hall 1"):
    return access.progress(number, phone, terminal, conversation_id=desk.visit())


def test_number_and_phone_together_tell_how_far_it_is_and_what_is_missing(desk, access):
    case_id = add_case(desk)
    found = ask(desk, access, " ２３４５ 6782", "199 0000 0021")
    assert (found.state, found.state_words, found.missing) == ("returned", "要补材料", ("视同缴费年限认定表",))
    assert "请看看要补什么" in found.next_words
    assert found.since == desk.clock() + timedelta(days=2)
    [entry] = [entry for entry in desk.rows(AuditEntry) if entry.event == "grants:progress:asked"]
    assert entry.details == {"case": case_id, "channel": "kiosk"}


@pytest.mark.parametrize("state", ["reviewing", "deciding", "decided", "paid", "refused", "withdrawn"])
def test_once_it_is_being_reviewed_no_paper_is_asked_for_any_more(desk, access, state):
    add_case(desk, state=state)
    assert ask(desk, access, NUMBER, PHONE).missing == ()


@pytest.mark.parametrize("state", ["draft", "submitted", "accepted"])
def test_before_the_review_missing_papers_are_named(desk, access, state):
    add_case(desk, state=state)
    assert ask(desk, access, NUMBER, PHONE).missing == ("视同缴费年限认定表",)


def test_no_name_no_amount_and_no_words_of_a_clerk_are_told(desk, access):
    add_case(desk)
    told = str(dataclasses.asdict(ask(desk, access, NUMBER, PHONE)))
    assert [word for word in ("张秀兰", "王丽", "8342", PHONE, "看不清") if word in told] == []


def test_a_draft_says_until_when_it_is_kept(desk, access):
    add_case(desk, state="draft")
    assert "年" in ask(desk, access, NUMBER, PHONE).next_words


def failure(desk, access, number, phone, terminal):
    with pytest.raises((NoSuchProgress, IdentityLocked)) as raised:
        ask(desk, access, number, phone, terminal)
    return raised.value


def test_an_unknown_number_and_a_wrong_phone_look_the_same(desk, access):
    add_case(desk)
    answers = [
        failure(desk, access, number, phone, f"hall {place}")
        for place, (number, phone) in enumerate([("23456783", PHONE), (NUMBER, OTHER_PHONE), ("", PHONE), ("张" * 40, PHONE)])
    ]
    assert {(type(error), error.code, error.detail, error.status) for error in answers} == {
        (NoSuchProgress, "no-such-progress", NoSuchProgress.detail, 404)
    }
    assert desk.events().count("grants:applicant:failed") == 4


def test_numbers_cannot_be_tried_one_after_the_other_with_a_phone(desk, access):
    add_case(desk)
    errors = [failure(desk, access, f"2345{number}", PHONE, f"hall {number}") for number in range(5)]
    assert isinstance(errors[-1], IdentityLocked) and errors[-1].retry_after == 600
    with pytest.raises(IdentityLocked):
        ask(desk, access, NUMBER, PHONE, "another hall")


def test_phones_cannot_be_tried_one_after_the_other_with_a_number(desk, access):
    add_case(desk)
    errors = [failure(desk, access, NUMBER, f"1990000003{number}", f"hall {number}") for number in range(5)]
    assert isinstance(errors[-1], IdentityLocked)
    with pytest.raises(IdentityLocked):
        ask(desk, access, NUMBER, PHONE, "another hall")


def test_numbers_cannot_be_tried_from_one_terminal_whatever_the_phones(desk, access):
    errors = [failure(desk, access, f"2345{number}", f"1990000003{number}", "hall 1") for number in range(5)]
    assert isinstance(errors[-1], IdentityLocked) and errors[-1].retry_after == 120


def test_a_case_of_ones_own_in_between_does_not_free_the_terminal(desk, access):
    add_case(desk)
    for number in range(4):
        failure(desk, access, f"2345{number}", f"1990000003{number}", "hall 1")
        assert ask(desk, access, NUMBER, PHONE, "hall 1")
    assert isinstance(failure(desk, access, "23459", "19900000039", "hall 1"), IdentityLocked)


def test_trying_numbers_with_somebodys_phone_does_not_lock_them_out_of_proving_it(desk, access):
    for number in range(5):
        failure(desk, access, f"2345{number}", PHONE, f"hall {number}")
    assert access.begin(desk.visit(), "王丽", PHONE, "at home")


def test_a_phone_that_cannot_be_is_a_slip_of_the_pen(desk, access):
    with pytest.raises(BadPhoneNumber):
        ask(desk, access, NUMBER, "12")
    assert desk.events() == []
