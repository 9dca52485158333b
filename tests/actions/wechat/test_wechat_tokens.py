"""One access token for every process; refreshed once, before it is over or when it is rejected."""

import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from actions.wechat.api import WeChatApi
from actions.wechat.errors import WeChatRefused, WeChatUnavailable
from actions.wechat.tokens import LEASE, AccessTokens, DatabaseTokenStore
from tests.wechat_double.account import APP_ID


def test_the_token_is_fetched_once_and_kept(world):
    assert len({world.api.tokens.current() for _ in range(5)}) == 1
    assert world.double.fetched == [False]


def test_it_is_refreshed_before_it_is_over(world):
    first = world.api.tokens.current()
    world.clock.forward(seconds=7200 - 299)
    assert world.api.tokens.current() != first
    assert world.double.fetched == [False, False]


def test_processes_that_need_one_at_once_fetch_one(world):
    world.double.latency = 0.2
    got = []
    holders = [
        AccessTokens(DatabaseTokenStore(world.engine, world.vault, APP_ID), world.api._fetch_token, world.clock)
        for _ in range(6)
    ]
    threads = [threading.Thread(target=lambda tokens=tokens: got.append(tokens.current())) for tokens in holders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 6 and len(set(got)) == 1
    assert world.double.fetched == [False]


def test_a_rejected_token_is_replaced_once_and_the_call_goes_on(world):
    world.acts()
    world.api.tokens.current()
    world.double.revoke_tokens()  # 40001 from now on
    world.queue("好")
    assert world.deliveries.send_due() == 1
    assert world.seen() == ["好"]
    assert world.double.fetched == [False, False]


def test_a_token_that_ended_early_is_replaced_once(world):
    world.acts()
    token = world.api.tokens.current()
    world.double.tokens[token] = world.clock().timestamp() - 1  # 42001
    world.api.send_message("oABCDEFGHIJKLMNOPQRSTUVWXYZ0", {"msgtype": "text", "text": {"content": "好"}})
    assert world.seen() == ["好"]


def test_a_token_rejected_although_it_holds_is_fetched_by_force(world):
    token = world.api.tokens.current()
    assert world.api.tokens.instead_of(token) != token
    assert world.double.fetched == [False, False, True]


def test_who_rejects_a_token_late_gets_the_one_fetched_meanwhile(world):
    old = world.api.tokens.current()
    new = world.api.tokens.instead_of(old)
    assert world.api.tokens.instead_of(old) == new
    assert len(world.double.fetched) == 3


def test_a_code_that_is_rejected_twice_is_not_tried_for_ever(world):
    world.double.fail["/cgi-bin/menu/create"] = [40001, 42001, 40001]
    with pytest.raises(WeChatRefused):
        world.api.create_menu({"button": []})
    assert world.double.calls.count("/cgi-bin/menu/create") == 2


def test_a_holder_that_died_keeps_nobody_waiting_longer_than_its_lease(small_world):
    world = small_world
    now = world.clock()
    assert world.store.hold("dead", now, now + LEASE)
    assert not world.store.hold("other", now + LEASE - timedelta(seconds=1), now + 2 * LEASE)
    assert world.store.hold("other", now + LEASE, now + 2 * LEASE)


def test_a_failed_fetch_lets_go_so_that_the_next_may_try(small_world):
    small_world.double.fail["/cgi-bin/stable_token"] = [-1]
    with pytest.raises(WeChatRefused):
        small_world.api.tokens.current()
    assert small_world.api.tokens.current()


def test_an_answer_that_is_none_and_a_server_that_is_down_are_unavailable(small_world):
    small_world.double.stop()
    with pytest.raises(WeChatUnavailable) as failure:
        small_world.api.tokens.current()
    assert "secret" not in str(failure.value) and failure.value.__suppress_context__


def test_the_token_is_sealed_and_in_no_repr(small_world):
    from actions.wechat.model import WeChatToken

    token = small_world.api.tokens.current()
    (row,) = small_world.desk.rows(WeChatToken)
    assert token not in row.token_sealed
    assert token not in repr(small_world.store.read()) + repr(small_world.api)


class Trickling(BaseHTTPRequestHandler):
    """Sends its answer a byte at a time, each soon enough for a timeout that begins anew with every byte."""

    def log_message(self, *args):
        """Keep the test output quiet."""

    def do_POST(self):
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return  # given up


def test_an_answer_that_trickles_in_is_given_up(small_world):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Trickling)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    api = WeChatApi(f"http://127.0.0.1:{server.server_address[1]}", APP_ID, "s", small_world.store, timeout=0.2)
    begun = time.monotonic()
    with pytest.raises(WeChatUnavailable):
        api.menu()
    assert time.monotonic() - begun < 2.0 and api.rests
    api.close()
    server.shutdown()
    server.server_close()


def test_a_call_begins_no_further_request_when_its_time_is_over(world, monkeypatch):
    world.api.tokens.current()
    world.double.revoke_tokens()
    monkeypatch.setattr("actions.wechat.api.CALL_SECONDS", 0.0)
    with pytest.raises(WeChatUnavailable) as failure:
        world.api.create_menu({"button": []})
    assert failure.value.reason == "too-slow" and world.double.menu is None
