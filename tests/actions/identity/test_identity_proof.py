"""People prove who they are by text message; the proof is short-lived and ends with the visit."""

import dataclasses
from datetime import date

import pytest
from visitors import XIULAN, XIULAN_PHONE, fictional_number

from actions.conversations.errors import UnknownConversation
from actions.conversations.repository import PERSONAL_PARTS
from actions.database.unit_of_work import UnitOfWork
from actions.identity.errors import CodeBurnt, CodeExpired, IdentityLocked, ResendTooSoon, WrongCode
from actions.identity.model import IdentityChallenge, Proof
from actions.identity.rules import LOCKS
from actions.personal_data.identity_number import BadIdentityNumber
from actions.personal_data.person_name import BadName
from actions.records.model import Person


def test_the_code_on_the_phone_proves_the_person(desk):
    person, visit = desk.add_person(), desk.visit()
    challenge = desk.identity.begin(visit, XIULAN, "张秀兰")
    assert (challenge.expires_in, challenge.resend_after) == (300, 60)
    code = desk.code(visit)
    assert code in desk.messages_to(XIULAN_PHONE)[0]
    identified = desk.identity.verify(visit, code)
    assert (identified.person_id, identified.actor, identified.method) == (person, f"person:{person}", "sms")
    assert all(identified.may(scope) for scope in ("certification", "payments", "grant", "own"))
    assert desk.identity.current(visit) == identified
    assert desk.events() == ["identity:code:sent", "identity:proof:given"]


def test_the_dialogue_finds_the_person_by_rasas_sender_id(desk):
    desk.add_person()
    opened = desk.conversations.open("web")
    assert desk.identity.for_dialogue(opened.dialogue_id) is None
    desk.prove(opened.id)
    assert desk.identity.for_dialogue(opened.dialogue_id).conversation_id == opened.id
    assert desk.identity.for_dialogue("unknown") is None


@pytest.mark.parametrize("written", ["２１０２０１", " 210201", "210-201"])
def test_a_number_written_another_way_is_the_same_number(desk, written):
    desk.add_person()
    visit = desk.visit()
    assert desk.prove(visit, XIULAN.replace("210201", written, 1), " 张 秀兰").name == "张秀兰"


def test_an_old_number_of_fifteen_digits_is_the_new_one(desk):
    desk.add_person()
    assert desk.prove(desk.visit(), XIULAN[:6] + XIULAN[8:17]).name == "张秀兰"


def test_a_small_x_at_the_end_is_a_large_one(desk):
    number = next(made for sequence in range(200) if (made := fictional_number(sequence=sequence)).endswith("X"))
    desk.add_person(number)
    assert desk.prove(desk.visit(), number.lower()).name == "张秀兰"


def test_somebody_born_on_a_leap_day_is_known(desk):
    number = fictional_number(date(1948, 2, 29))
    desk.add_person(number)
    assert desk.prove(desk.visit(), number).name == "张秀兰"


@pytest.mark.parametrize(
    "number",
    ["", "1", "x" * 10_000, XIULAN[:17] + "A", XIULAN[:-1], "21020119490229002X", fictional_number(date(2090, 1, 1)), "二一〇二〇一"],
)
def test_a_slip_in_the_number_gets_a_sentence_and_costs_nothing(sqlite_desk, number):
    visit = sqlite_desk.visit()
    with pytest.raises(BadIdentityNumber) as slip:
        sqlite_desk.identity.begin(visit, number, "张秀兰")
    assert slip.value.detail.endswith("。") and not (len(number) > 6 and number in str(slip.value) + slip.value.detail)
    assert sqlite_desk.rows(IdentityChallenge) == []


@pytest.mark.parametrize("name", ["", "  ", "张" * 51, "张3", "张\u0000兰"])
def test_what_is_no_name_gets_a_sentence(sqlite_desk, name):
    with pytest.raises(BadName):
        sqlite_desk.identity.begin(sqlite_desk.visit(), XIULAN, name)


def test_an_unknown_conversation_proves_nobody(desk):
    desk.add_person()
    with pytest.raises(UnknownConversation):
        desk.identity.begin("0" * 32, XIULAN, "张秀兰")
    with pytest.raises(UnknownConversation):
        desk.identity.verify("0" * 32, "123456")


def test_a_code_is_typed_full_width_or_with_a_gap(desk):
    desk.add_person()
    visit = desk.visit()
    desk.identity.begin(visit, XIULAN, "张秀兰")
    code = desk.code(visit)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    assert desk.identity.verify(visit, f"{wide[:3]}　{wide[3:]}")


def test_a_code_works_once(desk):
    desk.add_person()
    visit = desk.visit()
    desk.identity.begin(visit, XIULAN, "张秀兰")
    code = desk.code(visit)
    desk.identity.verify(visit, code)
    with pytest.raises(CodeExpired):
        desk.identity.verify(visit, code)


def test_a_code_dies_after_five_minutes(desk):
    desk.add_person()
    visit = desk.visit()
    desk.identity.begin(visit, XIULAN, "张秀兰")
    desk.clock.forward(minutes=5)
    with pytest.raises(CodeExpired):
        desk.identity.verify(visit, desk.code(visit))


