"""Customer-service messages within WeChat's quotas, and what takes their place."""

import threading
from datetime import timedelta

import pytest

from actions.database.unit_of_work import UnitOfWork
from actions.wechat.answer import Answer, text_body
from actions.wechat.errors import WeChatUnavailable
from actions.wechat.instead import TEXT
from actions.wechat.model import WeChatDelivery, WeChatUser
from actions.wechat.queue import LEASE, write_delivery
from tests.actions.wechat.conftest import OPENID
from tests.visitors import XIULAN_PHONE


def ways(world):
    return [(row.way, row.failed) for row in world.desk.rows(WeChatDelivery)]


def test_messages_go_out_in_order(world):
    world.acts()
    world.queue("一", "二")
    world.queue("三")
    assert world.deliveries.send_due() == 2
    assert world.seen() == ["一", "二", "三"]
    assert world.deliveries.send_due() == 0


def test_processes_that_send_at_once_send_nothing_twice(world):
    for number in range(8):
        world.acts(openid=f"o{number}")
        world.queue("好", openid=f"o{number}")
    senders = [world.a_sender() for _ in range(4)]
    threads = [threading.Thread(target=sender.send_due) for sender in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(world.seen(f"o{number}") == ["好"] for number in range(8))


def test_five_messages_are_allowed_and_the_sixth_is_told_by_template(world):
    world.acts()
    long = [sign * 600 for sign in "一二三四五六"]  # two of these fit into no message
    world.queue(*long)
    world.deliveries.send_due()
    assert world.seen() == long[:5]
    assert ways(world) == [("template", "quota")]
    (template,) = world.double.templates
    assert template["touser"] == OPENID and template["url"] == "https://wanqing.example/wechat/oauth/start"


def test_more_answers_than_messages_are_joined_so_that_none_is_lost(world):
    world.acts()
    for number in range(7):
        world.queue(f"第{number}答")
    menu = {"msgtype": "msgmenu", "msgmenu": {"head_content": "请选一个：", "list": [{"id": "t", "content": "甲"}], "tail_content": ""}}
    with UnitOfWork(world.engine) as work:
        write_delivery(work.session, world.vault, world.users.index(OPENID), [text_body("哪一种？"), menu], world.clock())
        work.commit()
    assert world.deliveries.send_due() == 1
    assert world.seen() == ["\n\n".join([*(f"第{number}答" for number in range(7)), "哪一种？", "请选一个：\n· 甲"])]
    assert sorted(way for way, _ in ways(world)) == ["joined"] * 7 + ["service"]


def test_the_last_messages_wait_for_the_answers_still_to_come(world):
    """Many questions at once, answered one after another: each answer for itself would use up what WeChat allows."""
    taken = [world.intake.take(OPENID, f"message {number}", "message", "1", f"n{number}", waits=False) for number in range(9)]
    world.double.follower_acts(OPENID)
    for number, each in enumerate(taken):
        world.intake.answered(each, Answer("", (), (text_body(f"第{number}答"),)), None, ())
        world.deliveries.send_due()
    world.clock.forward(seconds=6)
    world.deliveries.send_due()
    assert [text for message in world.seen() for text in message.split("\n\n")] == [f"第{number}答" for number in range(9)]
    assert len(world.seen()) <= 5


def test_another_message_allows_five_more(world):
    world.acts()
    world.queue(*"一二三四五")
    world.deliveries.send_due()
    world.acts()
    world.queue("六")
    world.deliveries.send_due()
    assert world.seen()[-1] == "六"


def test_after_48_hours_nothing_is_even_tried(world):
    world.acts()
    world.clock.forward(hours=48)
    world.queue("好")
    world.deliveries.send_due()
    assert world.seen() == [] and ways(world) == [("template", "quota")]
    assert "/cgi-bin/message/custom/send" not in world.double.calls


def test_a_menu_button_allows_three_within_a_minute_and_takes_nothing_away(world):
    world.acts("menu")
    world.queue("一")
    world.deliveries.send_due()
    world.clock.forward(seconds=61)
    world.queue("二")
    world.deliveries.send_due()
    assert world.seen() == ["一"]
    world.acts("message")
    world.acts("menu")
    world.clock.forward(hours=1)
    world.double.follower_acts(OPENID)
    world.queue("三")
    world.deliveries.send_due()
    assert world.seen() == ["一", "三"]


@pytest.mark.parametrize("errcode", [45015, 45047, 43004, 48001])
def test_wechats_own_count_is_believed(world, errcode):
    world.acts()
    world.double.fail["/cgi-bin/message/custom/send"] = [errcode]
    world.queue("好")
    world.deliveries.send_due()
    assert ways(world) == [("template", str(errcode))]
    assert not world.users.use_one(world.users.index(OPENID))


def test_busy_wechat_is_tried_again_later(world):
    world.acts()
    world.double.fail["/cgi-bin/message/custom/send"] = [-1]
    world.queue("好")
    assert world.deliveries.send_due() == 0
    world.clock.forward(seconds=6)
    assert world.deliveries.send_due() == 1
    assert world.seen() == ["好"]


def test_a_failed_try_takes_nothing_from_what_may_be_sent(world):
    world.acts()
    world.double.fail["/cgi-bin/message/custom/send"] = [-1] * 4
    long = [sign * 600 for sign in "一二三四五"]
    world.queue(*long)
    for seconds in (0, 6, 21, 61, 301):
        world.clock.forward(seconds=seconds)
        world.deliveries.send_due()
    assert world.seen() == long and ways(world)[0][0] == "service"


def test_a_silent_wechat_ends_the_round_and_is_left_alone_for_a_minute(world):
    for number in range(3):
        world.acts(openid=f"o{number}")
        world.queue("好", openid=f"o{number}")
    world.api.tokens.current()
    silent = []

    def no_answer(*_):
        silent.append(1)
        raise WeChatUnavailable("ReadTimeout")

    ask, world.api._ask = world.api._ask, no_answer
    assert world.deliveries.send_due() == 0
    world.clock.forward(seconds=59)
    assert world.deliveries.send_due() == 0 and len(silent) == 1
    world.api._ask = ask
    world.clock.forward(seconds=1)
    assert world.deliveries.send_due() == 3


def test_a_slow_wechat_does_not_keep_the_other_jobs_waiting(world):
    seconds = [0.0]
    for number in range(10):
        world.acts(openid=f"o{number}")
        world.queue("好", openid=f"o{number}")
    send = world.api.send_message

    def slowly(*message):
        seconds[0] += 2.0
        send(*message)

    world.api.send_message, world.deliveries._clock = slowly, lambda: seconds[0]
    assert world.deliveries.send_due() == 3  # 5 seconds are over during the third
    assert world.deliveries.send_due() == 3


def test_each_message_sent_renews_the_lease_so_that_no_other_process_sends_the_same(world):
    world.acts()
    long = [sign * 600 for sign in "一二三四"]
    world.queue(*long)
    other, send = world.a_sender(), world.api.send_message

    def slowly(*message):
        world.clock.forward(seconds=24)  # four of these are longer than the lease
        other.send_due()
        send(*message)

    world.api.send_message = slowly
    world.deliveries.send_due()
    assert world.seen() == long
    assert timedelta(seconds=4 * 24) > LEASE


def test_an_answer_that_does_not_open_stands_in_nobodys_way(world):
    world.acts()
    world.acts(openid="o-other")
    world.queue("坏", openid="o-other")
    with UnitOfWork(world.engine) as work:
        for row in work.session.query(WeChatDelivery):
            row.bodies_sealed = row.bodies_sealed[:-8] + "AAAAAAA="
        work.commit()
    world.queue("好")
    assert world.deliveries.send_due() == 1
    assert world.seen() == ["好"]
    world.clock.forward(days=3)
    world.deliveries.send_due()
    assert sorted(ways(world)) == [("lost", "BrokenSeal"), ("service", "")]


def test_what_cannot_be_sent_for_minutes_is_told_another_way(world):
    world.acts()
    world.double.fail["/cgi-bin/message/custom/send"] = [-1] * 5
    world.queue("好")
    for seconds in (0, 6, 21, 61, 301):
        world.clock.forward(seconds=seconds)
        world.deliveries.send_due()
    assert ways(world)[0][0] == "template"


def test_an_unknown_openid_is_given_up(world):
    world.acts()
    world.double.fail["/cgi-bin/message/custom/send"] = [40003]
    world.queue("好")
    world.deliveries.send_due()
    assert ways(world) == [("lost", "40003")]


class TestWithoutTemplates:
    @pytest.fixture
    def templates(self):
        return {}

    def test_a_bound_person_gets_a_text_message_that_says_nothing_personal(self, world):
        world.bind()
        world.acts()
        world.clock.forward(hours=49)
        world.queue("您的养老金3215元")
        world.deliveries.send_due()
        assert ways(world) == [("text", "quota")]
        assert world.desk.messages_to(XIULAN_PHONE)[-1] == TEXT

    def test_a_stranger_who_cannot_be_told_gets_the_answer_when_they_come_back(self, world):
        world.acts()
        world.clock.forward(hours=49)
        world.queue("好")
        assert world.deliveries.send_due() == 0
        assert ways(world) == [("kept", "quota")]
        world.clock.forward(hours=1)
        world.acts()
        assert world.deliveries.send_due() == 1
        assert world.seen() == ["好"] and ways(world) == [("service", "")]

    def test_what_did_not_fit_into_the_quota_is_not_lost(self, world):
        world.acts()
        long = [sign * 600 for sign in "一二三四五六"]
        world.queue(*long)
        world.deliveries.send_due()
        assert world.seen() == long[:5]
        world.acts()
        world.deliveries.send_due()
        assert world.seen() == long

    def test_who_does_not_come_back_for_three_days_has_lost_it(self, world):
        world.acts()
        world.clock.forward(hours=49)
        world.queue("好")
        world.deliveries.send_due()
        world.clock.forward(days=3)
        assert world.deliveries.send_due() == 1
        assert ways(world) == [("lost", "quota")]


def test_a_template_wechat_refuses_leads_to_a_text_message(world):
    world.bind()
    world.acts()
    world.double.fail["/cgi-bin/message/template/send"] = [43101]
    world.clock.forward(hours=49)
    world.queue("好")
    world.deliveries.send_due()
    assert ways(world) == [("text", "quota")]


def test_what_lies_in_the_queue_is_sealed(small_world):
    small_world.acts()
    small_world.queue("您的养老金")
    (row,) = small_world.desk.rows(WeChatDelivery)
    assert OPENID not in str(vars(row)) and "养老金" not in row.bodies_sealed


def test_whoever_left_gets_nothing(world):
    world.acts()
    world.acts("unsubscribe")
    world.queue("好")
    world.deliveries.send_due()
    assert world.seen() == []


def test_what_is_past_its_time_is_forgotten(world):
    taken = world.intake.take(OPENID, "message 1", "message", "1", "n")
    world.intake.no_answer(taken.key)
    world.entries.ticket(OPENID, "b")
    world.entries.state("b")
    world.queue("好")
    world.acts()
    world.deliveries.send_due()
    world.clock.forward(days=3, seconds=1)
    assert world.intake.forget_over() == 5
    with UnitOfWork(world.engine, reads_only=True) as work:
        assert work.session.query(WeChatDelivery).count() == 0


def test_a_stranger_of_long_ago_is_known_no_more_and_whoever_is_bound_stays(world):
    world.bind()
    world.acts()
    world.acts(openid="o-stranger")
    world.acts("unsubscribe", openid="o-left")
    world.clock.forward(days=30, seconds=1)
    world.acts(openid="o-new")
    world.intake.forget_over()
    known = {row.openid_index for row in world.desk.rows(WeChatUser)}
    assert known == {world.users.index(openid) for openid in (OPENID, "o-new")}
