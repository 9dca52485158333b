"""A whole case: opened, filled in, carried through three offices, paid."""

import pytest
from grant_hall import CITY, COMMUNITY, DISTRICT, FACTS, STREET, Clerk, deceased_number, form

from actions.database.unit_of_work import UnitOfWork
from actions.grants.errors import (
    AlreadyInHand,
    BadKey,
    BadValue,
    DiffersFromEstimate,
    IdentityNotSeen,
    IllegalMove,
    KeyInUse,
    NotComplete,
    NotEditable,
    NotYourLevel,
    PapersNeeded,
    ReasonNeeded,
    StaffOnly,
    StaleCase,
    TooManyCases,
    TooManyDrafts,
    UnknownCase,
)
from actions.grants.model import GrantCase
from actions.grants.reasons import checked
from actions.grants.states import objection
from actions.identity.errors import IdentityLocked
from actions.identity.model import StaffMember
from actions.personal_data.rotation import KeyRotation


def test_a_case_goes_through_community_street_and_district_to_the_money(hall):
    case = hall.submitted()
    assert case.state_words == "交上去了，等社区受理"
    for step, office in (("accept", COMMUNITY), ("forward", COMMUNITY), ("forward", STREET), ("decide", DISTRICT), ("pay", DISTRICT)):
        case = hall.do(step, office, case)
    mine = hall.mine(1, case.id)
    assert mine.state == "paid"
    assert mine.decided.total_words == "75,078.00元"
    assert [step.state for step in mine.steps] == ["draft", "submitted", "accepted", "reviewing", "deciding", "decided", "paid"]
    assert [step.words for step in mine.steps][1:4] == ["申请交上去了", "社区受理了", "转给街道审核"]
    assert hall.faults() == []
    moved = [entry.details for entry in hall.events("grants:case:moved")]
    assert [(told["from"], told["to"]) for told in moved] == [
        (one.from_state, one.to_state) for one in hall.steps(case.id)
    ]


def test_the_family_never_gets_a_whole_number_back(hall):
    case = hall.filled()
    told = str(case.as_dict()) + repr(case)
    for whole in (deceased_number(1), "19900000001", "0000000000001234", "张福祥", "张丽萍"):
        assert whole not in told
    assert case.account.number == "尾号1234"
    assert case.missing == ()


def test_the_clerk_sees_the_whole_values_and_that_is_audited(hall):
    case = hall.submitted()
    whole = hall.grants.get(hall.clerk(COMMUNITY), case.number_words)
    assert (whole.deceased_name, whole.deceased_number) == ("张福祥", deceased_number(1))
    assert whole.applicant_phone == "19900000001"
    assert deceased_number(1) not in repr(whole) and "19900000001" not in repr(whole)
    assert [entry.details["case"] for entry in hall.events("grants:case:viewed")] == [case.id]


def test_every_step_sends_a_text_message_without_name_or_amount(hall):
    case = hall.at("paid")
    texts = hall.texts()
    assert len(texts) == len(hall.steps(case.id))
    assert all(case.number_words in text for text in texts)
    assert not [text for text in texts if "张" in text or "元" in text]


def test_a_message_of_a_clerk_at_night_waits_for_the_morning(hall):
    case = hall.submitted()
    hall.clock.forward(hours=11)  # 23:00 in Dalian
    hall.do("accept", COMMUNITY, case)
    assert hall.messages.send_due() == 2  # the family's own two steps
    hall.clock.forward(hours=10)
    assert hall.messages.send_due() == 1


def test_a_draft_is_shown_to_no_clerk(hall):
    case = hall.filled()
    assert hall.grants.list_for(hall.clerk(CITY)) == []
    with pytest.raises(UnknownCase):
        hall.grants.get(hall.clerk(CITY), case.number)


