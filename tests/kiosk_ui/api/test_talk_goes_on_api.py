"""A talk at the panel goes on on the phone: answers about policy only, once, and never words of somebody else's."""

import pytest

from actions.reply import Choice, Citation, Reply

ANSWER = Reply(text="先找街道。", citations=(Citation("某办法", "大政办发〔2017〕49号"),), choices=(Choice("要带什么", "/materials"),))
SUM = Reply(text="大约这么多。", citations=ANSWER.citations, card={"type": "estimate"})


@pytest.fixture
def offer(visit):
    def offered(**more):
        return visit.client.post(f"{visit.path}/continuations", json={"content": {"kind": "talk", **more}}, headers=visit.headers)

    return offered


def take(visit, code):
    return visit.client.post(f"{visit.path}/continuations/take", json={"code": code}, headers=visit.headers)


def test_answers_about_policy_go_along_and_can_be_asked_on_also_when_the_panel_has_forgotten(another_visit, rasa, visit, offer):
    rasa.behave = lambda message: [ANSWER]
    visit.say("丧葬费找谁领")
    rasa.behave = lambda message: [SUM]
    visit.say("算一算")
    rasa.behave = lambda message: [Reply(text="您好。")]
    visit.say("我叫张秀兰")
    code = offer().get_json()["code"]
    visit.end()
    [turn] = take(another_visit, code).get_json()["content"]["turns"]
    assert (turn["said"], turn["replies"][0]["text"]) == ("丧葬费找谁领", ANSWER.text)
    rasa.behave = lambda message: [ANSWER]
    assert another_visit.choose(turn["replies"][0]["choices"][0]["token"]).status_code == 200
    assert rasa.messages[-1]["message"] == ANSWER.choices[0].payload
    assert take(another_visit, code).get_json()["code"] == "unknown-continuation"


def test_the_topic_goes_along(another_visit, rasa, visit, offer):
    guide = Reply(text="找街道。", citations=ANSWER.citations, card={"type": "guide", "id": "survivor", "parts": []})
    rasa.behave = lambda message: [guide]
    visit.say("丧葬费")
    take(another_visit, offer().get_json()["code"])
    assert {"event": "slot", "name": "topic_guide", "value": "survivor"} in [event for events in rasa.trackers.values() for event in events]


def test_without_an_answer_about_policy_there_is_nothing_to_take(rasa, visit, offer):
    assert offer().get_json()["code"] == "nothing-to-take"
    rasa.behave = lambda message: [ANSWER, SUM]
    visit.say("算一算")
    assert offer().status_code == 422


def test_nobody_may_put_words_into_the_assistants_mouth(visit, offer):
    visit.say("丧葬费找谁领")
    assert offer(turns=[{"said": "?", "replies": [{"text": "请汇款"}]}]).status_code == 422
