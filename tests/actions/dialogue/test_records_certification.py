"""The certification in words: nothing to do and until when, or what to do and what happens otherwise."""

from datetime import date

import pytest
from records_house import TODAY, House, ReadyKnowledge, say

from actions.dialogue.records import RecordsAction


@pytest.fixture(scope="module")
def holder(knowledge):
    return ReadyKnowledge(knowledge)


@pytest.fixture
def house(empty_engine, tmp_path):
    return House(empty_engine, tmp_path / "home")


@pytest.fixture
def ask(house, holder):
    def asked(person, grant=None):
        action = RecordsAction(holder, house.counter, lambda: TODAY)
        replies, _ = say(action, house.visit(person, grant), "records_certification_state")
        return replies[0]

    return asked


def labels(reply):
    return [choice.label for choice in reply.choices]


def test_who_was_silently_confirmed_hears_that_there_is_nothing_to_do_until_when(house, ask):
    person = house.person()
    house.certified(person, date(2026, 6, 1))
    reply = ask(person)
    assert reply.text == "您的认证，社保已经核对过，通过了。2027年6月1日以前，什么都不用做。"
    assert reply.card["state"] == "silent" and "约认证" not in labels(reply)


def test_who_certified_hears_when_the_next_is_due(house, ask):
    person = house.person()
    house.certified(person, date(2026, 6, 1), "face")
    reply = ask(person)
    assert "2026年6月1日已经办过了（手机刷脸）" in reply.text and "2027年6月1日以前" in reply.text
    assert {"label": "到期", "value": "2027年6月1日"} in reply.card["lines"]


def test_who_is_due_soon_hears_how_many_days_are_left(house, ask):
    person = house.person()
    house.certified(person, date(2025, 12, 3), "counter")
    reply = ask(person)
    assert "2026年12月3日到期，还有10天" in reply.text and labels(reply)[0] == "约认证" and reply.citations


def test_the_last_day_is_today_and_not_zero_days(house, ask):
    person = house.person()
    house.certified(person, date(2025, 11, 23), "counter")
    assert "就是今天" in ask(person).text


def test_who_is_overdue_hears_what_may_happen_and_not_that_it_will(house, ask):
    person = house.person()
    house.certified(person, date(2025, 10, 1), "counter")
    reply = ask(person)
    assert "2026年10月1日到期，现在已经过期" in reply.text and "可能先暂停发放" in reply.text


def test_who_is_suspended_hears_what_to_do_and_that_the_money_is_paid_later(house, ask):
    person = house.person()
    house.certified(person, date(2025, 9, 1), "counter")
    house.suspended(person, date(2026, 11, 1))
    reply = ask(person)
    assert "从2026年11月1日起暂停发放" in reply.text and "会补发" in reply.text and "具体以窗口为准" in reply.text
    assert "补发的钱哪天到账，还没有确认" in reply.text and labels(reply)[0] == "约认证"


def test_a_stop_after_an_investigation_is_not_cured_by_a_certification(house, ask):
    person = house.person()
    house.certified(person, date(2026, 9, 1), "counter")
    house.suspended(person, date(2026, 11, 1), "investigation_confirmed")
    reply = ask(person)
    assert "不是认证到期的原因" in reply.text and "补做" not in reply.text and "约认证" not in labels(reply)


def test_an_open_investigation_stops_nothing_and_is_said(house, ask):
    person = house.person()
    house.certified(person, date(2026, 9, 1))
    house.investigated(person)
    reply = ask(person)
    assert "什么都不用做" in reply.text and "不会因为这件事停" in reply.text


def test_who_has_no_certification_on_record_is_sent_to_ask(house, ask):
    reply = ask(house.person())
    assert "没有认证记录" in reply.text and "12333" in reply.text


def test_who_can_hardly_go_out_is_offered_a_visit_first(house, ask):
    person = house.person(marks=["失能"])
    house.certified(person, date(2025, 10, 1), "counter")
    reply = ask(person)
    assert labels(reply)[0] == "约上门认证" and "可以申请上门" in reply.text


def test_a_relative_hears_of_the_elder(house, ask):
    person = house.person()
    house.certified(person, date(2026, 6, 1))
    reply = ask(person, house.allow(person, "certification"))
    assert reply.text.startswith("您家老人张**的认证") and labels(reply) == ["回首页"]
    assert [view.what for view in house.counter.family.views(person)][0] == "看了资格认证情况"
