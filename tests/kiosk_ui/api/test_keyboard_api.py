"""The keyboard over HTTP, with the real application and lexicon."""

import logging

import pytest
from jsonschema import Draft202012Validator

from kiosk_ui.keyboard.service import PinyinKeyboard, gathered_apart


@pytest.fixture(scope="module")
def lexicon():
    return gathered_apart(())


@pytest.fixture
def client(app, lexicon):
    app.extensions["wanqing"].keyboard = PinyinKeyboard(lexicon=lexicon)
    return app.test_client()


def ask(client, **body):
    return client.post("/api/keyboard/candidates", json=body)


def test_initials_give_the_phrase_and_nobody_keeps_the_answer(client):
    answer = ask(client, typed="ylj")
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    assert answer.get_json()["candidates"][0] == {"text": "养老金", "uses": 3}


def test_answers_have_the_described_shape(client):
    document = client.get("/api/openapi.json").get_json()
    for path, answer in (
        ("/api/keyboard/candidates", ask(client, typed="shi")),
        ("/api/keyboard/basics", client.get("/api/keyboard/basics")),
    ):
        (operation,) = document["paths"][path].values()
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        Draft202012Validator(schema).validate(answer.get_json())


def test_portions_follow_one_another_without_gap_or_repetition(client):
    seen, skip, more = [], 0, True
    while more:
        answer = ask(client, typed="yi", mode="name", skip=skip).get_json()
        more, skip = answer["more"], skip + len(answer["candidates"])
        seen += [one["text"] for one in answer["candidates"]]
    assert len(seen) > 100 and len(set(seen)) == len(seen)


def test_the_basics_are_enough_to_go_on_without_the_server(client):
    answer = client.get("/api/keyboard/basics")
    assert "max-age" in answer.headers["Cache-Control"] and len(answer.data) < 100_000
    basics = answer.get_json()
    assert ["养老金", "yang lao jin"] in basics["phrases"]
    assert all(name in basics["hanzi"][sound] for name, sound in (("张", "zhang"), ("秀", "xiu"), ("兰", "lan"), ("女", "nv")))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422), ({"typed": 1}, 422), ({"typed": None}, 422), ({"typed": "a", "mode": "secret"}, 422),
        ({"typed": "a", "mode": []}, 422), ({"typed": "a", "start": "yes"}, 422), ({"typed": "a", "skip": -1}, 422),
        ({"typed": "a", "skip": True}, 422), ({"typed": "a", "skip": "1"}, 422), ({"typed": "a" * 61}, 413),
        ({"typed": "养老金"}, 200), ({"typed": "'"}, 200), ({"typed": ""}, 200), ({"typed": "a", "skip": 10**9}, 200),
    ],
)  # fmt: skip
def test_what_no_page_sends_is_refused_in_chinese(client, body, status):
    answer = ask(client, **body)
    assert answer.status_code == status
    assert status == 200 or answer.get_json()["detail"].endswith("。")


def test_a_broken_body_is_refused(client):
    answer = client.post("/api/keyboard/candidates", data=b"{", content_type="application/json")
    assert answer.status_code == 400


def test_what_is_typed_reaches_no_log_and_no_address(client, caplog):
    with caplog.at_level(logging.DEBUG):
        ask(client, typed="zhangxiulan", mode="name")
        ask(client, typed="zhangxiulan", mode="odd")
    assert "zhang" not in caplog.text and "张" not in caplog.text
    assert client.get("/api/keyboard/candidates?typed=zhang").status_code == 405


def test_a_runaway_page_is_slowed_down(client):
    codes = {ask(client, typed="").status_code for _ in range(605)}
    assert codes == {200, 429}


def test_while_the_lexicon_is_made_the_page_is_told_to_go_on_by_itself(app, client, monkeypatch):
    monkeypatch.setattr("kiosk_ui.keyboard.service._PATIENCE", 0.01)
    app.extensions["wanqing"].keyboard = PinyinKeyboard()
    answer = ask(client, typed="ylj")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "keyboard-not-ready")
