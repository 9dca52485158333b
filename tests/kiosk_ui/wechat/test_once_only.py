"""Every message is worked on once and answered once, however often and wherever it is pushed."""

import threading
import time
from datetime import timedelta

import pytest

from actions.conversations.model import Conversation
from actions.reply import Reply
from actions.wechat.intake import Intake
from actions.wechat.model import WeChatDelivery, WeChatMessage
from kiosk_ui.gateway.presenting import present
from kiosk_ui.wechat.incoming import Incoming
from tests.kiosk_ui.wechat.conftest import build, connected, echo
from tests.wechat_double.pushing import Pusher

OPENID = "oABCDEFGHIJKLMNOPQRSTUVWXYZ0"


def test_the_last_push_is_answered_by_customer_service_so_that_nothing_gets_lost(any_face):
    any_face.pusher.scale = 0.2
    any_face.pusher.send(OPENID, any_face.account.text(OPENID, "约明天上午"), lost=4)
    any_face.desk.deliveries.send_due()
    assert [text for text in any_face.account.seen[OPENID] if "听到" in text] == ["听到：约明天上午"]


@pytest.fixture
def any_settings(tmp_path, rasa, api, any_url):
    """The tests run on both databases."""
    return connected(tmp_path, rasa, api, any_url)


@pytest.fixture
def any_face(any_settings, account, api, rasa):
    made = build(any_settings, account, api, rasa)
    rasa.behave = echo
    yield made
    made.parts.close()


def test_a_push_that_comes_again_gets_the_same_answer_and_runs_nothing_twice(any_face):
    push = any_face.account.push(any_face.account.text(OPENID, "约明天上午"))
    answers = {any_face.account.shown(OPENID, any_face.post(push.query, push.body)[1]) for _ in range(3)}
    assert answers == {"听到：约明天上午"}
    assert len(any_face.rasa.messages) == 1


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_answers_lost_on_the_way_come_with_the_next_push(any_face, lost):
    any_face.pusher.scale = 0.2
    any_face.pusher.send(OPENID, any_face.account.text(OPENID, "约明天上午"), lost=lost)
    any_face.desk.deliveries.send_due()
    assert any_face.account.seen[OPENID] == ["听到：约明天上午"]
    assert len(any_face.rasa.messages) == 1


