"""Every way into the product is either open to everybody by name or asks for the conversation's own token."""

import re

import pytest

from actions.database.migrate import upgrade
from actions.settings import Settings
from kiosk_ui.app import create_app
from kiosk_ui.parts import build_parts

# What anybody may open, and why nothing of a person is behind it.
PUBLIC = {
    ("GET", "/"),  # choose a face
    ("GET", "/kiosk"),
    ("GET", "/kiosk/panel.css"),
    ("GET", "/kiosk/worker.js"),  # keeps the page's own files
    ("GET", "/api/offline/guides"),  # public answers
    ("GET", "/chat"),
    ("GET", "/chat/code/<name>"),  # its code and style
    ("GET", "/chat/share/<int:document_id>.svg"),  # the address of a policy page as a picture
    ("GET", "/policy/"),
    ("GET", "/policy/<int:document_id>"),
    ("GET", "/policy/topics.json"),  # the same documents for the kiosk's own screens
    ("GET", "/policy/<int:document_id>/articles.json"),
    ("GET", "/policy/<int:document_id>/articles/<int:position>.json"),
    ("GET", "/assets/<path:filename>"),
    ("GET", "/steps/grants"),  # words and choices of the application's steps, the same for everybody
    ("POST", "/api/conversations"),  # gives out the token
    ("GET", "/api/speech/<key>.wav"),  # the key cannot be guessed; a private one goes with the visit
    ("GET", "/api/health"),
    ("GET", "/api/openapi.json"),
    ("POST", "/api/keyboard/candidates"),  # hanzi for letters; nothing is kept
    ("GET", "/api/keyboard/basics"),  # the same for everybody
    ("GET", "/api/estimates"),  # what the calculators ask
    ("POST", "/api/estimates/<name>"),  # worked out from what is sent; nothing is kept
    ("POST", "/api/estimates/<name>/paper.pdf"),  # the same on paper
    ("GET", "/wechat"),  # WeChat signs with the account's token; without an account there is nothing
    ("POST", "/wechat"),
    ("GET", "/wechat/oauth/start"),  # WeChat says who the browser is
    ("GET", "/wechat/oauth/callback"),  # a state of ours, good once and for this browser
    ("POST", "/api/wechat/sessions"),  # a ticket of ours, good once
    # What a machine may do, from where kiosks stand only; nothing of a visitor is behind it.
    ("POST", "/api/devices"),  # takes a one-time code, gives out the machine's token
    ("POST", "/api/devices/heartbeat"),
    ("GET", "/api/devices/browsers/<key>"),  # seconds of silence, behind a key the machine made up
    ("POST", "/api/devices/staff"),  # asks for a clerk's number and PIN
    ("GET", "/kiosk/register"),
    ("GET", "/kiosk/locked"),
    ("GET", "/kiosk/staff"),
}
DEMO_ONLY = {("GET", "/demo"), ("GET", "/demo/people.json"), ("GET", "/demo/outbox.json")}


def app_with(tmp_path, demo):
    settings = Settings.from_environment({"WANQING_HOME": str(tmp_path / demo), "WANQING_DEMO": demo})
    settings.home.mkdir()
    upgrade(settings.database_url)
    parts = build_parts(settings)
    return create_app(settings, parts), parts


@pytest.fixture
def app(tmp_path):
    made, parts = app_with(tmp_path, "off")
    yield made
    parts.close()


def routes(app):
    return {
        (method, rule.rule) for rule in app.url_map.iter_rules() for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def filled(rule, conversation_id):
    return re.sub(r"<[^>]+>", "1", rule.replace("<conversation_id>", conversation_id))


def test_every_public_route_exists_and_every_other_belongs_to_a_conversation(app):
    there = routes(app)
    assert PUBLIC - there == set()
    assert {route for route in there - PUBLIC if not route[1].startswith("/api/conversations/<conversation_id>")} == set()


def test_without_its_own_token_no_conversation_answers_on_any_route(app):
    client = app.test_client()
    opened, other = (client.post("/api/conversations", json={"channel": "kiosk"}).get_json() for _ in range(2))
    open_doors = []
    for method, rule in sorted(routes(app) - PUBLIC):
        for token in (None, "wrong", other["token"]):
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            path = filled(rule, opened["id"])
            response = client.open(path, method=method, headers=headers, json={} if method in ("POST", "PUT") else None)
            if (response.get_json(silent=True) or {}).get("code") != "unknown-conversation":
                open_doors.append((method, rule, response.status_code))
    assert open_doors == []


def test_demo_mode_adds_the_demo_pages_and_nothing_else(tmp_path, app):
    demo, parts = app_with(tmp_path, "on")
    assert routes(demo) - routes(app) == DEMO_ONLY
    parts.close()
