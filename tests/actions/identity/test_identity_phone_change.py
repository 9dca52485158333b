"""A new phone number needs a proof of a moment ago and the code sent to it; a relative can never change it."""

import pytest
from visitors import XIULAN, XIULAN_PHONE

from actions.database.unit_of_work import UnitOfWork
from actions.identity.card_reader import ReadCard
from actions.identity.errors import (
    CodeBurnt,
    CodeExpired,
    IdentityError,
    NeedsClerkForPhone,
    NeedsFreshProof,
    NotAllowed,
    NotIdentified,
    ResendTooSoon,
    WrongCode,
)
from actions.personal_data.phone_number import BadPhoneNumber, normal_phone_number
from actions.records.model import Person

NEW = "19900000077"


def phone_on_record(desk, person):
    with UnitOfWork(desk.engine, reads_only=True) as work:
        row = work.session.get_one(Person, person)
        assert row.phone_index == desk.vault.index(desk.vault.open(row.phone_sealed, "person.phone"), "person.phone")
        return desk.vault.open(row.phone_sealed, "person.phone")


def test_the_code_sent_to_the_new_phone_changes_it_and_the_old_phone_is_told(desk):
    person, visit = desk.add_person(), desk.visit()
    desk.prove(visit)
    desk.identity.begin_phone_change(visit, "１９９ 0000 0077")
    assert phone_on_record(desk, person) == XIULAN_PHONE
    assert desk.code(visit) in desk.messages_to(NEW)[0]
    desk.identity.confirm_phone_change(visit, desk.code(visit))
    assert phone_on_record(desk, person) == NEW
    assert "12333" in desk.messages_to(XIULAN_PHONE)[-1]
    assert desk.events()[-1] == "identity:phone:changed"
    with pytest.raises(CodeExpired):
        desk.identity.confirm_phone_change(visit, "123456")


def test_an_older_proof_is_not_enough(desk):
    desk.add_person()
    visit = desk.visit()
    desk.prove(visit)
    desk.clock.forward(minutes=2, seconds=1)
    with pytest.raises(NeedsFreshProof):
        desk.identity.begin_phone_change(visit, NEW)


@pytest.mark.parametrize("reason", ["no_phone", "没带手机", "手机掉水里了"])
def test_a_clerk_who_vouched_for_something_else_is_not_enough(sqlite_desk, reason):
    desk = sqlite_desk
    desk.add_person()
    desk.identity.staff.add("G017", "刘芳", None, "740912")
    visit = desk.visit()
    desk.identity.vouch(visit, XIULAN, "张秀兰", "G017", "740912", reason)
    with pytest.raises(NeedsClerkForPhone):
        desk.identity.begin_phone_change(visit, NEW)


def test_a_clerk_who_vouched_for_a_new_phone_is_enough(desk):
    person = desk.add_person()
    desk.identity.staff.add("G017", "刘芳", None, "740912")
    visit = desk.visit()
    desk.identity.vouch(visit, XIULAN, "张秀兰", "G017", "740912", "手机号换了")
    desk.identity.begin_phone_change(visit, NEW)
    desk.identity.confirm_phone_change(visit, desk.code(visit))
    assert phone_on_record(desk, person) == NEW
    assert desk.rows(Person)[0].phone_changed_at == desk.clock()
    assert "12333" in desk.messages_to(XIULAN_PHONE)[-1]


def test_a_card_on_the_reader_is_not_enough(sqlite_desk):
    class Reader:
        def read(self):
            return ReadCard(XIULAN, "张秀兰")

    sqlite_desk.add_person()
    visit = sqlite_desk.visit()
    sqlite_desk.identity.read_card(visit, Reader())
    with pytest.raises(NeedsClerkForPhone):
        sqlite_desk.identity.begin_phone_change(visit, NEW)


def test_a_wechat_binding_is_not_enough(desk):
    desk.add_person()
    visit, later = desk.visit("wechat"), desk.visit("wechat")
    desk.identity.wechat.bind(desk.prove(visit), "openid-1")
    assert desk.identity.recognise(later, "openid-1").method == "wechat"
    with pytest.raises(NeedsFreshProof):
        desk.identity.begin_phone_change(later, NEW)


def test_without_a_proof_nothing_changes(desk):
    with pytest.raises(NotIdentified):
        desk.identity.begin_phone_change(desk.visit(), NEW)


def test_a_relative_never_changes_the_phone(desk):
    desk.add_person()
    home, visit = desk.visit(), desk.visit("web")
    desk.family.allow(desk.prove(home), "王丽", "女儿", "19900000055", {"certification", "payments", "grant"}, 30)
    desk.identity.begin_relative(visit, "19900000055", "王丽", "张秀兰")
    desk.identity.verify(visit, desk.code(visit))
    with pytest.raises(NotAllowed):
        desk.identity.begin_phone_change(visit, NEW)


def test_wrong_codes_burn_the_change(desk):
    person, visit = desk.add_person(), desk.visit()
    desk.prove(visit)
    desk.identity.begin_phone_change(visit, NEW)
    for error in (WrongCode, WrongCode, CodeBurnt):
        with pytest.raises(error):
            desk.identity.confirm_phone_change(visit, desk.wrong_code(visit))
    with pytest.raises(CodeBurnt):
        desk.identity.confirm_phone_change(visit, desk.code(visit))
    assert phone_on_record(desk, person) == XIULAN_PHONE


def test_the_code_of_a_change_proves_nobody_and_that_of_a_proof_changes_nothing(desk):
    desk.add_person()
    visit = desk.visit()
    desk.prove(visit)
    desk.identity.begin_phone_change(visit, NEW)
    with pytest.raises(IdentityError, match="code-expired"):
        desk.identity.verify(visit, desk.code(visit))
    desk.clock.forward(seconds=61)
    desk.identity.begin(visit, XIULAN, "张秀兰")
    with pytest.raises(CodeExpired):
        desk.identity.confirm_phone_change(visit, desk.code(visit))


def test_a_strangers_phone_does_not_ring_twice_a_minute(desk):
    desk.add_person()
    visit = desk.visit()
    desk.prove(visit)
    desk.identity.begin_phone_change(visit, NEW)
    with pytest.raises(ResendTooSoon):
        desk.identity.begin_phone_change(visit, NEW)


@pytest.mark.parametrize("written", ["19900000077", "+86 199-0000-0077", "86 19900000077", "１９９００００００７７", " 199 0000 0077 "])
def test_a_phone_is_read_however_it_is_written(written):
    assert normal_phone_number(written) == NEW


@pytest.mark.parametrize("written", ["", "1990000007", "199000000777", "29900000077", "0411-12345678", "1" * 10_000, "一九九"])
def test_what_is_no_mobile_number_gets_a_sentence(written):
    with pytest.raises(BadPhoneNumber) as bad:
        normal_phone_number(written)
    assert bad.value.detail.endswith("。") and not (len(written) > 3 and written in str(bad.value) + bad.value.detail)
