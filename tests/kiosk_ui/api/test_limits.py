"""Limits hold whatever stands in the path: ids can be made up, addresses cannot."""

import secrets
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk_ui.api import limits
from kiosk_ui.api.limits import limiter


@pytest.fixture
def strict(app):
    app.config["MESSAGES_PER_MINUTE"] = 2
    limiter.reset()
    return app.test_client()


def ask(client, conversation, address="203.0.113.9"):
    place = {"REMOTE_ADDR": address}
    return client.post(f"/api/conversations/{conversation}/messages", json={"text": "你好"}, environ_overrides=place).status_code


def keys_held():
    return list(limiter.storage.storage)


def test_what_cannot_be_an_id_counts_for_its_address_and_fills_no_memory(strict):
    assert [ask(strict, f"{number}{'a' * 20_000}") for number in range(4)] == [404, 404, 429, 429]
    assert len(keys_held()) <= 2 and max(map(len, keys_held())) < 200
    assert ask(strict, "b" * 20_000, "203.0.113.10") == 404  # another address


def test_a_conversation_is_counted_by_its_id(strict):
    one, other = secrets.token_hex(16), secrets.token_hex(16)
    assert [ask(strict, one) for _ in range(3)] == [404, 404, 429]
    assert ask(strict, other) == 404


def test_one_address_cannot_make_up_a_new_id_for_every_request(strict, monkeypatch):
    monkeypatch.setattr(limits, "_TALKS_AT_ONE_ADDRESS", 3)
    answers = [ask(strict, secrets.token_hex(16)) for _ in range(8)]
    assert answers == [404] * 6 + [429] * 2
    assert strict.get("/chat", environ_overrides={"REMOTE_ADDR": "203.0.113.9"}).status_code == 429
    assert ask(strict, secrets.token_hex(16), "203.0.113.10") == 404


def test_sixty_families_behind_one_router_are_no_crowd(app):
    per_minute = int(app.config["MESSAGES_PER_MINUTE"])
    with app.app_context():
        assert limits.address_limit() == f"{60 * per_minute} per minute"


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"), ("::ffff:203.0.113.9", "203.0.113.9"), ("", "nowhere"), ("x" * 100_000, "nowhere"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"), ("::1", "::/64"),
    ],
)  # fmt: skip
def test_an_address_is_counted_as_the_line_it_belongs_to(app, told, counted):
    with app.test_request_context("/", environ_overrides={"REMOTE_ADDR": told}):
        assert limits.address() == counted


@pytest.mark.parametrize("path", ["/kiosk", "/kiosk/worker.js", "/steps/grants", "/policy/topics.json", "/api/openapi.json"])
def test_pages_that_are_costly_to_put_together_are_limited(app, path):
    app.config["CONVERSATIONS_PER_MINUTE"] = 2
    limiter.reset()
    client = app.test_client()
    assert [client.get(path).status_code for _ in range(3)] == [200, 200, 429]


def test_a_part_that_hangs_holds_one_who_asks_how_it_is_and_not_all(app, monkeypatch):
    client, rasa, hanging, go_on = app.test_client(), app.extensions["wanqing"].rasa, threading.Event(), threading.Event()
    assert client.get("/api/health").get_json()["parts"]["dialogue"] == "up"

    def hang():
        hanging.set()
        go_on.wait(10)
        return False

    monkeypatch.setattr(rasa, "healthy", hang)
    with ThreadPoolExecutor(1) as one:
        held = one.submit(lambda: app.test_client().get("/api/health").get_json())
        assert hanging.wait(5)
        told = [client.get("/api/health").get_json()["parts"]["dialogue"] for _ in range(3)]
        go_on.set()
        assert told == ["up"] * 3 and held.result()["parts"]["dialogue"] == "down"
    assert client.get("/api/health").get_json()["parts"]["dialogue"] == "down"