def test_another_family_s_case_looks_as_if_it_were_not_there(hall):
    case = hall.filled(1)
    stranger = hall.applicant(2)
    for act in (
        lambda: hall.grants.case(stranger, case.id),
        lambda: hall.grants.case(stranger, 999_999),
        lambda: hall.grants.save(stranger, case.id, "applicant", {"relation": "child"}, case.version),
        lambda: hall.grants.submit(stranger, case.id, case.version, "key"),
        lambda: hall.grants.withdraw(stranger, case.id),
        lambda: hall.grants.delete_draft(stranger, case.id),
        lambda: hall.grants.add_survivor(stranger, case.id, "张志强", "child"),
    ):
        with pytest.raises(UnknownCase):
            act()
    assert hall.grants.cases_of(stranger) == []


def test_the_same_key_opens_one_case_only_and_is_no_key_to_another_s(hall):
    case = hall.open(key="same")
    assert hall.open(key="same").id == case.id
    with pytest.raises(KeyInUse):
        hall.open(2, key="same")
    with pytest.raises(BadKey):
        hall.grants.open(hall.applicant(), FACTS, "", channel="web")


def test_handing_in_twice_with_the_same_key_is_handing_in_once(hall):
    case = hall.submitted()
    again = hall.grants.submit(hall.applicant(), case.id, case.version - 1, "submit-1")
    assert (again.state, again.version) == ("submitted", case.version)
    assert len(hall.steps(case.id)) == 2


def test_one_phone_begins_at_most_twenty_applications_a_day(small_hall):
    me = small_hall.applicant()
    for number in range(20):
        small_hall.grants.withdraw(me, small_hall.open(key=f"case-{number}").id)
    with pytest.raises(TooManyCases):
        small_hall.open(key="one more")
    assert small_hall.open(2).state == "draft"
    small_hall.clock.forward(days=1)
    assert small_hall.open(key="one more").state == "draft"


def test_one_phone_has_at_most_five_drafts(hall):
    for number in range(5):
        hall.open(key=f"draft-{number}")
    with pytest.raises(TooManyDrafts):
        hall.open(key="draft-5")


def test_what_is_missing_is_named_when_it_is_handed_in(hall):
    case = hall.open()
    with pytest.raises(NotComplete) as refused:
        hall.grants.submit(hall.applicant(), case.id, case.version, "key")
    names = [name for name, _ in refused.value.missing]
    assert names == [
        "deceased.name", "deceased.number", "deceased.office_id", "applicant.number", "applicant.relation", "account.kind",
    ]  # fmt: skip
    assert "老人的姓名" in refused.value.detail


def test_with_the_account_of_the_deceased_no_other_account_is_asked_for(hall):
    me, case = hall.applicant(), hall.open()
    for part, values in form(1, 1)[:2] + (("account", {"kind": "deceased"}),):
        case = hall.grants.save(me, case.id, part, values, case.version)
    assert case.missing == ()
    assert case.situation["account_whose"] == "deceased"


def test_a_second_application_for_the_same_person_is_refused_without_saying_by_whom(hall):
    hall.submitted(1)
    case = hall.filled(2, deceased=1)
    with pytest.raises(AlreadyInHand) as refused:
        hall.grants.submit(hall.applicant(2), case.id, case.version, "key")
    assert "张" not in refused.value.detail and "199" not in refused.value.detail
    assert hall.mine(2, case.id).state == "draft"


def test_nobody_tries_one_identity_number_after_another_to_learn_who_died(hall):
    hall.submitted(1)
    case = hall.filled(2, deceased=1)
    me, told = hall.applicant(2), []
    for number in range(6):
        with pytest.raises((AlreadyInHand, IdentityLocked)) as refused:
            hall.grants.submit(me, case.id, case.version, f"key-{number}")
        told.append(refused.value.code)
    assert told == ["already-in-hand"] * 4 + ["identity-locked"] * 2
    case = hall.grants.save(me, case.id, "deceased", {"number": deceased_number(3)}, case.version)
    with pytest.raises(IdentityLocked):  # another number is not told of either
        hall.grants.submit(me, case.id, case.version, "key")
    hall.clock.forward(minutes=11)
    assert hall.grants.submit(me, case.id, case.version, "key").state == "submitted"


