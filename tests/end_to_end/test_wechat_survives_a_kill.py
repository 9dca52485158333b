"""Two web processes serve the official account; one is killed at work and comes back: everybody is answered exactly once."""

import threading
import time
from collections import Counter
from itertools import count

import httpx
import pytest

from actions.settings import Settings
from actions.wechat.service import APOLOGY
from kiosk_ui.cli.benchmarks.echoing_house import echoing_houses
from tests.kiosk_ui.wechat.conftest import connected
from tests.wechat_double.account import Account
from tests.wechat_double.api import WeChatApiDouble
from tests.wechat_double.load import drive

FOLLOWERS, PER_SECOND, SECONDS = 60, 8, 12
MESSAGES = PER_SECOND * SECONDS
IN_HAND = PER_SECOND  # turns the dialogue may be at when the process dies: at most a second's worth
KILLED_AFTER, BACK_AFTER = 4.0, 3.0  # seconds
UNTIL_TAKEN_OVER = 90.0  # seconds; another process takes over after 40 (HELD of actions/wechat/rules.py)


class NoDialogue:
    """The house brings its own."""

    port = 1


@pytest.fixture
def account():
    return Account()


@pytest.fixture
def api(account):
    double = WeChatApiDouble(account)
    yield double
    double.stop()


@pytest.fixture
def settings(tmp_path, api, any_url) -> Settings:
    return connected(tmp_path, NoDialogue, api, any_url)


def in_turn(ports):
    """Posts to one port after another, as a balancer in front of them does; who finds nobody there has no answer."""
    turn, http = count(), httpx.Client(trust_env=False, timeout=20, limits=httpx.Limits(max_connections=200))

    def post(query, body):
        try:
            answer = http.post(f"http://127.0.0.1:{ports[next(turn) % len(ports)]}/wechat", params=query, content=body.encode())
        except httpx.TransportError:
            return 502, ""
        return answer.status_code, answer.text

    return post, http


def killed_and_back(process):
    time.sleep(KILLED_AFTER)
    process.popen.kill()
    process.popen.wait()
    time.sleep(BACK_AFTER)
    process.start()


def seen(account):
    """What each follower saw, answers that were joined into one message apart again."""
    with account.lock:
        return {openid: Counter(text for joined in texts for text in joined.split("\n\n")) for openid, texts in account.seen.items()}


def test_a_killed_process_loses_and_doubles_no_answer(settings, account, api):
    """What was in the dialogue's hands at that moment may have been done already: it is not done again, the follower is asked."""
    asked = Counter(f"oload{number % FOLLOWERS:05d}" for number in range(MESSAGES))
    with echoing_houses(settings, 2) as webs:
        post, http = in_turn([own.port for own, _ in webs])
        killer = threading.Thread(target=killed_and_back, args=(webs[0][1],))
        killer.start()
        drive(account, api, post, "第{}问".format, followers=FOLLOWERS, per_second=PER_SECOND, seconds=SECONDS, threads=100)
        killer.join()
        deadline = time.monotonic() + UNTIL_TAKEN_OVER
        while sum(texts.total() for texts in seen(account).values()) < MESSAGES and time.monotonic() < deadline:
            time.sleep(0.5)
        http.close()
    told = seen(account)
    assert {openid: texts.total() for openid, texts in told.items()} == asked
    every = sum(told.values(), Counter())
    sorry = every.pop(APOLOGY.passive, 0)
    assert set(every.values()) == {1} and set(every) <= {f"听到：第{number}问" for number in range(MESSAGES)}
    assert sorry <= IN_HAND
