"""An openid stands for a person after one proof, and the openid itself is not kept."""

from datetime import date

from visitors import XIULAN_PHONE, fictional_number

from actions.database.unit_of_work import UnitOfWork
from actions.identity.model import WeChatBinding
from actions.messages.model import OutgoingMessage
from actions.records.model import Person


def test_a_bound_openid_proves_later_conversations(desk):
    person = desk.add_person()
    desk.identity.wechat.bind(desk.prove(desk.visit("wechat")), "openid-1")
    later = desk.visit("wechat")
    identified = desk.identity.recognise(later, "openid-1")
    assert (identified.person_id, identified.method, identified.channel) == (person, "wechat", "wechat")
    assert desk.identity.current(later) == identified
    assert desk.identity.recognise(later, "openid-2") is None


def test_the_phone_is_told_of_a_binding_and_what_to_do_if_it_was_somebody_else(desk):
    desk.add_person()
    desk.identity.wechat.bind(desk.prove(desk.visit("wechat")), "openid-1")
    told = desk.messages_to(XIULAN_PHONE)[-1]
    assert all(words in told for words in ("微信绑定了您", "12333", "撤回同意")) and "openid" not in told


def test_without_a_phone_on_record_nobody_is_told_and_the_binding_stands(desk):
    person = desk.add_person()
    identified = desk.prove(desk.visit("wechat"))
    with UnitOfWork(desk.engine) as work:
        work.session.get_one(Person, person).phone_sealed = None
        work.commit()
    before = len(desk.rows(OutgoingMessage))
    desk.identity.wechat.bind(identified, "openid-1")
    assert len(desk.rows(OutgoingMessage)) == before and desk.rows(WeChatBinding)


def test_the_openid_is_not_kept(desk):
    desk.add_person()
    desk.identity.wechat.bind(desk.prove(desk.visit("wechat")), "openid-1")
    assert "openid-1" not in str(vars(desk.rows(WeChatBinding)[0]))


def test_the_newest_binding_of_an_openid_wins(desk):
    desk.add_person()
    other = desk.add_person(fictional_number(sequence=5), "李桂芳", "19900000005")
    desk.identity.wechat.bind(desk.prove(desk.visit("wechat")), "openid-1")
    desk.identity.wechat.bind(desk.prove(desk.visit("wechat"), fictional_number(sequence=5), "李桂芳"), "openid-1")
    assert desk.identity.wechat.person_for("openid-1").person_id == other
    assert len(desk.rows(WeChatBinding)) == 1


def test_an_unbound_openid_stands_for_nobody(desk):
    desk.add_person()
    desk.identity.wechat.bind(desk.prove(desk.visit("wechat")), "openid-1")
    assert desk.identity.wechat.unbind("openid-1")
    assert not desk.identity.wechat.unbind("openid-1")
    assert desk.identity.recognise(desk.visit("wechat"), "openid-1") is None
    assert desk.events()[-1] == "identity:wechat:unbound"


def test_a_binding_to_somebody_who_died_proves_nobody(desk):
    person = desk.add_person()
    desk.identity.wechat.bind(desk.prove(desk.visit("wechat")), "openid-1")
    with UnitOfWork(desk.engine) as work:
        work.session.get_one(Person, person).died_on = date(2026, 11, 1)
        work.commit()
    before = desk.events()
    assert desk.identity.recognise(desk.visit("wechat"), "openid-1") is None
    assert desk.events() == before
