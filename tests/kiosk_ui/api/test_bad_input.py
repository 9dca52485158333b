"""Bad input gets a clear Chinese sentence; nothing is lost and nothing of ours shows."""

import dataclasses
import re

import pytest

from kiosk_ui.app import create_app
from kiosk_ui.parts import build_parts

ENGLISH_OR_TRACE = re.compile(r"Traceback|Exception|Internal Server|Bad Request|File \"|\.py\b")


def assert_plain_problem(response, status, code):
    body = response.get_json()
    assert response.status_code == status
    assert response.content_type.startswith("application/problem+json")
    assert body["code"] == code and body["status"] == status
    assert set(body) == {"type", "title", "status", "code", "detail", "audio"}
    assert "".join(chunk["shown"] for chunk in body["audio"]) == body["detail"].split("（编号")[0]
    assert re.search(r"[\u4e00-\u9fff].*。$", body["detail"])
    assert not ENGLISH_OR_TRACE.search(body["detail"])


@pytest.mark.parametrize("data", [b"", b"not json", b"[1]", b'"x"', b"{", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 40_000])
def test_invalid_json_is_a_problem(client, visit, data):
    response = client.post(f"{visit.path}/messages", data=data, headers=visit.headers)
    assert_plain_problem(response, 400, "invalid-json")


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u3000"])
def test_empty_and_blank_text_is_a_problem(visit, text):
    assert_plain_problem(visit.say(text), 422, "empty-message")


@pytest.mark.parametrize("body", [{}, {"text": "a", "choice": "b"}, {"other": 1}])
def test_text_or_choice_must_be_there_and_not_both(client, visit, body):
    response = client.post(f"{visit.path}/messages", json=body, headers=visit.headers)
    assert_plain_problem(response, 422, "text-or-choice")


@pytest.mark.parametrize("value", [1, None, ["x"], {"a": 1}, True])
def test_text_of_another_type_is_a_problem(client, visit, value):
    response = client.post(f"{visit.path}/messages", json={"text": value}, headers=visit.headers)
    assert_plain_problem(response, 422, "wrong-type")


def test_ten_thousand_characters_are_refused_with_what_to_do(visit):
    assert_plain_problem(visit.say("养" * 10_000), 413, "too-long")


def test_a_giant_body_is_refused(client, visit):
    response = client.post(f"{visit.path}/messages", data=b'{"text":"' + b"a" * 300_000 + b'"}', headers=visit.headers)
    assert_plain_problem(response, 413, "too-large")


@pytest.mark.parametrize("text", ["😀😀😀", "？？？", "\u200b。\u200b"])
def test_emoji_and_punctuation_get_a_friendly_question_back_without_asking_rasa(visit, rasa, text):
    response = visit.say(text)
    assert response.status_code == 200
    assert response.get_json()["replies"][0]["outcome"] == "clarify"
    assert rasa.messages == []


@pytest.mark.parametrize("text", ["<script>alert(1)</script>养老金", "'; DROP TABLE turn; --养老金", "養老金\u0000什么时候"])
def test_html_sql_and_control_characters_are_only_text(visit, rasa, text):
    assert visit.say(text).status_code == 200
    assert "\u0000" not in rasa.messages[-1]["message"]


@pytest.mark.parametrize("channel", ["wechat", "", None, 3])
def test_unknown_channel_is_a_problem(client, channel):
    assert_plain_problem(client.post("/api/conversations", json={"channel": channel}), 422, "unknown-channel")


def test_unknown_page_and_wrong_method_are_chinese(client):
    assert_plain_problem(client.get("/api/nothing"), 404, "not-found")
    assert_plain_problem(client.get("/api/conversations"), 405, "method-not-allowed")
    assert "首页" in client.get("/nothing").get_data(as_text=True)


def test_unknown_speech_and_speed_are_problems(client):
    assert client.get("/api/speech/unknown.wav").status_code == 404
    assert_plain_problem(client.get("/api/speech/unknown.wav?speed=warp"), 422, "unknown-speed")


def test_an_overlong_idempotency_key_is_refused(visit):
    assert_plain_problem(visit.say("你好", **{"Idempotency-Key": "k" * 65}), 422, "bad-idempotency-key")


@pytest.mark.parametrize("trouble", ["slow", "broken", "down", "silent"])
def test_when_the_dialogue_fails_people_are_told_and_can_try_again(visit, rasa, trouble):
    {"slow": lambda: rasa.be_slow(3), "broken": rasa.be_broken, "down": rasa.stop, "silent": lambda: None}[trouble]()
    if trouble == "silent":
        rasa.behave = lambda message: []
    reply = visit.say("丧葬费找谁领").get_json()["replies"][0]
    assert reply["outcome"] == "error"
    assert "没有丢" in reply["text"] and "12333" in reply["text"]
    assert [choice["label"] for choice in reply["choices"]] == ["再试一次", "找工作人员"]


def test_the_question_that_failed_is_asked_again_at_a_touch(visit, rasa):
    rasa.be_broken()
    again = visit.say("丧葬费找谁领").get_json()["replies"][0]["choices"][0]["token"]
    rasa.behave = type(rasa)().behave
    assert visit.choose(again).get_json()["replies"][0]["outcome"] == "answer"
    assert rasa.messages[-1]["message"] == "丧葬费找谁领"


def test_a_hanging_dialogue_is_left_for_a_fresh_one(visit, rasa):
    rasa.be_slow(3)
    visit.say("一")
    rasa.behave = type(rasa)().behave
    assert visit.say("二").get_json()["replies"][0]["outcome"] == "answer"
    assert rasa.messages[0]["sender"] != rasa.messages[-1]["sender"]


def test_a_problem_can_be_heard(client, visit):
    chunk = visit.say("").get_json()["audio"][0]
    assert client.get(f"/api/speech/{chunk['key']}.wav").status_code == 200


def test_a_voice_that_cannot_prepare_costs_a_problem_its_sound_only(app, visit, monkeypatch):
    def unable(*_args):
        raise OSError("disk full")

    monkeypatch.setattr(app.extensions["wanqing"].voice, "prepare", unable)
    problem = visit.say("").get_json()
    assert problem["code"] == "empty-message" and problem["detail"] and "audio" not in problem


def test_too_many_messages_are_slowed_down_in_chinese(settings):
    parts = build_parts(dataclasses.replace(settings, messages_per_minute=2))
    client = create_app(dataclasses.replace(settings, messages_per_minute=2), parts).test_client()
    opened = client.post("/api/conversations", json={"channel": "web"}).get_json()
    headers = {"Authorization": f"Bearer {opened['token']}"}
    answers = [
        client.post(f"/api/conversations/{opened['id']}/messages", json={"text": "你好"}, headers=headers) for _ in range(3)
    ]
    assert_plain_problem(answers[-1], 429, "too-many-requests")
    assert answers[-1].headers["Retry-After"]
    parts.close()


def test_an_unexpected_error_shows_an_incident_number_and_nothing_else(app, client, visit, monkeypatch, caplog):
    def explode(*_args):
        raise ValueError("secret 13900000000")

    monkeypatch.setattr(app.extensions["wanqing"].gateway, "say", explode)
    response = visit.say("你好")
    problem = response.get_json()
    assert response.status_code == 500 and problem["code"] == "internal-error"
    assert re.search(r"。（编号[0-9a-f]{8}）$", problem["detail"])
    assert "编号" not in "".join(chunk["spoken"] for chunk in problem["audio"])
    assert "secret" not in response.get_data(as_text=True)
    assert "13900000000" not in caplog.text
