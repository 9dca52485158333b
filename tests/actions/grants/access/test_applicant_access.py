"""Somebody proves a phone and may apply; proofs end, locks close, and the next visitor sees nothing."""

from datetime import date

import pytest
from sqlalchemy import select
from visitors import XIULAN, XIULAN_PHONE, fictional_number

from actions.database.unit_of_work import UnitOfWork
from actions.family.model import FamilyGrant
from actions.grants.access.service import ApplicantAccess
from actions.grants.model import ApplicantChallenge, ApplicantProof
from actions.identity.errors import CodeBurnt, CodeExpired, IdentityLocked, ResendTooSoon, WrongCode
from actions.jobs.clean_up import STALE_CODE_AGE
from actions.jobs.repository import delete_stale_codes
from actions.personal_data.person_name import BadName
from actions.personal_data.phone_number import BadPhoneNumber

PHONE, OTHER_PHONE = "19900000021", "19900000022"
DEAD = fictional_number(date(1948, 5, 1), 11)


class House:
    """Access over the desk's services, with what a test needs to look behind it."""

    def __init__(self, desk):
        self.desk = desk
        self.access = ApplicantAccess(
            desk.engine, desk.vault, desk.audit, desk.messages, desk.identity, now=desk.clock
        )  # fmt: skip

    def code(self, visit):
        with UnitOfWork(self.desk.engine, reads_only=True) as work:
            sealed = work.session.get(ApplicantChallenge, visit).code_sealed
        return self.desk.vault.open(sealed, "applicant_challenge.code")

    def wrong_code(self, visit):
        return f"{(int(self.code(visit)) + 1) % 1_000_000:06d}"

    def prove(self, visit, phone=PHONE, name="王丽", terminal=""):
        self.access.begin(visit, name, phone, terminal)
        return self.access.verify(visit, self.code(visit), terminal)

    def allow(self, person_id, scopes="grant", phone=PHONE):
        """The person lets 王丽 look."""
        vault = self.desk.vault
        with UnitOfWork(self.desk.engine) as work:
            grant = FamilyGrant(
                person_id=person_id, relative_name="王丽", relation="女儿",
                phone_sealed=vault.seal(phone, "family_grant.phone"), phone_index=vault.index(phone, "person.phone"),
                scopes=scopes, granted_at=self.desk.clock(), until=self.desk.clock().replace(year=2036),
            )  # fmt: skip
            work.session.add(grant)
            work.commit()
            return grant.id

    def prove_relative(self, visit, elder="张秀兰"):
        self.desk.identity.begin_relative(visit, PHONE, "王丽", elder)
        return self.desk.identity.verify(visit, self.desk.code(visit))


@pytest.fixture
def house(desk):
    return House(desk)


@pytest.fixture
def quick_house(sqlite_desk):
    return House(sqlite_desk)


def test_a_phone_is_proven_by_the_code_sent_to_it(house):
    visit = house.desk.visit("web")
    told = house.access.begin(visit, "王 丽", "199-0000-0021", "hall 1")
    assert (told.expires_in, told.resend_after) == (300, 60)
    code = house.code(visit)
    assert [text for text in house.desk.messages_to(PHONE) if f"验证码{code}" in text and "不要告诉别人" in text]
    applicant = house.access.verify(visit, code, "hall 1")
    assert (applicant.name, applicant.phone, applicant.actor) == ("王丽", PHONE, "applicant")
    assert applicant.phone_index == house.desk.vault.index(PHONE, "person.phone")
    assert (applicant.person_id, applicant.grant_id, applicant.deceased_person_id) == (None, None, None)
    assert house.access.current(visit) == applicant
    assert house.desk.rows(ApplicantChallenge) == []
    assert house.desk.events() == ["grants:applicant:code-sent", "grants:applicant:proven"]


def test_a_code_opens_once_and_only_its_own_conversation(house):
    visit, another = house.desk.visit(), house.desk.visit()
    house.access.begin(visit, "王丽", PHONE)
    code = house.code(visit)
    with pytest.raises(CodeExpired):
        house.access.verify(another, code)
    house.access.verify(visit, code)
    with pytest.raises(CodeExpired):
        house.access.verify(visit, code)


def test_three_wrong_codes_burn_the_code_and_it_is_written_down(house):
    visit = house.desk.visit()
    house.access.begin(visit, "王丽", PHONE)
    right, wrong = house.code(visit), house.wrong_code(visit)
    errors = []
    for code in (wrong, wrong, wrong, right):
        with pytest.raises((WrongCode, CodeBurnt)) as raised:
            house.access.verify(visit, code)
        errors.append(raised.type)
    assert errors == [WrongCode, WrongCode, CodeBurnt, CodeBurnt]
    assert house.access.current(visit) is None
    assert house.desk.events().count("grants:applicant:failed") == 4


