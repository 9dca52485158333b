"""Bound people are reminded in WeChat, the others by text message; nobody twice, nobody against their will."""

from datetime import date, timedelta

import pytest

from actions.clock import SHANGHAI
from actions.database.unit_of_work import UnitOfWork
from actions.eligibility.model import Certification
from actions.eligibility.rules import load_rules
from actions.messages.errors import SendFailed
from actions.messages.sender import TextMessage
from tests.actions.wechat.conftest import OPENID
from tests.visitors import XIULAN_PHONE


class Texts:
    def __init__(self):
        self.sent = []

    def send(self, message):
        self.sent.append(message.kind)


@pytest.fixture
def texts(world):
    world.sender._texts = Texts()
    return world.sender._texts


def remind(world, person_id, kind="booking_reminder"):
    world.sender.send(TextMessage(1, kind, XIULAN_PHONE, "提醒您：明天上午九点。", person_id))


def test_a_bound_person_is_told_in_wechat_without_a_word_of_their_own(world, texts):
    person_id = world.bind()
    world.acts()
    remind(world, person_id)
    (template,) = world.double.templates
    assert template["touser"] == OPENID
    assert "九点" not in str(template["data"]) and texts.sent == []


def test_every_device_is_told(world, texts):
    person_id = world.bind()
    world.bind_again("o-second")
    world.acts()
    world.acts(openid="o-second")
    remind(world, person_id)
    assert {template["touser"] for template in world.double.templates} == {OPENID, "o-second"}


def test_codes_and_everybody_else_get_text_messages(world, texts):
    person_id = world.bind()
    world.acts()
    remind(world, person_id, "identity_code")
    remind(world, None)
    remind(world, person_id + 1)
    assert texts.sent == ["identity_code", "booking_reminder", "booking_reminder"]
    assert world.double.templates == []


def test_whoever_opted_out_left_or_unbound_gets_a_text_message(world, texts):
    person_id, index = world.bind(), world.users.index(OPENID)
    world.acts()
    world.users.opt(index, ("booking_reminder",), out=True)
    remind(world, person_id)
    remind(world, person_id, "grant_step")  # another kind
    world.users.opt(index, ("booking_reminder",), out=False)
    world.acts("unsubscribe")
    remind(world, person_id)
    world.acts()
    world.desk.identity.wechat.unbind(OPENID)
    remind(world, person_id)
    assert texts.sent == ["booking_reminder"] * 3
    assert len(world.double.templates) == 1


def test_a_template_that_fails_leaves_it_to_the_text_message(world, texts):
    person_id = world.bind()
    world.acts()
    world.double.fail["/cgi-bin/message/template/send"] = [43004]
    remind(world, person_id)
    assert texts.sent == ["booking_reminder"]


def test_a_slow_wechat_is_not_asked_for_device_after_device(world, texts):
    """The message belongs to its process for two minutes only; another would send it again."""
    person_id, seconds, send = world.bind(), [0.0], world.notices.send
    world.acts()
    for number in range(3):
        world.desk.clock.forward(minutes=2)
        world.bind_again(f"o-{number}")
        world.acts(openid=f"o-{number}")

    def slowly(*notice):
        seconds[0] += 4.0
        send(*notice)

    world.notices.send, world.sender._clock = slowly, lambda: seconds[0]
    remind(world, person_id)
    assert len(world.double.templates) == 2 and texts.sent == []


def test_a_failed_text_message_is_tried_again_by_the_outbox(world):
    class Broken:
        def send(self, message):
            raise SendFailed("busy")

    world.sender._texts = Broken()
    with pytest.raises(SendFailed):
        remind(world, None)


def test_the_outbox_tells_the_sender_whose_message_it_is(world, texts):
    person_id = world.bind()
    world.acts()
    world.desk.messages._sender = world.sender
    with UnitOfWork(world.engine) as work:
        world.desk.messages.write(work.session, person_id, "booking_reminder", XIULAN_PHONE, "明天")
        work.commit()
    world.desk.messages.send_due()
    assert [template["touser"] for template in world.double.templates] == [OPENID]


def certified(world, person_id, days_left):
    today = world.clock().astimezone(SHANGHAI).date()
    assert load_rules().cycle_months == 12
    due = today + timedelta(days=days_left)
    last = date(due.year - 1, due.month, min(due.day, 28))
    with UnitOfWork(world.engine) as work:
        work.session.add(Certification(person_id=person_id, certified_on=last, channel="counter", recorded_by="system:test"))
        work.commit()


def test_a_certification_that_falls_due_is_reminded_of_once(world):
    person_id = world.bind()
    certified(world, person_id, load_rules().due_soon_days - 3)
    before = len(world.desk.messages_to(XIULAN_PHONE))
    assert world.reminders.remind() == 1
    assert world.reminders.remind() == 0
    text = world.desk.messages_to(XIULAN_PHONE)[before:]
    assert len(text) == 1 and "资格认证" in text[0] and "张秀兰" not in text[0]


def test_who_has_time_or_no_wechat_is_not_reminded(world):
    person_id = world.bind()
    certified(world, person_id, load_rules().due_soon_days + 20)
    assert world.reminders.remind() == 0
    world.desk.identity.wechat.unbind(OPENID)
    certified(world, person_id, 10)
    assert world.reminders.remind() == 0