def test_two_processes_share_one_message(any_face, any_settings, account, api, rasa):
    other = build(any_settings, account, api, rasa)
    gate = threading.Event()

    def slow(message):
        gate.wait(5)
        return echo(message)

    rasa.behave = slow
    push, answers = account.push(account.text(OPENID, "约明天上午")), []
    threads = [threading.Thread(target=lambda face=face: answers.append(face.post(push.query, push.body))) for face in (any_face, other)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    gate.set()
    for thread in threads:
        thread.join()
    other.parts.close()
    assert {account.shown(OPENID, body) for _, body in answers} == {"听到：约明天上午"}
    assert len(rasa.messages) == 1


def test_a_process_started_afresh_knows_what_was_answered(any_face, any_settings, account, api, rasa):
    push = account.push(account.text(OPENID, "约明天上午"))
    any_face.post(push.query, push.body)
    again = build(any_settings, account, api, rasa)
    assert account.shown(OPENID, again.post(push.query, push.body)[1]) == "听到：约明天上午"
    again.parts.close()
    assert len(rasa.messages) == 1


def test_an_event_that_comes_again_is_known_by_sender_and_time(any_face):
    xml = any_face.account.event(OPENID, "CLICK", "book-check", created=int(time.time()))
    for _ in range(3):
        any_face.pusher.send(OPENID, xml)  # signed afresh each time
    assert len(any_face.rasa.messages) == 1
    any_face.pusher.send(OPENID, any_face.account.event(OPENID, "CLICK", "staff"))
    any_face.pusher.send("o-another", xml.replace(OPENID, "o-another"))
    assert len(any_face.rasa.messages) == 3


def test_two_messages_of_the_same_words_are_two(any_face):
    assert any_face.says(OPENID, "一样") == any_face.says(OPENID, "一样") == "听到：一样"
    assert len(any_face.rasa.messages) == 2


@pytest.mark.parametrize("lost", [0, 2])
def test_a_slow_answer_comes_by_customer_service_once(quick_face, lost):
    def slow(message):
        time.sleep(0.6)
        return echo(message)

    quick_face.rasa.behave = slow
    quick_face.pusher.scale = 0.2
    assert quick_face.says(OPENID, "慢慢想", lost=lost) is None
    quick_face.quiet()
    assert quick_face.account.seen[OPENID] == ["听到：慢慢想"]
    assert len(quick_face.rasa.messages) == 1
    assert [row.way for row in quick_face.rows(WeChatDelivery)] == ["service"]


def test_messages_of_one_follower_keep_their_order(quick_face):
    def slow(message):
        time.sleep(0.2)
        return echo(message)

    quick_face.rasa.behave = slow
    for number, word in enumerate(("甲", "乙", "丙", "丁"), 1):
        push = quick_face.account.push(quick_face.account.text(OPENID, word))
        threading.Thread(target=quick_face.post, args=(push.query, push.body)).start()
        while len(quick_face.rows(WeChatMessage)) < number:
            time.sleep(0.02)
        time.sleep(0.05)
    quick_face.quiet()
    assert [message["message"] for message in quick_face.rasa.messages] == ["甲", "乙", "丙", "丁"]


def test_a_message_whose_process_died_gets_an_apology_and_is_not_run_again(any_face):
    taken = any_face.desk.intake.take(OPENID, "message 1", "message", "1", "n")
    assert taken.follower
    any_face.api.follower_acts(OPENID)
    forward(any_face, 61)
    assert any_face.desk.deliver() == 0  # it may still be at work, or another process may take it over
    forward(any_face, 240)
    any_face.desk.deliver()
    any_face.desk.deliver()
    assert [text[:9] for text in any_face.account.seen[OPENID]] == ["对不起，刚才那句话"]
    assert any_face.rasa.messages == []


def take_as_a_process_that_dies(face, openid, text, number):
    """Another process takes the message up and is killed: nothing renews its hold."""
    incoming = Incoming("text", "message", f"message {number}", "gh", openid, text)
    dying = Intake(face.parts.engine, face.parts.counter.vault, face.desk.users)
    face.api.follower_acts(openid)
    return dying.take(openid, incoming.identity, "message", "1", f"n{number}", incoming=incoming.to_json())


def test_a_message_whose_process_was_killed_is_answered_by_another(any_face):
    take_as_a_process_that_dies(any_face, OPENID, "约明天上午", 1)
    keep = any_face.app.extensions["wanqing_wechat"].answering.keep
    keep()
    assert any_face.rasa.messages == []  # it may still be at work
    forward(any_face, 41)
    keep()
    keep()
    any_face.quiet()
    assert any_face.account.seen[OPENID] == ["听到：约明天上午"]
    assert len(any_face.rasa.messages) == 1
    assert any_face.rows(WeChatMessage)[0].incoming_sealed is None


@pytest.mark.parametrize(("replies", "seen"), [(None, "对不起，刚才那句话"), ("听到：约明天上午", "听到：约明天上午")])
def test_what_the_dialogue_heard_before_the_kill_is_never_told_to_it_again(any_face, replies, seen):
    taken = take_as_a_process_that_dies(any_face, OPENID, "约明天上午", 1)
    conversations = any_face.parts.conversations
    conversation_id = conversations.open("wechat").id  # as far as it came; the follower's row knows nothing of it
    turn = conversations.begin_turn(conversation_id, taken.key, "约明天上午")
    if replies:
        shown, _ = present(Reply(text=replies), any_face.parts.voice)
        conversations.finish_turn(conversation_id, turn.turn_id, [shown], {})
    forward(any_face, 41)
    any_face.app.extensions["wanqing_wechat"].answering.keep()
    any_face.quiet()
    assert [text[: len(seen)] for text in any_face.account.seen[OPENID]] == [seen]
    assert any_face.rasa.messages == []


def test_two_processes_that_answer_a_new_follower_open_one_conversation(any_face, any_settings, account, api, rasa):
    other = build(any_settings, account, api, rasa)
    api.follower_acts(OPENID)
    barrier = threading.Barrier(2)
    for face in (any_face, other):
        opening = face.parts.conversations.open

        def both(channel, opening=opening):
            barrier.wait(5)
            return opening(channel)

        face.parts.conversations.open = both
    pushes = [(face, account.push(account.text(OPENID, word))) for face, word in ((any_face, "甲"), (other, "乙"))]
    threads = [threading.Thread(target=face.post, args=(push.query, push.body)) for face, push in pushes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.parts.close()
    assert sorted(message["message"] for message in rasa.messages) == ["乙", "甲"]
    assert len({message["sender"] for message in rasa.messages}) == 1
    assert len(any_face.rows(Conversation)) == 1


def test_an_answer_nobody_came_back_for_goes_out_by_itself(any_face):
    from actions.wechat.answer import Answer, text_body

    taken = any_face.desk.intake.take(OPENID, "message 1", "message", "1", "n")
    any_face.desk.intake.answered(taken, Answer("好", (), (text_body("好"),)), None, ())
    any_face.api.follower_acts(OPENID)
    forward(any_face, 61)
    any_face.desk.deliver()
    assert any_face.account.seen[OPENID] == ["好"]
    assert any_face.desk.intake.passive(taken.key, last_chance=True) is None


def test_an_answer_is_sealed_in_the_database(any_face):
    any_face.rasa.behave = lambda message: [Reply(text="不能明着放的话。")]
    any_face.says(OPENID, "说")
    row = any_face.rows(WeChatMessage)[0]
    assert "不能" not in row.answer_sealed and OPENID not in str(vars(row))


def test_a_crash_in_the_answer_is_told_to_nobody_but_the_log(face, monkeypatch):
    monkeypatch.setattr(face.app.extensions["wanqing_wechat"].talking, "answer", lambda *args: 1 / 0)
    push = face.account.push(face.account.text(OPENID, "说"))
    assert face.post(push.query, push.body) == (200, "success")


def test_a_full_house_keeps_no_push_waiting(wechat_settings, account, api, rasa):
    import dataclasses

    rasa.be_slow(0.5)
    face = build(dataclasses.replace(wechat_settings, web_threads=5), account, api, rasa)
    took = []

    def push(number):
        api.follower_acts(f"o{number}")
        one = account.push(account.text(f"o{number}", "问"))
        started = time.monotonic()
        account.shown(f"o{number}", face.post(one.query, one.body)[1])
        took.append(time.monotonic() - started)

    threads = [threading.Thread(target=push, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    for thread in threads:
        thread.join()
    face.quiet()
    assert sum(seconds < 0.4 for seconds in took) == 3  # one place to wait; the others come by customer service
    assert all(len(account.seen[f"o{number}"]) >= 1 for number in range(4))
    face.parts.close()


def forward(face, seconds):
    now = face.desk.intake._now
    face.desk.intake._now = lambda: now() + timedelta(seconds=seconds)
    face.desk.deliveries._queue._now = face.desk.intake._now


def test_the_double_itself_gives_up_after_three_retries(account):
    calls = []
    Pusher(account, lambda query, body: calls.append(1), scale=0.001).send(OPENID, account.text(OPENID, "在吗"))
    assert len(calls) == 4 and "暂时无法提供服务" in account.seen[OPENID][0]
