"""Own figures told outside the form: after a result, after an offer, together with the question."""

import pytest
from estimate_talk import Talk
from rasa_sdk import Tracker

ALL_TOLD = "我爸退休八年了，工龄三十二年，今年3月病走的，能给多少"


@pytest.mark.parametrize(("said", "fact", "value"), [
    ("不对，是三十一年", "contribution", 372), ("不对，是九年", "drawn", 108), ("工龄不对，是三十一年", "contribution", 372),
    ("还有，他领了九年", "drawn", 108), ("不对，是2025年", "died_on", "2025"), ("不是病走的，是工伤", "cause", "work_injury"),
    ("那要是十年呢", "drawn", 120),
])  # fmt: skip
def test_a_result_is_put_right_by_what_is_said_next(talk: Talk, said: str, fact: str, value: object) -> None:
    talk.says(ALL_TOLD, "grant_estimate")
    before = talk.facts
    reply = talk.says(said, "nlu_fallback")
    assert talk.facts == {**before, fact: value}
    assert reply.text.startswith("改好了：") and reply.card["type"] == "estimate"
    assert talk.form is None


def test_a_figure_that_may_be_either_span_is_asked_back(talk: Talk) -> None:
    talk.says(ALL_TOLD, "grant_estimate")
    talk.says("不对，是二十年", "nlu_fallback")
    assert set(talk.labels) >= {"缴费年限20年", "领了20年养老金"}
    assert talk.taps("领了20年养老金").card["facts"]["drawn"] == 240


def test_a_question_after_the_result_changes_nothing(talk: Talk) -> None:
    talk.says(ALL_TOLD, "grant_estimate")
    before = talk.facts
    talk.says("领丧葬费要带什么材料", "policy_question")
    assert talk.facts == before


def test_somebody_else_begins_afresh(talk: Talk) -> None:
    talk.says(ALL_TOLD, "grant_estimate")
    talk.says("再算一下我妈的，她工龄二十八年", "grant_estimate")
    assert talk.facts == {"contribution": 336}


def test_answers_given_where_the_sum_was_offered_begin_it(talk: Talk) -> None:
    talk.says("俺老头没了", "bereavement")
    reply = talk.says("退了八年，工龄三十二年", "nlu_fallback")
    assert talk.facts == {"status": "retired", "contribution": 384, "drawn": 96}
    assert reply.outcome == "ask" and talk.form


def test_thanks_after_an_offer_begin_nothing(talk: Talk) -> None:
    talk.says("俺老头没了，退了八年了", "bereavement")
    talk.says("谢谢你啊", "nlu_fallback")
    assert talk.form is None and talk.facts == {}


def test_enough_of_ones_own_case_is_worked_out_at_once(talk: Talk) -> None:
    reply = talk.says("我爸2020年5月去世的，退休10年工龄35年生病走的，现在还能领多少", "policy_question")
    assert "老办法" in reply.text and reply.card["type"] == "estimate"


def test_a_question_about_the_rules_stays_one(talk: Talk) -> None:
    reply = talk.says("缴费不满5年去世能领多少", "policy_question")
    assert (reply.card or {}).get("type") == "guide" and talk.form is None


def test_a_month_of_birth_gives_the_month_of_retirement(talk: Talk) -> None:
    talk.says("俺1966年3月的，男的，啥时候退", "policy_question")
    reply = talk.replies[0]
    assert "60岁4个月" in reply.text and "2026年7月" in reply.text


def test_what_was_told_before_is_not_asked_again(talk: Talk) -> None:
    talk.says("俺奶奶交的新农保", "policy_question")
    reply = talk.says("算一算能领多少", "grant_estimate")
    assert "城乡居民" in reply.text and talk.form is None


def test_nobody_is_asked_when_a_missing_person_died(talk: Talk) -> None:
    reply = talk.says("我爸走丢三年了一直没找着，算算能领多少", "grant_estimate")
    assert "宣告死亡以后，再来申领" in reply.text and talk.form is None


@pytest.mark.parametrize(("asked_for", "said", "fact", "value"), [
    ("年限", "2026年1月", "died_on", "2026-01"), ("年限", "心梗", "cause", "illness"), ("身份", "车祸", "cause", "accident"),
])  # fmt: skip
def test_an_answer_to_a_later_question_is_kept(talk: Talk, asked_for: str, said: str, fact: str, value: object) -> None:
    talk.says("算抚恤金", "grant_estimate")
    if asked_for == "年限":
        talk.says("退了")
    talk.says(said)
    assert talk.facts[fact] == value