def test_five_failures_lock_the_phone_everywhere_and_the_terminal_for_others(house):
    for number in range(5):
        visit = house.desk.visit()
        house.access.begin(visit, "王丽", PHONE, f"hall {number}")
        with pytest.raises((WrongCode, IdentityLocked)) as raised:
            house.access.verify(visit, house.wrong_code(visit), f"hall {number}")
        house.desk.clock.forward(seconds=61)
    assert raised.value.retry_after == 600
    with pytest.raises(IdentityLocked):
        house.access.begin(house.desk.visit(), "王丽", PHONE, "elsewhere")
    assert house.access.begin(house.desk.visit(), "李强", OTHER_PHONE, "hall 1")
    assert "identity:proof:locked" in house.desk.events()


def test_failures_at_one_terminal_lock_it_whoever_is_typed(house):
    for number in range(5):
        visit = house.desk.visit()
        house.access.begin(visit, "王丽", f"1990000003{number}", "hall 1")
        with pytest.raises((WrongCode, IdentityLocked)):
            house.access.verify(visit, house.wrong_code(visit), "hall 1")
    with pytest.raises(IdentityLocked):
        house.access.begin(house.desk.visit(), "李强", OTHER_PHONE, "hall 1")
    assert house.access.begin(house.desk.visit(), "李强", OTHER_PHONE, "hall 2")


def test_a_new_code_for_the_same_phone_waits_a_minute_and_replaces_the_old_one(house):
    visit = house.desk.visit()
    house.access.begin(visit, "王丽", PHONE)
    old = house.code(visit)
    with pytest.raises(ResendTooSoon):
        house.access.begin(house.desk.visit(), "王丽", PHONE)
    house.desk.clock.forward(seconds=61)
    house.access.begin(visit, "王丽", PHONE)
    if old != house.code(visit):
        with pytest.raises(WrongCode):
            house.access.verify(visit, old)
    assert house.access.verify(visit, house.code(visit))


def test_nobodys_phone_rings_all_day(house):
    asked = 0
    with pytest.raises(IdentityLocked):
        for _ in range(10):
            house.access.begin(house.desk.visit(), "王丽", PHONE, f"hall {asked}")
            asked += 1
            house.desk.clock.forward(seconds=61)
    assert asked == 5


def test_a_slow_message_is_nobodys_failure(house):
    for _ in range(6):
        visit = house.desk.visit()
        house.access.begin(visit, "王丽", PHONE, "hall 1")
        house.desk.clock.forward(hours=2)
        with pytest.raises(CodeExpired):
            house.access.verify(visit, house.code(visit), "hall 1")


@pytest.mark.parametrize(("channel", "minutes"), [("kiosk", 10), ("web", 30)])
def test_a_proof_nobody_uses_ends_sooner_at_the_kiosk(house, channel, minutes):
    visit = house.desk.visit(channel)
    ended = []
    house.access.call_before_end(ended.append)
    house.prove(visit)
    house.desk.clock.forward(minutes=minutes - 1)
    assert house.access.current(visit, counts=False)
    assert house.access.current(visit)
    house.desk.clock.forward(minutes=minutes - 1)
    assert house.access.current(visit, counts=False)  # the use above began the time anew, looking does not
    house.desk.clock.forward(minutes=2)
    assert house.access.current(visit) is None
    assert house.desk.rows(ApplicantProof) == [] and ended == [visit]


def test_idle_proofs_are_ended_by_the_job_too(house):
    idle, used = house.desk.visit(), house.desk.visit()
    house.prove(idle)
    house.desk.clock.forward(minutes=11)
    house.prove(used, OTHER_PHONE)
    assert house.access.end_idle() == 1
    assert [proof.conversation_id for proof in house.desk.rows(ApplicantProof)] == [used]


def test_the_next_visitor_of_the_same_conversation_is_somebody_else(house):
    visit = house.desk.visit()
    house.desk.consents.agree(visit)
    house.desk.clock.forward(seconds=1)
    assert house.prove(visit).consented
    house.desk.clock.forward(seconds=5)
    second = house.prove(visit, OTHER_PHONE, "李强")
    assert (second.phone, second.consented) == (OTHER_PHONE, False)
    house.desk.clock.forward(seconds=1)
    house.desk.consents.agree(visit)
    assert house.access.current(visit).consented


def test_what_the_newcomer_agreed_to_before_the_code_stays_theirs(house):
    visit = house.desk.visit()
    house.prove(visit)
    house.desk.clock.forward(seconds=1)
    house.desk.consents.agree(visit)
    house.desk.clock.forward(seconds=1)
    assert house.prove(visit, OTHER_PHONE, "李强").consented


def test_leaving_takes_the_proof_away(house):
    visit = house.desk.visit()
    house.prove(visit)
    house.desk.identity.end(visit, "left")
    assert house.access.current(visit) is None and house.desk.rows(ApplicantProof) == []


