"""What is a person's own is carried sealed: Rasa and the transcript hold a token in its place."""

import json

import pytest
from sqlalchemy import select

from actions.conversations.model import Turn
from actions.conversations.private_model import PrivateReply
from actions.database.unit_of_work import UnitOfWork
from actions.reply import Choice, Reply

AMOUNT = "3215.40"
OWN = Reply(
    text=f"您11月的养老金{AMOUNT}元，已经发了。",
    speech="查到了，在屏幕上。要听，请点读出来。",
    speech_on_request="您十一月的养老金，三千二百一十五块四。",
    choices=(Choice("为什么是这个数", "/records_payment_reason"),),
    private=True,
)


def ask(app, visit, rasa, key="once"):
    """One turn that an action answers with OWN; returns the HTTP answer."""
    counter = app.extensions["wanqing"].counter
    rasa.behave = lambda message: [Kept(counter, rasa.messages[-1]["sender"])]
    return visit.say("我这个月开支了没", **{"Idempotency-Key": key})


class Kept:
    """What the action server hands Rasa for a private reply."""

    def __init__(self, counter, dialogue_id):
        self._token = counter.private.keep(dialogue_id, OWN)

    def to_dict(self):
        return {"private_reply": self._token}


def test_the_face_gets_the_whole_reply_and_its_choices(app, visit, rasa):
    reply = ask(app, visit, rasa).get_json()["replies"][0]
    assert reply["text"] == OWN.text
    assert reply["private"] is True
    assert [choice["label"] for choice in reply["choices"]] == ["为什么是这个数"]


def test_what_is_read_by_itself_holds_nothing_personal(app, visit, rasa):
    reply = ask(app, visit, rasa).get_json()["replies"][0]
    assert AMOUNT not in reply["speech"]
    assert "".join(chunk["shown"] for chunk in reply["audio"]) == OWN.speech
    assert "三千二百一十五" in "".join(chunk["shown"] for chunk in reply["speech_on_request_audio"])


def test_the_database_holds_no_word_of_it_in_clear(app, visit, rasa):
    ask(app, visit, rasa)
    with UnitOfWork(app.extensions["wanqing"].engine, reads_only=True) as work:
        turns = [json.dumps(turn.replies) for turn in work.session.scalars(select(Turn))]
        sealed = [row.content_sealed for row in work.session.scalars(select(PrivateReply))]
    assert len(turns) == len(sealed) == 1
    assert not any(AMOUNT in stored for stored in turns + sealed)


def test_a_resend_gets_the_very_same_reply(app, visit, rasa):
    first, again = ask(app, visit, rasa), ask(app, visit, rasa)
    assert first.get_json() == again.get_json()


def test_another_conversation_cannot_open_it(app, visit, another_visit, rasa):
    ask(app, visit, rasa)
    with UnitOfWork(app.extensions["wanqing"].engine, reads_only=True) as work:
        token = work.session.scalars(select(PrivateReply.token)).one()
    rasa.behave = lambda message: [Foreign(token)]
    answer = another_visit.say("我这个月开支了没")
    assert answer.status_code == 404
    assert AMOUNT not in answer.get_data(as_text=True)


class Foreign:
    def __init__(self, token):
        self._token = token

    def to_dict(self):
        return {"private_reply": self._token}


def test_ending_the_visit_forgets_reply_and_sound(app, visit, rasa):
    key = ask(app, visit, rasa).get_json()["replies"][0]["speech_on_request_audio"][0]["key"]
    parts = app.extensions["wanqing"]
    assert parts.voice.is_private(key)
    visit.end()
    with UnitOfWork(parts.engine, reads_only=True) as work:
        assert work.session.scalars(select(PrivateReply)).all() == []
    assert visit.client.get(f"/api/speech/{key}.wav").status_code == 404


def test_a_private_reply_without_a_speech_of_its_own_is_a_fault():
    with pytest.raises(ValueError, match="speech of its own") as fault:
        Reply(text=f"您的养老金{AMOUNT}元", private=True)
    assert AMOUNT not in str(fault.value)