def test_after_a_withdrawal_somebody_else_of_the_family_may_apply(hall):
    first = hall.submitted(1)
    hall.grants.withdraw(hall.applicant(1), first.id, "由姐姐来办")
    second = hall.filled(2, deceased=1)
    assert hall.grants.submit(hall.applicant(2), second.id, second.version, "key").state == "submitted"


def test_a_change_from_an_old_look_is_refused(hall):
    case = hall.filled()
    with pytest.raises(StaleCase):
        hall.grants.save(hall.applicant(), case.id, "applicant", {"relation": "spouse"}, case.version - 1)
    handed_in = hall.submitted(2)
    hall.do("accept", COMMUNITY, handed_in)
    with pytest.raises(StaleCase):
        hall.do("forward", COMMUNITY, handed_in)


def test_what_was_handed_in_cannot_be_changed_by_the_family(hall):
    case = hall.submitted()
    with pytest.raises(NotEditable):
        hall.grants.save(hall.applicant(), case.id, "account", {"kind": "deceased"}, case.version)
    with pytest.raises(NotEditable):
        hall.grants.add_survivor(hall.applicant(), case.id, "张志强", "child")


@pytest.mark.parametrize("state", ["submitted", "accepted", "reviewing", "deciding"])
def test_a_returned_case_names_the_papers_and_goes_back_to_where_it_came_from(small_hall, state):
    hall = small_hall
    case = hall.do("return", CITY, hall.at(state))
    mine = hall.mine(1, case.id)
    assert (mine.state, mine.reason) == ("returned", "照片看不清")
    asked = next(one for one in mine.documents if one.kind == case.documents[0].kind)
    assert (asked.state, asked.reason) == ("missing", "照片看不清")
    again = hall.grants.submit(hall.applicant(), mine.id, mine.version, "again")
    assert again.state == state


def test_the_counter_may_hand_in_a_returned_case_for_the_family(small_hall):
    case = small_hall.at("returned")
    assert small_hall.do("resubmit", COMMUNITY, case).state == "accepted"


def test_a_return_needs_papers_of_this_case(small_hall):
    case, clerk = small_hall.submitted(), small_hall.clerk(COMMUNITY)
    for papers in ([], ["no_such_paper"]):
        with pytest.raises(PapersNeeded):
            small_hall.grants.return_(clerk, case.number, case.version, papers, "照片看不清")
    assert small_hall.mine(1, case.id).state == "submitted"


def test_a_refusal_says_why_and_how_to_object(small_hall):
    case = small_hall.do("refuse", STREET, small_hall.at("reviewing"))
    step = small_hall.steps(case.id)[-1]
    assert step.reason == f"不在这里参保。{objection()}"
    assert all(words in step.reason for words in ("行政复议", "行政诉讼", "12333"))
    assert small_hall.mine(1, case.id).objection == objection()


@pytest.mark.parametrize(
    "reason",
    [
        "", "  ", "长" * 221, "电话19900000001", "身份证２１０２０１１９４６０３１４００１X", "卡号 6222 0000 0000 0000", "199.0000.0001",
        "199/0000/0001", "1990-00-0021-11", "电话幺九九零零零零零零零幺", "1 9 9 0 0 0 0 0 0 0 1",
    ],
)  # fmt: skip
def test_a_reason_is_needed_and_holds_no_personal_number(small_hall, reason):
    case, clerk = small_hall.at("reviewing"), small_hall.clerk(STREET)
    with pytest.raises(ReasonNeeded):
        small_hall.grants.refuse(clerk, case.number, case.version, reason)
    with pytest.raises(ReasonNeeded):
        small_hall.grants.step_back(clerk, case.number, case.version, reason)
    assert small_hall.mine(1, case.id).state == "reviewing"


def test_dates_and_amounts_may_stand_in_a_reason(small_hall):
    case = small_hall.do("forward", CITY, small_hall.at("accepted"))
    back = small_hall.grants.step_back(small_hall.clerk(STREET), case.number, case.version, "2026-11-20交的材料，75078元待核")
    assert back.info.state == "accepted"


