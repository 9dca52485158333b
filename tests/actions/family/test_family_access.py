"""A person lets relatives look, for a scope and a time, sees every look, and takes it back at once."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from visitors import XIULAN, XIULAN_PHONE, fictional_number

from actions.database.unit_of_work import UnitOfWork
from actions.family.errors import BadGrant, NotYours, TooManyGrants, UnknownGrant
from actions.identity.errors import WrongCode
from actions.personal_data.person_name import BadName
from actions.personal_data.phone_number import BadPhoneNumber
from actions.records.model import Person

LI_PHONE = "19900000055"


@pytest.fixture
def xiulan(desk):
    desk.add_person()
    return desk.prove(desk.visit())


def allow(desk, who, scopes=("payments",), days=30, phone=LI_PHONE, name="王丽"):
    return desk.family.allow(who, name, "女儿", phone, scopes, days)


def prove_relative(desk, phone=LI_PHONE, name="王丽", elder="张秀兰"):
    visit = desk.visit("web")
    desk.identity.begin_relative(visit, phone, name, elder)
    return desk.identity.verify(visit, desk.code(visit))


def test_a_relative_proves_themselves_by_their_own_phone_and_sees_what_was_allowed(desk, xiulan):
    grant = allow(desk, xiulan, ("payments", "certification"))
    relative = prove_relative(desk, "199 0000 0055", " 王丽 ")
    assert (relative.person_id, relative.grant_id, relative.actor) == (xiulan.person_id, grant.id, f"relative:{grant.id}")
    assert relative.scopes == {"payments", "certification"} and not relative.may("own") and not relative.may("grant")
    assert relative.name == "张秀兰"
    assert "验证码" in desk.messages_to(LI_PHONE)[0]


@pytest.mark.parametrize(
    ("phone", "name", "elder"),
    [("19900000056", "王丽", "张秀兰"), (LI_PHONE, "王莉", "张秀兰"), (LI_PHONE, "王丽", "张秀莲")],
)
def test_who_was_not_allowed_gets_the_same_answer_and_no_message(desk, xiulan, phone, name, elder):
    allow(desk, xiulan)
    visit = desk.visit("web")
    challenge = desk.identity.begin_relative(visit, phone, name, elder)
    assert (challenge.expires_in, challenge.resend_after) == (300, 60)
    assert desk.messages_to(phone) == []
    with pytest.raises(WrongCode):
        desk.identity.verify(visit, desk.code(visit))


def test_one_phone_may_look_after_both_parents(desk, xiulan):
    father = desk.add_person(fictional_number(sequence=5), "王德海", "19900000005")
    allow(desk, xiulan)
    allow(desk, desk.prove(desk.visit(), fictional_number(sequence=5), "王德海"))
    assert prove_relative(desk).person_id == xiulan.person_id
    desk.clock.forward(seconds=61)
    assert prove_relative(desk, elder="王德海").person_id == father


def test_a_grant_ends_with_its_time_even_in_the_middle_of_a_visit(desk, xiulan):
    allow(desk, xiulan, days=1)
    relative = prove_relative(desk)
    for _ in range(48):
        desk.clock.forward(minutes=29)
        desk.identity.current(relative.conversation_id)
    desk.clock.forward(minutes=48)
    assert desk.identity.current(relative.conversation_id) is None
    assert desk.family.grants(xiulan.person_id) == []


def test_taking_a_grant_back_works_at_once(desk, xiulan):
    grant = allow(desk, xiulan)
    relative = prove_relative(desk)
    desk.family.revoke(xiulan, grant.id)
    desk.family.revoke(xiulan, grant.id)
    assert desk.identity.current(relative.conversation_id) is None
    assert desk.events().count("family:access:revoked") == 1


def test_a_grant_taken_back_before_the_code_comes_proves_nobody(desk, xiulan):
    grant, visit = allow(desk, xiulan), desk.visit("web")
    desk.identity.begin_relative(visit, LI_PHONE, "王丽", "张秀兰")
    desk.family.revoke(xiulan, grant.id)
    with pytest.raises(Exception, match="not-identified"):
        desk.identity.verify(visit, desk.code(visit))
    assert desk.identity.current(visit) is None


def test_a_relative_cannot_allow_or_take_back(desk, xiulan):
    grant = allow(desk, xiulan)
    relative = prove_relative(desk)
    with pytest.raises(NotYours):
        allow(desk, relative)
    with pytest.raises(NotYours):
        desk.family.revoke(relative, grant.id)


def test_nobody_takes_back_the_grant_of_another(desk, xiulan):
    desk.add_person(fictional_number(sequence=5), "李桂芳", "19900000005")
    grant = allow(desk, xiulan)
    with pytest.raises(UnknownGrant):
        desk.family.revoke(desk.prove(desk.visit(), fictional_number(sequence=5), "李桂芳"), grant.id)
    with pytest.raises(UnknownGrant):
        desk.family.revoke(xiulan, 10_000)


def test_five_relatives_at_most_and_the_same_phone_counts_once(desk, xiulan):
    for number in range(5):
        allow(desk, xiulan, phone=f"1990000006{number}")
    with pytest.raises(TooManyGrants):
        allow(desk, xiulan)
    newer = allow(desk, xiulan, ("certification",), phone="19900000060")
    assert len(desk.family.grants(xiulan.person_id)) == 5 and desk.family.grants(xiulan.person_id)[0] == newer


@pytest.mark.parametrize("scopes", [(), ("own",), ("payments", "everything")])
@pytest.mark.parametrize("days", [30])
def test_only_scopes_of_the_list_can_be_allowed(desk, xiulan, scopes, days):
    with pytest.raises(BadGrant):
        allow(desk, xiulan, scopes, days)


@pytest.mark.parametrize("days", [0, -1, 366, 10**9])
def test_a_grant_lasts_a_year_at_most(desk, xiulan, days):
    with pytest.raises(BadGrant):
        allow(desk, xiulan, days=days)


@pytest.mark.parametrize(
    ("name", "relation", "phone", "error"),
    [
        ("", "女儿", LI_PHONE, BadName), ("王丽", "", LI_PHONE, BadGrant), ("王丽", "女儿", "123", BadPhoneNumber),
        ("王丽", "19900000055", LI_PHONE, BadGrant), ("王" * 60, "女儿", LI_PHONE, BadName),
    ],
)  # fmt: skip
def test_bad_particulars_are_refused(desk, xiulan, name, relation, phone, error):
    with pytest.raises(error):
        desk.family.allow(xiulan, name, relation, phone, {"payments"}, 30)


def test_the_person_reads_who_looked_at_what_and_when(desk, xiulan):
    grant = allow(desk, xiulan)
    relative = prove_relative(desk)
    with UnitOfWork(desk.engine) as work:
        for actor in (relative.actor, xiulan.actor):
            desk.audit.record(
                work.session, "records:view:payments", actor=actor, person_id=xiulan.person_id, months=[202611]
            )
        work.commit()
    desk.family.revoke(xiulan, grant.id)
    seen = desk.family.views(xiulan.person_id)
    assert [(view.who, view.what) for view in seen] == [("女儿王丽", "看了养老金发放记录"), ("女儿王丽", "核对身份，进来了")]
    assert desk.family.views(xiulan.person_id + 1) == []


def test_for_the_dead_only_the_scope_for_it_opens_anything(desk, xiulan):
    allow(desk, xiulan, ("payments", "grant"))
    allow(desk, xiulan, ("payments",), phone="19900000066", name="王强")
    before = prove_relative(desk)
    with UnitOfWork(desk.engine) as work:
        work.session.get_one(Person, xiulan.person_id).died_on = date(2026, 11, 1)
        work.commit()
    relative = desk.identity.current(before.conversation_id)
    assert relative.deceased and relative.scopes == {"grant"}
    desk.clock.forward(seconds=61)
    assert prove_relative(desk).scopes == {"grant"}
    with pytest.raises(WrongCode):
        prove_relative(desk, "19900000066", "王强")


def test_nothing_of_a_grant_shows_in_a_repr_or_in_the_audit(desk, xiulan):
    from actions.audit.model import AuditEntry

    grant = allow(desk, xiulan)
    told = repr(grant) + "".join(f"{entry.details}{entry.actor}" for entry in desk.rows(AuditEntry))
    assert not any(personal in told for personal in ("王丽", LI_PHONE, LI_PHONE[-4:], XIULAN))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.integers(1, 365))
def test_until_is_as_many_days_away_as_was_said(desk, days):
    try:
        who = desk.identity.required(desk.shared)
    except AttributeError:
        desk.add_person()
        desk.shared = desk.visit()
        who = desk.prove(desk.shared)
    assert (allow(desk, who, days=days).until - desk.clock()).days == days


def test_nobody_is_their_own_relative(desk, xiulan):
    with pytest.raises(BadGrant):
        allow(desk, xiulan, phone=XIULAN_PHONE)
    assert desk.family.grants(xiulan.person_id) == []


def test_the_phone_on_record_is_told_of_a_relative_without_their_whole_number(desk, xiulan):
    allow(desk, xiulan, ("payments", "certification"))
    told = desk.messages_to(XIULAN_PHONE)[-1]
    assert "女儿" in told and "尾号0055" in told and "养老金发放" in told and "12333" in told
    assert LI_PHONE not in told


def test_who_has_no_phone_may_still_allow_a_relative(desk):
    number = fictional_number(sequence=30)
    desk.add_person(number, "迟桂英", None)
    desk.identity.staff.add("G017", "刘芳", None, "740912")
    who = desk.identity.vouch(desk.visit(), number, "迟桂英", "G017", "740912", "no_phone")
    assert allow(desk, who).relation == "女儿"