def test_the_person_themselves_is_an_applicant_with_their_phone_on_record(house):
    person_id = house.desk.add_person()
    visit = house.desk.visit()
    house.desk.prove(visit)
    applicant = house.access.current(visit)
    assert (applicant.person_id, applicant.phone, applicant.name) == (person_id, XIULAN_PHONE, "张秀兰")
    assert applicant.actor == f"person:{person_id}" and applicant.deceased_person_id is None


def test_a_relative_allowed_to_see_to_the_time_after_applies_for_the_deceased(house):
    person_id = house.desk.add_person(died_on=date(2026, 11, 1))
    grant_id, visit = house.allow(person_id), house.desk.visit()
    house.prove_relative(visit)
    applicant = house.access.current(visit)
    assert (applicant.deceased_person_id, applicant.grant_id, applicant.person_id) == (person_id, grant_id, None)
    assert (applicant.phone, applicant.name, applicant.actor) == (PHONE, "王丽", f"relative:{grant_id}")


def test_a_relative_allowed_other_things_only_is_no_applicant(house):
    house.allow(house.desk.add_person(), "payments")
    visit = house.desk.visit()
    house.prove_relative(visit)
    assert house.access.current(visit) is None


def test_a_proven_phone_is_not_lent_to_whoever_proves_an_identity_after(house):
    house.allow(house.desk.add_person(), "payments", OTHER_PHONE)
    visit = house.desk.visit()
    house.prove(visit, PHONE)
    house.desk.clock.forward(seconds=5)
    house.desk.identity.begin_relative(visit, OTHER_PHONE, "王丽", "张秀兰")
    house.desk.identity.verify(visit, house.desk.code(visit))
    assert house.access.current(visit) is None


def test_another_phone_ends_the_identity_that_was_proven_before(house):
    house.desk.add_person()
    visit = house.desk.visit()
    house.desk.prove(visit, XIULAN)
    house.desk.clock.forward(seconds=5)
    assert house.prove(visit).phone == PHONE
    assert house.desk.identity.peek(visit) is None
    assert house.desk.events()[-2:] == ["identity:visit:ended", "grants:applicant:proven"]


def test_the_same_phone_leaves_the_identity_as_it_is(house):
    house.allow(house.desk.add_person(), "payments")
    visit = house.desk.visit()
    house.prove_relative(visit)
    house.desk.clock.forward(seconds=61)
    assert house.prove(visit).grant_id is None
    assert house.desk.identity.peek(visit) is not None


def test_the_dialogue_finds_the_applicant_of_its_conversation(house):
    visit = house.desk.visit()
    house.prove(visit)
    [conversation] = house.desk.conversations_of(visit)
    assert house.access.for_dialogue(conversation.dialogue_id) is None  # before consent
    house.desk.consents.agree(visit)
    assert house.access.for_dialogue(conversation.dialogue_id).phone == PHONE
    assert house.access.for_dialogue("nobody") is None


@pytest.mark.parametrize(
    ("name", "phone", "error"), [("王丽", "12345", BadPhoneNumber), ("", PHONE, BadName), ("王丽", "02412345678", BadPhoneNumber)]
)
def test_a_slip_of_the_pen_is_told_before_anything_is_sent(quick_house, name, phone, error):
    with pytest.raises(error):
        quick_house.access.begin(quick_house.desk.visit(), name, phone)
    assert quick_house.desk.rows(ApplicantChallenge) == []


def test_nothing_personal_shows_in_what_a_log_could_write(quick_house):
    visit = quick_house.desk.visit()
    applicant = quick_house.prove(visit)
    assert "王丽" not in repr(applicant) and PHONE not in repr(applicant) and applicant.phone_index not in repr(applicant)
    with UnitOfWork(quick_house.desk.engine, reads_only=True) as work:
        proof = work.session.scalars(select(ApplicantProof)).one()
    assert "王丽" not in proof.name_sealed and PHONE not in proof.phone_sealed


def test_codes_nobody_came_back_for_are_forgotten(house):
    old = house.desk.visit()
    house.access.begin(old, "王丽", PHONE)
    house.desk.clock.forward(hours=2)
    fresh = house.desk.visit()
    house.access.begin(fresh, "李强", OTHER_PHONE)
    with UnitOfWork(house.desk.engine) as work:
        assert delete_stale_codes(work.session, house.desk.clock() - STALE_CODE_AGE) == 1
        work.commit()
    assert [row.conversation_id for row in house.desk.rows(ApplicantChallenge)] == [fresh]


def test_agreeing_on_the_screen_counts_before_and_after_the_proof(house):
    visit = house.desk.visit()
    assert not house.access.has_agreed(visit)
    house.desk.consents.agree(visit)
    assert house.access.has_agreed(visit)
    house.prove(visit)
    assert house.access.has_agreed(visit)
    house.desk.consents.refuse(visit)
    assert not house.access.has_agreed(visit) and house.access.current(visit) is None
