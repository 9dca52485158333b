"""A message stands or falls with what caused it, goes out once, and is given up in the end."""

import logging
import threading
from datetime import timedelta

import pytest

from actions.database.unit_of_work import UnitOfWork
from actions.messages.errors import SendFailed
from actions.messages.model import OutgoingMessage
from actions.messages.senders.local import ConsoleSender
from actions.messages.service import LEASE, MOST_TRIES, WAITS, MessageOutbox

PHONE, TEXT = "19900000021", "您约的是11月24日上午9点。"


class Notebook:
    """A sender that writes down what it gets; `fails_with` makes it refuse."""

    def __init__(self, fails_with=None):
        self.got, self.fails_with, self.lock = [], fails_with, threading.Lock()

    def send(self, message):
        with self.lock:
            self.got.append(message)
        if self.fails_with:
            raise self.fails_with


def outbox_with(desk, sender):
    return MessageOutbox(desk.engine, desk.vault, sender, now=desk.clock)


def write(desk, kind="booking_confirmed", send_after=None, text=TEXT):
    with UnitOfWork(desk.engine) as work:
        desk.messages.write(work.session, None, kind, PHONE, text, send_after)
        work.commit()


def test_a_message_goes_out_once(desk):
    sender = Notebook()
    outbox = outbox_with(desk, sender)
    write(desk)
    assert (outbox.send_due(), outbox.send_due()) == (1, 0)
    assert [(message.kind, message.phone, message.text) for message in sender.got] == [("booking_confirmed", PHONE, TEXT)]
    assert [(sent.phone, sent.text, sent.sent_at) for sent in outbox.sent()] == [(PHONE, TEXT, desk.clock())]


def test_a_message_of_work_that_was_rolled_back_never_existed(desk):
    with UnitOfWork(desk.engine) as work:
        desk.messages.write(work.session, None, "booking_confirmed", PHONE, TEXT)
    assert desk.rows(OutgoingMessage) == []


def test_phone_and_text_are_sealed(desk):
    write(desk)
    row = desk.rows(OutgoingMessage)[0]
    assert PHONE not in str(vars(row)) and "9点" not in str(vars(row))


def test_codes_go_before_whatever_was_due_earlier(desk):
    for kind in ("booking_reminder", "booking_confirmed", "identity_code", "phone_code"):
        write(desk, kind)
        desk.clock.forward(seconds=1)
    sender = Notebook()
    outbox_with(desk, sender).send_due()
    assert [message.kind for message in sender.got] == ["identity_code", "phone_code", "booking_reminder", "booking_confirmed"]


def test_a_message_waits_for_its_time(desk):
    write(desk, send_after=desk.clock() + timedelta(hours=3))
    outbox = outbox_with(desk, Notebook())
    assert outbox.send_due() == 0
    desk.clock.forward(hours=3)
    assert outbox.send_due() == 1


def test_a_failure_is_tried_again_after_growing_waits_and_then_given_up(desk):
    sender = Notebook(SendFailed("isp.SYSTEM_ERROR"))
    outbox = outbox_with(desk, sender)
    write(desk)
    waits = []
    for _ in range(MOST_TRIES + 3):
        assert outbox.send_due() == 0
        row = desk.rows(OutgoingMessage)[0]
        waits.append(row.send_after - desk.clock())
        desk.clock.moment = max(row.send_after, desk.clock())
    assert len(sender.got) == MOST_TRIES
    assert tuple(waits[: len(WAITS)]) == WAITS
    assert (row.failed, row.sent_at) == ("isp.SYSTEM_ERROR", None)
    assert outbox.sent() == []


def test_what_another_try_cannot_mend_is_not_tried_again(desk):
    sender = Notebook(SendFailed("isv.MOBILE_NUMBER_ILLEGAL", again=False))
    outbox = outbox_with(desk, sender)
    write(desk)
    outbox.send_due()
    desk.clock.forward(days=1)
    outbox.send_due()
    assert len(sender.got) == 1


def test_a_code_that_would_come_too_late_is_not_sent(desk):
    sender = Notebook()
    write(desk, "identity_code")
    desk.clock.forward(minutes=5)
    assert outbox_with(desk, sender).send_due() == 0
    assert (sender.got, desk.rows(OutgoingMessage)[0].failed) == ([], "too-late")


def test_a_claimed_message_belongs_to_its_process_until_the_lease_ends(desk):
    class Dying(Exception):
        """The process ends in the middle of sending."""

    first, second = Notebook(Dying()), Notebook()
    write(desk)
    with pytest.raises(Dying):
        outbox_with(desk, first).send_due()
    assert outbox_with(desk, second).send_due() == 0
    desk.clock.forward(seconds=LEASE.total_seconds())
    assert outbox_with(desk, second).send_due() == 1


def test_many_senders_at_once_send_every_message_once(desk):
    for _ in range(30):
        write(desk)
    sender = Notebook()
    threads = [threading.Thread(target=outbox_with(desk, sender).send_due) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ids = [message.id for message in sender.got]
    assert sorted(ids) == sorted(row.id for row in desk.rows(OutgoingMessage)) and len(ids) == 30


def test_a_decoy_is_never_sent_and_never_shown(desk):
    sender = Notebook()
    write(desk, "decoy")
    assert (outbox_with(desk, sender).send_due(), outbox_with(desk, sender).sent(), sender.got) == (0, [], [])


def test_old_messages_are_forgotten_and_waiting_ones_are_not(desk):
    write(desk)
    write(desk, send_after=desk.clock() + timedelta(days=60))
    outbox = outbox_with(desk, Notebook())
    outbox.send_due()
    desk.clock.forward(days=31)
    assert outbox.forget_older_than(30) == 1
    assert [row.sent_at for row in desk.rows(OutgoingMessage)] == [None]


def test_the_console_tells_kind_and_id_and_nothing_personal(desk, caplog):
    write(desk)
    with caplog.at_level(logging.INFO):
        outbox_with(desk, ConsoleSender()).send_due()
    assert "booking_confirmed" in caplog.text and PHONE not in caplog.text and "9点" not in caplog.text


def test_a_message_shows_neither_phone_nor_text_in_a_repr(desk):
    sender = Notebook()
    write(desk)
    outbox = outbox_with(desk, sender)
    outbox.send_due()
    shown = repr(sender.got) + repr(outbox.sent())
    assert PHONE not in shown and TEXT not in shown