def test_amounts_unlike_the_estimate_need_a_reason(small_hall):
    case, clerk = small_hall.at("deciding"), small_hall.clerk(DISTRICT)
    seen = small_hall.grants.see_identity(clerk, case.number, case.version).info
    with pytest.raises(DiffersFromEstimate):
        small_hall.grants.decide(clerk, case.number, seen.version, 834200, 1)
    with pytest.raises(DiffersFromEstimate):  # the sum is right, the parts are not
        small_hall.grants.decide(clerk, case.number, seen.version, 6673600, 834200)
    row = small_hall.row(case.id)
    part = row.estimated_low // 18 * 2
    done = small_hall.grants.decide(clerk, case.number, seen.version, part, row.estimated_low - part)
    assert done.info.state == "decided"


def test_nobody_decides_before_the_identity_card_was_seen(small_hall):
    case = small_hall.at("deciding")
    with pytest.raises(IdentityNotSeen):
        small_hall.grants.decide(small_hall.clerk(DISTRICT), case.number, case.version, 834200, 6673600, "按核定表")


def test_each_level_does_its_own_work_and_a_higher_one_may_help(small_hall):
    case = small_hall.at("reviewing")
    with pytest.raises(NotYourLevel) as refused:
        small_hall.do("forward", COMMUNITY, case)
    assert "街道" in refused.value.detail
    assert small_hall.do("forward", DISTRICT, case).state == "deciding"


def test_the_next_street_sees_nothing_of_it(small_hall):
    case = small_hall.submitted()
    for office in ("street-2", "community-2"):
        assert small_hall.grants.list_for(small_hall.clerk(office)) == []
        with pytest.raises(UnknownCase):
            small_hall.do("accept", office, case)
    for office in (COMMUNITY, STREET, DISTRICT, CITY):
        [line] = small_hall.grants.list_for(small_hall.clerk(office))
        assert (line.number, line.deceased_name) == (case.number, "张**")


def test_a_clerk_without_office_or_no_longer_active_does_nothing(small_hall):
    case = small_hall.submitted()
    with pytest.raises(StaffOnly):
        small_hall.do("accept", "nowhere", case)
    with pytest.raises(StaffOnly):
        small_hall.grants.list_for(Clerk(999_999))
    clerk = small_hall.clerk(COMMUNITY)
    with UnitOfWork(small_hall.engine) as work:
        work.session.get(StaffMember, clerk.id).active = False
        work.commit()
    with pytest.raises(StaffOnly):
        small_hall.grants.accept(clerk, case.number, case.version)


@pytest.mark.parametrize(
    "reason", ["2026-03-05去世，2026.3.6报的", "多发了2个月，8342.00元要退", "三十一年零四个月按三十一年算", "打12333问，或者0411-12333"]
)
def test_days_amounts_and_short_numbers_may_stand_in_a_reason(reason):
    assert checked(reason, needed=True) == reason


def test_an_illegal_move_says_from_where_to_where(small_hall):
    case = small_hall.submitted()
    with pytest.raises(IllegalMove) as refused:
        small_hall.grants.pay(small_hall.clerk(DISTRICT), case.number, case.version)
    assert "等社区受理" in refused.value.detail and "已发放" in refused.value.detail


def test_papers_are_marked_by_clerks_until_the_case_is_decided(small_hall):
    case, clerk = small_hall.submitted(), small_hall.clerk(COMMUNITY)
    kind = case.documents[0].kind
    seen = small_hall.grants.set_document(clerk, case.number, case.version, kind, "shown").info
    assert next(one for one in seen.documents if one.kind == kind).state_words == "看过原件了"
    with pytest.raises(ReasonNeeded):
        small_hall.grants.set_document(clerk, case.number, seen.version, kind, "not_needed")
    with pytest.raises(BadValue):
        small_hall.grants.set_document(clerk, case.number, seen.version, "no_such_paper", "shown")
    done = small_hall.at("paid", 2)
    with pytest.raises(IllegalMove):
        small_hall.grants.set_document(clerk, done.number, done.version, kind, "copied")


