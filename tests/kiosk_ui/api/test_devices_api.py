"""The server knows which machine asks: registered by a code, locked at once, heard of every half minute."""

import dataclasses

import pytest

from kiosk_ui.app import create_app
from kiosk_ui.kiosk.device import COOKIE
from kiosk_ui.parts import build_parts
from tests.kiosk_ui.hall import PIN, STAFF, Hall

BEAT = "/api/devices/heartbeat"


@pytest.fixture
def hall(app):
    return Hall(app)


@pytest.fixture
def machine(hall, client):
    """The client, registered with the office."""
    assert client.post("/api/devices", json={"code": hall.code()}).status_code == 201
    return client


def opened(client, channel="kiosk"):
    return client.post("/api/conversations", json={"channel": channel})


def test_a_code_gives_the_machine_a_token_no_script_can_read(hall, client):
    code = hall.code()
    made = client.post("/api/devices", json={"code": f"{code[:4]} {code[4:]}"})
    assert made.status_code == 201 and made.get_json()["device"]["office"] == hall.office.name
    cookie = made.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=") and {"HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert client.get_cookie(COOKIE).value not in made.get_data(as_text=True)
    again = client.post("/api/devices", json={"code": code})
    assert (again.status_code, again.get_json()["code"]) == (404, "unknown-device-code")
    assert "Secure" in client.post("/api/devices", json={"code": hall.code()}, base_url="https://localhost").headers["Set-Cookie"]


def test_opening_the_page_prolongs_the_token_and_says_where_the_office_is(machine, hall):
    page = machine.get("/kiosk")
    words = page.get_data(as_text=True)
    assert f"{COOKIE}=" in page.headers["Set-Cookie"] and "HttpOnly" in page.headers["Set-Cookie"]
    assert f"这里是{hall.office.name}，请到服务台找工作人员" in words and "办公时间：周一到周五" in words


def test_without_registration_the_page_says_what_is_set_for_the_installation(app, client):
    page = client.get("/kiosk")
    assert "请到大厅服务台找工作人员" in page.get_data(as_text=True) and "Set-Cookie" not in page.headers
    assert opened(client).status_code == 201


def test_a_kiosk_conversation_is_held_at_the_office_of_the_machine_and_a_phone_at_none(machine, hall):
    devices = hall.counter.devices
    assert devices.office_of_conversation(opened(machine).get_json()["id"]).id == hall.office.id
    assert devices.office_of_conversation(opened(machine, "web").get_json()["id"]) is None


def test_a_locked_machine_is_refused_everywhere_and_can_still_wipe_a_visit(machine, hall, app):
    visit = opened(machine).get_json()
    path, headers = f"/api/conversations/{visit['id']}", {"Authorization": f"Bearer {visit['token']}"}
    hall.lock()
    for answer in (
        opened(machine), machine.post(f"{path}/messages", json={"text": "丧葬费"}, headers=headers),
        machine.get("/api/estimates"), machine.post("/api/keyboard/candidates", json={"typed": "ylj"}),
    ):  # fmt: skip
        assert (answer.status_code, answer.get_json()["code"]) == (423, "kiosk-locked")
        assert "暂停使用" in answer.get_json()["detail"]
    assert machine.delete(path, headers=headers).status_code == 204
    sent = machine.get("/kiosk")
    assert (sent.status_code, sent.headers["Location"]) == (302, "/kiosk/locked")
    notice = machine.get("/kiosk/locked").get_data(as_text=True)
    assert "本机暂停使用" in notice and "12333" in notice and hall.office.name in notice
    assert app.test_client().get("/api/estimates").status_code == 200  # other machines go on
    hall.unlock()
    assert opened(machine).status_code == 201 and machine.get("/kiosk").status_code == 200


def test_signs_of_life_tell_the_server_and_the_machine(machine, hall, app):
    beat = {"version": "0123456789ab", "voice": True, "browser": "k" * 32}
    answer = machine.post(BEAT, json=beat).get_json()
    assert answer["registered"] and answer["serves"] and len(answer["version"]) == 12
    device = hall.only()
    assert (device.page_version, device.voice_ok, device.printer_ok) == ("0123456789ab", True, None)
    assert machine.get(f"/api/devices/browsers/{'k' * 32}").get_json()["silent_for"] < 5
    assert machine.get("/api/devices/browsers/another").get_json() == {"silent_for": None}
    hall.lock()
    assert machine.post(BEAT, json=beat).get_json()["serves"] is False
    hall.remove()
    assert machine.post(BEAT, json=beat).get_json() == {"registered": False, "serves": True, "version": answer["version"]}
    assert app.test_client().post(BEAT, json={}).get_json()["serves"]
    for odd in ({"version": 3}, {"browser": "x" * 65}, {"version": "页"}, []):
        assert machine.post(BEAT, json=odd).status_code in (400, 422)


def test_a_clerk_at_the_machine_locks_and_unlocks_it(machine, hall):
    def act(what, pin=PIN):
        return machine.post("/api/devices/staff", json={"staff_number": STAFF, "pin": pin, "act": what})

    assert act("look").get_json()["device"] == {"id": hall.only().id, "name": "大厅一号机", "office": hall.office.name, "locked": False}
    assert act("lock").get_json()["device"]["locked"] and hall.only().locked
    assert not act("unlock").get_json()["device"]["locked"]
    assert act("burn").status_code == 422
    assert "工号或者密码不对" in act("lock", "111222").get_json()["detail"] and not hall.only().locked
    machine.delete_cookie(COOKIE)
    assert act("look").get_json()["device"] is None
    assert act("lock").get_json()["code"] == "kiosk-not-registered"


def test_where_no_kiosk_stands_nothing_of_the_machines_answers(app, client):
    far = {"REMOTE_ADDR": "198.51.100.7"}
    for method, path in (
        ("POST", "/api/devices"), ("POST", BEAT), ("POST", "/api/devices/staff"), ("GET", "/api/devices/browsers/k"),
        ("GET", "/kiosk/register"), ("GET", "/kiosk/staff"), ("GET", "/kiosk/locked"),
    ):  # fmt: skip
        answer = client.open(path, method=method, json={}, environ_overrides=far)
        assert (answer.status_code, answer.get_json()["code"]) == (403, "not-a-kiosk"), path


@pytest.fixture
def strict(settings):
    """An installation that serves registered machines only."""
    parts = build_parts(dataclasses.replace(settings, kiosk_registration="required"))
    yield create_app(parts.settings, parts)
    parts.close()


def test_where_registration_is_required_an_unknown_machine_is_sent_to_register(strict):
    client, hall = strict.test_client(), Hall(strict)
    refused = opened(client)
    assert (refused.status_code, refused.get_json()["code"]) == (403, "kiosk-not-registered")
    assert opened(client, "web").status_code == 201
    assert client.get("/kiosk").headers["Location"] == "/kiosk/register"
    assert client.post(BEAT, json={}).get_json()["serves"] is False
    client.post("/api/devices", json={"code": hall.code()})
    assert client.get("/kiosk").status_code == 200 and opened(client).status_code == 201
    hall.remove()
    assert opened(client).status_code == 403


def test_a_guessed_code_is_refused_and_then_waited_for(client, hall):
    answers = [client.post("/api/devices", json={"code": f"{number:08d}"}) for number in range(40)]
    codes = [answer.get_json()["code"] for answer in answers]
    assert codes[0] == "unknown-device-code" and codes[-1] == "identity-locked" and "Retry-After" in answers[-1].headers

