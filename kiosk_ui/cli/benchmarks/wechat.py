"""500 followers of the official account, 50 messages a second with WeChat's retries, against a running house."""

import http.client
import importlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Engine, func, select

from actions.database.engine import build_engine
from actions.database.unit_of_work import UnitOfWork
from actions.settings import Settings, WeChatSettings
from actions.wechat.model import WeChatDelivery, WeChatMessage
from kiosk_ui.cli.benchmarks.echoing_house import echoing_house
from kiosk_ui.cli.launch.temporary import temporary_house

FOLLOWERS, PER_SECOND, SECONDS = 500, 50, 300
DELIVERY_SECONDS = 900  # what came late has this long to arrive by customer-service messages
_DOUBLE = "tests.wechat_double"  # not part of the product: found where the repository is
Report = Callable[[str], object]


def measure_wechat(settings: Settings, questions: Sequence[str], seconds: int, stub: bool, report: Report) -> None:
    """Drives a house of its own; prints how the answers came, p95 of the passive ones, and what was lost or doubled."""
    account_module, api_module, load = (importlib.import_module(f"{_DOUBLE}.{name}") for name in ("account", "api", "load"))
    account = account_module.Account()
    api = api_module.WeChatApiDouble(account, latency=0.05)
    connected = replace(settings, wechat=_account(account_module, api.url), public_url="https://wanqing.example")
    house = echoing_house if stub else temporary_house
    with house(connected) as running:
        post = Posting(running.port)
        result = load.drive(
            account, api, post, lambda number: _numbered(number) if stub else questions[number % len(questions)],
            followers=FOLLOWERS, per_second=PER_SECOND, seconds=seconds,
        )  # fmt: skip
        _report(running, result, account, stub, report)
    api.stop()


class Posting:
    """Posts pushes to `port` on loopback, each thread over a connection of its own: as little work as can be beside what is measured."""

    def __init__(self, port: int) -> None:
        self._port, self._own = port, threading.local()

    def __call__(self, query: dict[str, str], body: str) -> tuple[int, str]:
        try:
            return self._post(query, body)
        except (http.client.HTTPException, OSError):  # an idle connection the server closed meanwhile
            self._own.connection = None
            return self._post(query, body)

    def _post(self, query: dict[str, str], body: str) -> tuple[int, str]:
        connection: http.client.HTTPConnection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        connection.request("POST", f"/wechat?{urlencode(query)}", body.encode(), {"Content-Type": "text/xml"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def _account(doubles: Any, url: str) -> WeChatSettings:
    return WeChatSettings(
        app_id=doubles.APP_ID, secret=doubles.SECRET, token=doubles.TOKEN, aes_key=doubles.AES_KEY, previous_aes_key="",
        mode="safe", api=url, templates={},
    )  # fmt: skip


def _numbered(number: int) -> str:
    return f"第{number}问"


def _report(running: Settings, result: Any, account: Any, stub: bool, report: Report) -> None:
    engine = build_engine(running.database_url)
    ways, undone, deliveries = _settled(engine)
    shown = sum(result.passive.values())
    assistant = "an assistant that echoes" if stub else "the real assistant"
    report(
        f"wechat, {assistant}: {result.messages} messages, {result.pushes} pushes, {result.late} late; answered passively "
        f"{ways['passive']} (shown {shown}), by customer service {ways['service']}; unanswered {ways['unanswered']}, undelivered {undone}, "
        f"deliveries {dict(deliveries)}, shown twice {max(0, shown - ways['passive'])}, given up by WeChat {result.given_up}"
    )
    if stub:
        seen = Counter(text for texts in account.seen.values() for joined in texts for text in joined.split("\n\n"))
        once = sum(seen[f"听到：{_numbered(number)}"] == 1 for number in range(result.messages))
        report(f"wechat, what followers saw: {once} of {result.messages} messages answered exactly once, {seen.total() - once} other messages")
    for name, seconds in (("pushes, until WeChat hears", result.seconds), ("those answered with words", result.passive_seconds)):
        median, p95 = (result.percentile(share, seconds) * 1000 for share in (0.5, 0.95))
        report(f"wechat, {name}: {len(seconds)}, median {median:.0f} ms, p95 {p95:.0f} ms (ceiling: p95 2,000 ms)")
    ready = _seconds_until_ready(engine)
    report(f"wechat, answer ready after: median {result.percentile(0.5, ready):.1f} s, p95 {result.percentile(0.95, ready):.1f} s")
    engine.dispose()


def _seconds_until_ready(engine: Engine) -> list[float]:
    with UnitOfWork(engine, reads_only=True) as work:
        times = work.session.execute(select(WeChatMessage.received_at, WeChatMessage.answered_at)).tuples().all()
    return [(answered - received).total_seconds() for received, answered in times if answered]


def _settled(engine: Engine) -> tuple[Counter[str], int, Counter[str]]:
    """How the messages were answered, once nothing moves any more or DELIVERY_SECONDS are over."""
    deadline = time.monotonic() + DELIVERY_SECONDS
    while True:
        with UnitOfWork(engine, reads_only=True) as work:
            ways = Counter(dict(work.session.execute(select(WeChatMessage.way, func.count()).group_by(WeChatMessage.way)).tuples().all()))
            done = dict(work.session.execute(select(WeChatDelivery.way, func.count()).group_by(WeChatDelivery.way)).tuples().all())
            ways["unanswered"] = work.session.scalar(select(func.count()).where(WeChatMessage.answered_at.is_(None))) or 0
        undone = done.pop("", 0)
        if not (ways["unanswered"] or undone) or time.monotonic() > deadline:
            return ways, undone, Counter(done)
        time.sleep(2)