def test_survivors_are_asked_and_what_they_say_is_kept(small_hall):
    me, case = small_hall.applicant(), small_hall.open()
    case = small_hall.grants.add_survivor(me, case.id, "张志强", "child")
    [one] = case.survivors
    assert (one.name, one.consent_words) == ("张**", "还没有答复")
    case = small_hall.grants.change_survivor(me, case.id, one.id, "agreed")
    assert case.survivors[0].consent_words == "同意"
    with pytest.raises(BadValue):
        small_hall.grants.change_survivor(me, case.id, one.id, "maybe")
    assert small_hall.grants.remove_survivor(me, case.id, one.id).survivors == ()
    assert [entry.details["consent"] for entry in small_hall.events("grants:survivor:changed")] == ["asked", "agreed", "removed"]


@pytest.mark.parametrize(
    ("part", "values", "field"),
    [
        ("deceased", {"number": "210201194603140000"}, "number"),
        ("deceased", {"name": "张3"}, "name"),
        ("deceased", {"died_on": "2027-01-01"}, "died_on"),
        ("deceased", {"died_on": "2026-03"}, "died_on"),
        ("deceased", {"office_id": DISTRICT}, "office_id"),
        ("deceased", {"phone": "19900000001"}, "phone"),
        ("applicant", {"relation": "neighbour"}, "relation"),
        ("account", {"kind": "a friend"}, "kind"),
        ("account", {"number": "1234"}, "number"),
        ("account", {"bank": "6222000000000000"}, "bank"),
        ("nothing", {}, "part"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_field_and_never_repeated(small_hall, part, values, field):
    case = small_hall.open()
    with pytest.raises(BadValue) as refused:
        small_hall.grants.save(small_hall.applicant(), case.id, part, values, case.version)
    assert refused.value.field == field
    assert not [value for value in values.values() if value in refused.value.detail + repr(refused.value)]
    assert small_hall.row(case.id).version == case.version


def test_a_new_day_of_death_is_one_truth_in_facts_and_form(small_hall):
    me, case = small_hall.applicant(), small_hall.open(died_on="2026")
    assert case.died_on is None
    case = small_hall.grants.save(me, case.id, "deceased", {"died_on": "2026-03-05"}, case.version)
    assert (case.facts["died_on"], case.died_on.isoformat()) == ("2026-03-05", "2026-03-05")
    case = small_hall.grants.save(me, case.id, "facts", {**FACTS, "died_on": "2026-04-01"}, case.version)
    assert case.died_on.isoformat() == "2026-04-01"
    assert [row.id for row in [small_hall.row(case.id)] if isinstance(row, GrantCase)]


def test_another_person_s_account_takes_no_figures_along(small_hall):
    case = small_hall.filled()
    case = small_hall.grants.save(small_hall.applicant(), case.id, "account", {"kind": "other_survivor"}, case.version)
    assert (case.account.number, case.account.bank) == ("", "")
    assert [name for name, _ in case.missing] == ["account.bank", "account.name", "account.number"]


def test_a_whole_case_opens_after_the_keys_were_rotated(small_hall):
    case = small_hall.submitted()
    before = small_hall.grants.get(small_hall.clerk(COMMUNITY), case.number)
    KeyRotation(small_hall.engine, small_hall.vault, small_hall.audit).rotate(at_rest=True)
    after = small_hall.grants.get(small_hall.clerk(COMMUNITY), case.number)
    assert after == before and after.deceased_number == deceased_number(1)
    with pytest.raises(AlreadyInHand):  # the fingerprints are the old ones still
        second = small_hall.filled(2, deceased=1)
        small_hall.grants.submit(small_hall.applicant(2), second.id, second.version, "key")


def test_a_relative_the_deceased_trusted_cannot_hand_the_case_to_another_name(small_hall):
    me = small_hall.applicant(grant_id=5)
    case = small_hall.grants.open(me, FACTS, "k1", channel="web")
    with pytest.raises(BadValue):
        small_hall.grants.save(me, case.id, "applicant", {"name": "李强"}, case.version)
    saved = small_hall.grants.save(me, case.id, "applicant", {"relation": "child"}, case.version)
    assert saved.applicant_name == case.applicant_name
