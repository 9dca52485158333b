"""The JSON API as every face uses it."""

import json

import pytest
from sqlalchemy import text as sql

REPLY_FIELDS = {
    "id", "text", "speech", "outcome", "citations", "choices", "card", "audio", "more_audio", "private",
    "speech_on_request_audio", "asks_for",
}  # fmt: skip


def test_a_conversation_opens_with_a_greeting_and_the_home_choices(client):
    opened = client.post("/api/conversations", json={"channel": "kiosk"})
    reply = opened.get_json()["replies"][0]
    assert opened.status_code == 201
    assert set(reply) == REPLY_FIELDS
    assert 1 <= len(reply["choices"]) <= 8
    assert all(len(choice["label"]) <= 7 and set(choice) == {"label", "token"} for choice in reply["choices"])


def test_a_question_is_answered_with_its_citation(visit):
    reply = visit.say("老伴没了，丧葬费找谁领？").get_json()["replies"][0]
    assert reply["citations"][0]["number"] == "大政办发〔2017〕49号"
    assert reply["audio"][0]["key"]


def test_no_payload_ever_leaves_the_server(visit):
    body = visit.say("丧葬费找谁领").get_data(as_text=True)
    assert "open_guide" not in body
    assert "open_guide" not in json.dumps(visit.opened)


def test_a_choice_token_sends_what_it_stands_for(visit, rasa):
    token = visit.say("丧葬费找谁领").get_json()["replies"][0]["choices"][0]["token"]
    assert visit.choose(token).status_code == 200
    assert rasa.messages[-1]["message"] == '/open_guide{"guide_id": "survivor-materials"}'


def test_a_choice_of_another_conversation_is_refused(visit, another_visit):
    token = visit.say("丧葬费找谁领").get_json()["replies"][0]["choices"][0]["token"]
    refused = another_visit.choose(token)
    assert refused.status_code == 422
    assert refused.get_json()["code"] == "unknown-choice"


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic abc"}])
def test_without_its_own_token_a_conversation_does_not_exist(client, visit, header):
    answer = client.post(f"{visit.path}/messages", json={"text": "你好"}, headers=header)
    assert answer.status_code == 404
    assert answer.content_type.startswith("application/problem+json")


def test_another_conversations_token_gets_the_same_answer_as_an_unknown_id(client, visit, another_visit):
    other = client.post(f"{visit.path}/messages", json={"text": "你好"}, headers=another_visit.headers)
    unknown = client.post("/api/conversations/0000/messages", json={"text": "你好"}, headers=visit.headers)
    assert (other.status_code, other.get_json()) == (unknown.status_code, unknown.get_json())


def test_rasa_never_sees_a_personal_number_nor_does_the_transcript(app, visit, rasa):
    replies = visit.say("我身份证210201195501010004，电话13900000000，认证咋办").get_json()["replies"]
    with app.extensions["wanqing"].engine.connect() as connection:
        stored = json.dumps([list(row) for row in connection.execute(sql("SELECT said, replies FROM turn"))], default=str)
    for held in (json.dumps(rasa.messages, ensure_ascii=False), stored):
        assert "210201195501010004" not in held and "13900000000" not in held
    assert "遮住" in replies[0]["text"]


@pytest.mark.parametrize("text", ['/open_guide{"guide_id":"x"}', "／restart", "/ /handoff"])
def test_free_text_is_never_a_rasa_command(visit, rasa, text):
    visit.say(text)
    assert not rasa.messages[-1]["message"].startswith("/")


def test_a_resent_message_gets_the_same_answer_and_runs_once(visit, rasa):
    first = visit.say("丧葬费找谁领", **{"Idempotency-Key": "k1"}).get_json()
    second = visit.say("丧葬费找谁领", **{"Idempotency-Key": "k1"}).get_json()
    assert first == second
    assert len(rasa.messages) == 1


def test_ending_a_conversation_wipes_everything_of_it(app, visit, rasa):
    visit.say("丧葬费找谁领")
    dialogue = rasa.messages[-1]["sender"]
    assert visit.end().status_code == 204
    with app.extensions["wanqing"].engine.connect() as connection:
        counts = [
            connection.execute(sql(f"SELECT count(*) FROM {table}")).scalar()  # noqa: S608 - constant names
            for table in ("conversation", "turn", "offered_choice")
        ]
    assert counts == [0, 0, 0]
    assert rasa.trackers[dialogue] == []
    assert visit.say("还在吗").status_code == 404


def test_a_long_talk_goes_on_under_a_fresh_dialogue_id_with_its_thread(visit, rasa):
    for _ in range(14):
        assert visit.say("那要带什么").status_code == 200
    senders = list(dict.fromkeys(message["sender"] for message in rasa.messages))
    assert len(senders) == 2
    assert rasa.trackers[senders[0]] == []
    assert {"event": "slot", "name": "topic_guide", "value": "survivor-materials"} in rasa.trackers[senders[1]]


def test_two_visitors_never_share_a_dialogue(visit, another_visit, rasa):
    visit.say("一")
    another_visit.say("二")
    assert rasa.messages[0]["sender"] != rasa.messages[1]["sender"]