def test_a_code_works_in_its_own_conversation_only(desk):
    desk.add_person()
    visit, other = desk.visit(), desk.visit()
    desk.identity.begin(visit, XIULAN, "张秀兰")
    with pytest.raises(CodeExpired):
        desk.identity.verify(other, desk.code(visit))


def test_the_third_wrong_try_burns_the_code(desk):
    desk.add_person()
    visit = desk.visit()
    desk.identity.begin(visit, XIULAN, "张秀兰")
    for error in (WrongCode, WrongCode, CodeBurnt):
        with pytest.raises(error):
            desk.identity.verify(visit, desk.wrong_code(visit))
    with pytest.raises(CodeBurnt):
        desk.identity.verify(visit, desk.code(visit))
    assert desk.identity.current(visit) is None


def test_another_code_is_not_sent_before_a_minute_is_over(desk):
    desk.add_person()
    desk.identity.begin(desk.visit(), XIULAN, "张秀兰")
    desk.clock.forward(seconds=59)
    with pytest.raises(ResendTooSoon) as soon:
        desk.identity.begin(desk.visit(), XIULAN, "张秀兰")
    assert soon.value.retry_after == 1
    desk.clock.forward(seconds=1)
    desk.identity.begin(desk.visit(), XIULAN, "张秀兰")
    assert len(desk.messages_to(XIULAN_PHONE)) == 2


def test_only_the_newest_code_of_a_conversation_works(desk):
    desk.add_person()
    visit = desk.visit()
    desk.identity.begin(visit, XIULAN, "张秀兰")
    first = desk.code(visit)
    desk.clock.forward(seconds=61)
    desk.identity.begin(visit, XIULAN, "张秀兰")
    if first != desk.code(visit):
        with pytest.raises(WrongCode):
            desk.identity.verify(visit, first)


def test_nobodys_phone_rings_all_day(desk):
    desk.add_person()
    for _ in range(LOCKS["code"].failures):
        desk.identity.begin(desk.visit(), XIULAN, "张秀兰")
        desk.clock.forward(seconds=61)
    with pytest.raises(IdentityLocked):
        desk.identity.begin(desk.visit(), XIULAN, "张秀兰")


@pytest.mark.parametrize(("channel", "minutes"), [("kiosk", 10), ("web", 30), ("wechat", 30)])
def test_a_proof_lasts_as_long_as_somebody_is_active(desk, channel, minutes):
    desk.add_person()
    visit = desk.visit(channel)
    desk.prove(visit)
    for _ in range(3):
        desk.clock.forward(minutes=minutes, seconds=-1)
        assert desk.identity.current(visit)
    desk.clock.forward(minutes=minutes)
    assert desk.identity.current(visit) is None
    assert desk.rows(Proof) == [] and desk.events()[-1] == "identity:visit:ended"


def test_looking_how_long_the_proof_lasts_does_not_prolong_it(desk):
    desk.add_person()
    visit = desk.visit()
    desk.prove(visit)
    desk.clock.forward(minutes=9)
    assert desk.identity.peek(visit)
    desk.clock.forward(minutes=1)
    assert desk.identity.peek(visit) is None


def test_leaving_ends_the_proof_and_keeps_the_conversation(desk):
    desk.add_person()
    visit = desk.visit()
    desk.prove(visit)
    desk.identity.end(visit, "left")
    assert desk.identity.current(visit) is None
    assert desk.conversations.open("web")
    desk.clock.forward(seconds=61)
    assert desk.prove(visit)


def test_the_end_of_a_conversation_ends_everything_personal_in_it(desk):
    desk.add_person()
    visit = desk.visit()
    desk.consents.agree(visit)
    desk.prove(visit)
    desk.identity.begin_phone_change(visit, "19900000009")
    desk.conversations.wipe(visit)
    assert {table.__tablename__: desk.rows(table) for table in PERSONAL_PARTS if desk.rows(table)} == {}


def test_somebody_else_can_follow_in_the_same_conversation(desk):
    desk.add_person()
    other = desk.add_person(fictional_number(sequence=5), "李桂芳", "19900000005")
    visit = desk.visit()
    desk.prove(visit)
    assert desk.prove(visit, fictional_number(sequence=5), "李桂芳").person_id == other


def test_a_proof_ends_when_the_death_becomes_known(desk):
    person, visit = desk.add_person(), desk.visit()
    desk.prove(visit)
    with UnitOfWork(desk.engine) as work:
        work.session.get_one(Person, person).died_on = date(2026, 11, 20)
        work.commit()
    assert desk.identity.current(visit) is None


def test_nothing_personal_shows_in_a_repr(desk):
    desk.add_person()
    visit = desk.visit()
    shown = repr(desk.prove(visit)) + repr(dataclasses.astuple(desk.identity.begin(desk.visit(), fictional_number(sequence=9), "王丽")))
    assert "张秀兰" not in shown and XIULAN not in shown and XIULAN_PHONE not in shown
