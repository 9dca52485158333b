"""The services of the account over a database of the test's own, with WeChat's API as a double."""

import pytest

from actions.booking.daytime import is_daytime
from actions.database.unit_of_work import UnitOfWork
from actions.eligibility.service import CertificationService
from actions.messages.senders.local import OutboxSender
from actions.wechat.answer import Answer, text_body
from actions.wechat.api import WeChatApi
from actions.wechat.deliveries import Deliveries
from actions.wechat.entries import Entries
from actions.wechat.instead import Instead
from actions.wechat.intake import Intake
from actions.wechat.notices import Notices
from actions.wechat.queue import DeliveryQueue, write_delivery
from actions.wechat.reminding import CertificationReminders, WeChatFirst
from actions.wechat.rest import Rest
from actions.wechat.tokens import AccessTokens, DatabaseTokenStore
from actions.wechat.users import WeChatUsers
from tests.visitors import Desk
from tests.wechat_double.account import APP_ID, SECRET, Account
from tests.wechat_double.api import WeChatApiDouble

OPENID = "oABCDEFGHIJKLMNOPQRSTUVWXYZ0"


class World:
    """Everything, on one clock."""

    def __init__(self, engine, home, double, templates):
        self.engine, self.double, self.account = engine, double, double.account
        self.desk = Desk(engine, home)
        self.clock, self.vault = self.desk.clock, self.desk.vault
        double.now = lambda: self.clock().timestamp()
        self.store = DatabaseTokenStore(engine, self.vault, APP_ID)
        self.api = WeChatApi(double.url, APP_ID, SECRET, self.store, timeout=2.0, rest=Rest(lambda: self.clock().timestamp()))
        self.api.tokens = AccessTokens(self.store, self.api._fetch_token, self.clock)
        self.users = WeChatUsers(engine, self.vault, self.clock)
        self.notices = Notices(self.api, templates, "https://wanqing.example")
        self.instead = Instead(engine, self.vault, self.notices, self.desk.messages)
        self.deliveries = self.a_sender()
        self.intake = Intake(engine, self.vault, self.users, self.clock)
        self.entries = Entries(engine, self.vault, self.clock)
        self.sender = WeChatFirst(OutboxSender(), self.users, self.notices)
        certification = CertificationService(engine, self.desk.audit, self.clock)
        self.certification = certification
        self.reminders = CertificationReminders(engine, self.vault, self.desk.messages, certification, self.clock)

    def a_sender(self):
        """Another process that sends."""
        queue = DeliveryQueue(self.engine, self.vault, self.users, self.clock)
        return Deliveries(queue, self.users, self.api, self.instead)

    def acts(self, act="message", openid=OPENID):
        """The follower does something, here and with the double."""
        with UnitOfWork(self.engine) as work:
            follower = self.users.note(work.session, openid, act)
            work.commit()
        if act in ("message", "menu"):
            self.double.follower_acts(openid, *((5, 48 * 3600) if act == "message" else (3, 60)))
        return follower

    def queue(self, *texts, openid=OPENID):
        with UnitOfWork(self.engine) as work:
            bodies = [text_body(text) for text in texts]
            write_delivery(work.session, self.vault, self.users.index(openid), bodies, self.clock())
            work.commit()

    def seen(self, openid=OPENID):
        return self.account.seen.get(openid, [])

    def bind(self, openid=OPENID, channel="wechat"):
        """A person proves themselves and binds the openid; returns their id."""
        person_id = self.desk.add_person()
        self.bind_again(openid, channel)
        return person_id

    def bind_again(self, openid, channel="wechat"):
        conversation = self.desk.visit(channel)
        self.desk.identity.wechat.bind(self.desk.prove(conversation), openid)

    def by_day(self):
        while not is_daytime(self.clock()):
            self.clock.forward(hours=1)


@pytest.fixture
def double():
    made = WeChatApiDouble(Account())
    yield made
    made.stop()


@pytest.fixture
def templates():
    return {"*": "t-1"}


@pytest.fixture
def world(any_engine, tmp_path, double, templates):
    made = World(any_engine, tmp_path, double, templates)
    yield made
    made.api.close()


@pytest.fixture
def small_world(empty_engine, tmp_path, double, templates):
    made = World(empty_engine, tmp_path, double, templates)
    yield made
    made.api.close()


ANSWER = Answer("好", (), (text_body("好"),))
