"""Who confirms a place that is held goes before who asks for one, and nobody is kept out by it."""

import http.client
import threading
import time
from types import SimpleNamespace

import pytest

from kiosk_ui.request_queue import FinishFirst
from tests.serving import serving

HOLD, CONFIRM = "/api/conversations/abc/bookings", "/api/conversations/abc/bookings/12/confirm"


def channel(path, name=""):
    return SimpleNamespace(requests=[SimpleNamespace(path=path)] if path else [], name=name or path)


def served(queue):
    names = []
    while queue:
        names.append(queue.popleft().name)
    return names


def test_a_confirm_overtakes_those_who_came_before_it():
    queue = FinishFirst()
    for name in ("first", "second"):
        queue.append(channel(HOLD, name))
    queue.append(channel(CONFIRM))
    assert (len(queue), served(queue)) == (3, [CONFIRM, "first", "second"])


def test_after_four_in_a_row_one_of_the_others_is_served():
    queue = FinishFirst()
    for name in ("first", "second"):
        queue.append(channel(HOLD, name))
    for _ in range(9):
        queue.append(channel(CONFIRM, "c"))
    assert served(queue) == ["c"] * 4 + ["first"] + ["c"] * 4 + ["second"] + ["c"]


@pytest.mark.parametrize(
    "path", ["", "/", "/api/conversations/abc/bookings/12", "/api/conversations/a/b/bookings/12/confirm", CONFIRM + "/x"]
)
def test_everything_else_is_served_in_the_order_it_came(path):
    queue = FinishFirst()
    queue.append(channel(HOLD, "first"))
    queue.append(channel(path, "second"))
    assert served(queue) == ["first", "second"]


def test_an_empty_queue_says_so():
    assert not FinishFirst()
    with pytest.raises(IndexError):
        FinishFirst().popleft()


def test_the_web_process_serves_a_confirm_before_the_holds_that_wait():
    busy, go, order = threading.Event(), threading.Event(), []

    def app(environ, start_response):
        order.append(environ["PATH_INFO"])
        busy.set()
        go.wait(10)
        start_response("200 OK", [("Content-Length", "0")])
        return [b""]

    with serving(app) as server:
        asked = [_ask(server, "/first")]
        assert busy.wait(10)
        for waiting, path in enumerate((HOLD, HOLD, CONFIRM), 1):
            asked.append(_ask(server, path))
            deadline = time.monotonic() + 10
            while len(server.task_dispatcher.queue) < waiting and time.monotonic() < deadline:
                time.sleep(0.005)
        go.set()
        for connection in asked:
            assert connection.getresponse().status == 200
            connection.close()
    assert order == ["/first", CONFIRM, HOLD, HOLD]


def _ask(server, path):
    connection = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=10)
    connection.request("POST", path)
    return connection