def test_a_span_is_no_year(talk: Talk) -> None:
    talk.says("算抚恤金", "grant_estimate")
    talk.says("15年")
    assert "died_on" not in talk.facts


def test_condolence_is_said_once(talk: Talk) -> None:
    talk.says("我妈走了能领多少抚恤金", "grant_estimate")
    assert "难过" in talk.replies[0].text
    talk.says("算了不算了", "stop")
    talk.says("我妈走了能领多少抚恤金", "grant_estimate")
    assert not any("难过" in reply.text for reply in talk.replies)


@pytest.mark.parametrize("heard", ["estimate_pension", "grant_estimate", "policy_question", "nlu_fallback"])
@pytest.mark.parametrize("said", ["帮我估一下我的养老金能领多少", "我的养老金能领多少，帮我算算", "估一下退休金能领多少"])
def test_a_pension_is_never_answered_with_what_a_death_brings(talk: Talk, said: str, heard: str) -> None:
    reply = talk.says(said, heard, sure=0.6)
    assert talk.slots["estimate_calculator"] == "pension" and talk.form
    assert not [one for one in talk.replies if "去世" in one.text] and reply.outcome == "ask"


@pytest.mark.parametrize("said", ["抚恤金帮我算算", "我爸走了，养老金停了，抚恤金给我算算", "老伴去世了，他的养老金三千，帮我算算能领多少"])
def test_what_a_death_brings_is_no_pension(talk: Talk, said: str) -> None:
    talk.says(said, "grant_estimate")
    assert talk.slots["estimate_calculator"] == "survivor"


def test_a_question_tells_of_a_death_and_is_met_with_condolence_once(talk: Talk) -> None:
    reply = talk.says("我爱人走了，抚恤金给多少", "policy_question", sure=0.69)
    assert reply.text.count("难过") == 1 and reply.card["type"] == "guide" and "按我的情况算一算" in talk.labels
    result = talk.says("退休十年，交了三十年，病走的，上个月", "grant_estimate", sure=0.74)
    assert [one.card["type"] for one in talk.replies] == ["estimate"] and "难过" not in result.text
    assert talk.facts == {"status": "retired", "contribution": 360, "drawn": 120, "died_on": "2026-10", "cause": "illness"}


def test_a_day_alone_is_the_day_of_death_inside_the_form_too(talk: Talk) -> None:
    talk.says("算抚恤金", "grant_estimate")
    talk.says("退休十年，交了三十年，病走的，上个月", "grant_estimate", sure=0.74)
    assert talk.facts["died_on"] == "2026-10" and talk.form is None


@pytest.mark.parametrize(("said", "heard", "sure"), [("下落不明", "inform_time", 0.35), ("走丢三年了", "goodbye", 0.75)])
@pytest.mark.parametrize("answers", [(), ("退了",), ("退了", "三十二年")])
@pytest.mark.parametrize("wish", ["grant_estimate", "grant_application"])
def test_nobody_is_asked_on_which_day_a_missing_person_died(
    talk: Talk, said: str, heard: str, sure: float, answers: tuple[str, ...], wish: str
) -> None:
    talk.says("算抚恤金", wish)
    for answer in answers:
        talk.says(answer)
    reply = talk.says(said, heard, sure)
    assert "宣告死亡以后，再来申领" in reply.text and talk.form is None


@pytest.mark.parametrize("said", ["下落不明", "走丢三年了"])
def test_a_missing_person_told_of_at_first_leads_to_the_other_path(talk: Talk, said: str) -> None:
    reply = talk.says(said, "policy_question")
    assert "下落不明的" in reply.text and talk.form is None


def test_home_and_a_topic_close_the_estimate_and_keep_what_was_told(talk: Talk) -> None:
    for leave in (lambda: talk.says("首页", "home"), lambda: talk.says("/open_topic", "open_topic")):
        talk.says("算抚恤金", "grant_estimate")
        talk.says("退了")
        leave()
        assert (len(talk.replies), talk.form, talk.facts) == (1, None, {"status": "retired"})
    talk.says("接着算", "grant_estimate")
    assert talk.facts == {"status": "retired"} and "缴费年限" in talk.replies[-1].text


def test_a_topic_leaves_the_booking_alone(talk: Talk) -> None:
    talk.form = "booking_form"
    topic = Tracker("t", {}, {"text": "", "entities": []}, [], False, None, {"name": "booking_form"}, "action_listen")
    _, events = talk.actions["action_open_topic"].turn(topic, {})
    assert not [event for event in events if event["event"] == "active_loop"]
