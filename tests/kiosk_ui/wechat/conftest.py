"""The application connected with an account of the double, on a database of the test's own."""

import dataclasses

import pytest

from actions.reply import Reply
from actions.settings import Settings, WeChatSettings
from kiosk_ui.app import create_app
from kiosk_ui.parts import build_parts
from kiosk_ui.wechat import connecting
from tests.wechat_double.account import AES_KEY, APP_ID, OLD_AES_KEY, SECRET, TOKEN, Account
from tests.wechat_double.api import WeChatApiDouble
from tests.wechat_double.pushing import Pusher

PUBLIC_URL = "https://wanqing.example"


class Face:
    """The application, the account's double, and a follower's view of both."""

    def __init__(self, app, account, api, rasa):
        self.app, self.account, self.api, self.rasa = app, account, api, rasa
        self.parts = app.extensions["wanqing"]
        self.desk = self.parts.counter.wechat
        self.pusher = Pusher(account, self.post, api=api)

    def post(self, query, body):
        client = self.app.test_client()
        data = body if isinstance(body, bytes) else body.encode()
        answer = client.post("/wechat", query_string=query, data=data, content_type="text/xml")
        return answer.status_code, answer.get_data(as_text=True)

    def says(self, openid, text, **more):
        return self.pusher.send(openid, self.account.text(openid, text), **more)

    def sends(self, openid, kind, **fields):
        return self.pusher.send(openid, self.account.message(openid, kind, **fields))

    def does(self, openid, event, key=None):
        return self.pusher.send(openid, self.account.event(openid, event, key))

    def rows(self, table):
        from sqlalchemy import select

        from actions.database.unit_of_work import UnitOfWork

        with UnitOfWork(self.parts.engine, reads_only=True) as work:
            return list(work.session.scalars(select(table)))

    def add_person(self):
        """A fictional person with a phone; returns their id and identity number."""
        from tests.visitors import XIULAN, Desk

        desk = Desk(self.parts.engine, self.parts.settings.home)
        return desk.add_person(), XIULAN, desk

    def quiet(self):
        """Waits until nothing is under way any more, and nothing waits to be sent."""
        self.app.extensions["wanqing_wechat"].answering.close()
        self.desk.deliveries.send_due()


@pytest.fixture
def account():
    return Account()


@pytest.fixture
def api(account):
    double = WeChatApiDouble(account)
    yield double
    double.stop()


@pytest.fixture
def wechat_settings(tmp_path, rasa, api, sqlite_url) -> Settings:
    return connected(tmp_path, rasa, api, sqlite_url)


def connected(home, rasa, api, url, mode="safe"):
    account = WeChatSettings(
        app_id=APP_ID, secret=SECRET, token=TOKEN, aes_key=AES_KEY, previous_aes_key=OLD_AES_KEY, mode=mode, api=api.url,
        templates={"answer": "t-answer", "booking_reminder": "t-booking"},
    )  # fmt: skip
    made = Settings.from_environment({"WANQING_HOME": str(home), "WANQING_RASA_PORT": str(rasa.port)})
    return dataclasses.replace(
        made, database_url=url, wechat=account, public_url=PUBLIC_URL, dialogue_timeout=10.0,
        conversations_per_minute=10_000, messages_per_minute=10_000,
    )  # fmt: skip


def build(settings, account, api, rasa, seconds=4.0):
    """The face on `settings`; pushes wait `seconds` for their answer."""
    parts = build_parts(settings)
    app = create_app(settings, parts)
    if seconds != 4.0:
        app.extensions["wanqing_wechat"].answering.close()
        connecting.connect(app, seconds)
    return Face(app, account, api, rasa)


@pytest.fixture
def face(wechat_settings, account, api, rasa):
    made = build(wechat_settings, account, api, rasa)
    yield made
    made.parts.close()


@pytest.fixture
def quick_face(wechat_settings, account, api, rasa):
    """Pushes wait 0.3 s only."""
    made = build(wechat_settings, account, api, rasa, seconds=0.3)
    yield made
    made.parts.close()


def echo(message):
    """An assistant that says what it heard."""
    return [Reply(text=f"听到：{message}")]
