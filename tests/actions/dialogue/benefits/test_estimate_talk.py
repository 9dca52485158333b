"""An estimate in words: what people say, what is asked back, and what comes of it."""

import json
import re

import pytest
from estimate_talk import Talk

WIDOW = {"status": "retired", "contribution": 384, "drawn": 96, "died_on": "2026-03", "cause": "illness"}


def asked_so_far(talk: Talk, *answers: str) -> Talk:
    """The five questions, answered in turn as far as `answers` go."""
    talk.says("帮我算算", "grant_estimate")
    for answer in answers:
        talk.says(answer)
    return talk


def test_the_first_message_is_taken_and_only_the_rest_is_asked(talk: Talk) -> None:
    reply = talk.says("我爸退休八年了，工龄三十二年，能给多少", "grant_estimate")
    assert talk.facts == {"status": "retired", "contribution": 384, "drawn": 96}
    assert reply.outcome == "ask"
    assert "去世" in reply.text.splitlines()[-1]
    assert "32年" in reply.text and "8年" in reply.text  # said back, so that a mistake is heard
    reply = talk.says("今年三月")
    assert "怎么去世" in reply.text
    reply = talk.says("病死的")
    assert (reply.outcome, reply.card["type"], reply.card["outcome"]) == ("answer", "estimate", "range")
    assert talk.facts == WIDOW
    assert talk.form is None


def test_every_question_is_one_short_sentence_with_something_to_tap(talk: Talk) -> None:
    reply = talk.says("帮我算算", "grant_estimate")
    for answer in ("退了", "三十二年", "八年", "今年三月五号", "病死的"):
        assert reply.outcome == "ask"
        assert "先不算了" in talk.labels
        assert len(reply.text.splitlines()[-1]) <= 30
        assert (reply.card is None) == bool({"已经退休", "生病或者年老"} & set(talk.labels))
        reply = talk.says(answer)
    assert reply.card["type"] == "estimate"


def test_what_is_counted_can_be_set_by_touch(talk: Talk) -> None:
    card = asked_so_far(talk, "退了").replies[-1].card
    assert (card["type"], card["calculator"], card["field"]) == ("stepper", "survivor", "contribution")
    assert card["facts"] == {"status": "retired"}
    talk.says("31年4个月")
    assert talk.facts["contribution"] == 376


def test_two_spans_of_years_are_set_on_one_screen(talk: Talk) -> None:
    card = asked_so_far(talk, "退了").replies[-1].card
    assert [one["name"] for one in card["fields"]] == ["contribution", "drawn"]
    talk.says("缴费年限31年4个月，领了7年养老金")  # what the page sends for both
    assert (talk.facts["contribution"], talk.facts["drawn"]) == (376, 84)
    assert [one["name"] for one in talk.replies[-1].card["fields"]] == ["died_on"]


def test_answers_can_be_tapped_all_the_way(talk: Talk) -> None:
    talk.says("帮我算算", "grant_estimate")
    talk.taps("已经退休")
    talk.says("32年")
    talk.says("8年")
    talk.says("2026年3月5日")
    assert talk.taps("生病或者年老").card["type"] == "estimate"
    assert {"申请", "改一改", "回首页"} <= set(talk.labels)


def test_the_result_has_its_sources_and_a_short_speech(talk: Talk) -> None:
    reply = asked_so_far(talk, "退了", "三十二年", "八年", "今年三月", "病死的").replies[-1]
    assert any("18号" in one.number for one in reply.citations)
    assert len(reply.speech) <= 120
    assert not reply.private


@pytest.mark.parametrize(("said", "contribution"), [("不对，是三十一年", 372), ("说错了，工龄是三十年零六个月", 366)])
def test_a_correction_changes_the_answer_before(talk: Talk, said: str, contribution: int) -> None:
    reply = asked_so_far(talk, "退了", "三十二年").says(said)
    assert talk.facts["contribution"] == contribution
    assert "drawn" not in talk.facts
    assert "改好了" in reply.text and "领了" in reply.text


def test_another_status_drops_what_is_no_longer_asked(talk: Talk) -> None:
    asked_so_far(talk, "退了", "三十二年", "八年").says("不对，没退休，还在上班")
    assert talk.facts["status"] == "active"
    assert "drawn" not in talk.facts


def test_not_knowing_is_helped_and_may_stay_open(talk: Talk) -> None:
    reply = asked_so_far(talk, "退了").says("不知道")
    assert "审批表" in reply.text
    assert reply.outcome == "ask"
    talk.taps("先估个大概")
    talk.says("八年")
    talk.says("今年三月")
    reply = talk.says("病死的")
    assert reply.card["outcome"] == "range"
    assert "最少和最多" in reply.text
    assert "contribution" not in reply.card["facts"]


def test_not_knowing_how_names_who_can_help(talk: Talk) -> None:
    reply = asked_so_far(talk, "退了", "三十二年", "八年").says("记不清了")
    assert "12333" in reply.text
    assert talk.form == "estimate_form"


def test_two_misses_explain_and_three_offer_a_person(talk: Talk) -> None:
    asked_so_far(talk, "退了")
    assert "没有听明白" in talk.says("嗯那个").text
    assert "比如" in talk.says("嗯那个").text
    reply = talk.says("嗯那个")
    assert "找工作人员" in talk.labels and "先不算了" in talk.labels
    assert reply.outcome == "ask"


def test_a_policy_question_is_answered_and_the_question_asked_again(talk: Talk) -> None:
    question = asked_so_far(talk, "退了", "三十二年").replies[-1].text
    reply = talk.says("丧葬费抚恤金去哪里领", "policy_question")
    assert talk.replies[0].card["type"] == "guide"
    assert reply.text.splitlines()[-1] == question.splitlines()[-1]
    assert talk.facts == {"status": "retired", "contribution": 384}


@pytest.mark.parametrize(("said", "heard"), [
    ("工伤走的给多少", "policy_question"), ("如果退休三十年，还有吗", "policy_question"), ("帮我约认证", "book_certification"),
    ("找人工", "handoff"), ("我这个月开支了没", "records_payment_arrived"),
])  # fmt: skip
def test_questions_and_other_wishes_are_no_answers(talk: Talk, said: str, heard: str) -> None:
    asked_so_far(talk, "退了", "三十二年", "八年", "今年三月")
    before = talk.facts
    talk.says(said, heard)
    assert talk.facts == before


@pytest.mark.parametrize("said", ["算了", "不算了", "先不算了"])
def test_never_mind_ends_it(talk: Talk, said: str) -> None:
    reply = asked_so_far(talk, "退了").says(said, "stop")
    assert talk.form is None
    assert "先不算" in reply.text


def test_an_uncertain_date_is_asked_back_with_choices(talk: Talk) -> None:
    reply = asked_so_far(talk, "退了", "三十二年", "八年").says("前年腊月")
    assert "died_on" not in talk.facts
    assert reply.outcome == "ask" and len(reply.choices) > 2
    talk.taps(talk.labels[0])
    assert re.match(r"202[45]", talk.facts["died_on"])


def test_an_impossible_value_says_why_and_asks_again(talk: Talk) -> None:
    asked_so_far(talk, "退了")
    reply = talk.says("九十年")
    assert "contribution" not in talk.facts
    assert reply.outcome == "ask"


def test_change_offers_what_was_said_and_asks_only_that_again(talk: Talk) -> None:
    asked_so_far(talk, "退了", "三十二年", "八年", "今年三月", "病死的")
    first = talk.replies[-1].card["total"]
    assert "哪一项" in talk.taps("改一改").text
    assert "缴费年限：32年" in talk.labels
    talk.taps("缴费年限：32年")
    reply = talk.says("二十年")
    assert reply.card["type"] == "estimate"
    assert reply.card["total"] != first


def test_retirement_is_answered_by_one_sentence(talk: Talk) -> None:
    rule = talk.says("1966年3月男的啥时候退", "estimate_retirement")
    assert (talk.replies[0].outcome, talk.replies[0].card["calculator"]) == ("answer", "retirement")
    assert rule.card["type"] == "guide" and not rule.choices, "the rule stands below the sum"
    assert talk.form is None
    assert talk.slots["topic_guide"] == rule.card["id"], "那要带什么 is then about this rule"


def test_another_estimate_in_the_middle_leaves_the_first_alone(talk: Talk) -> None:
    asked_so_far(talk, "退了", "三十二年")
    reply = talk.says("1966年3月男的啥时候退", "estimate_retirement")
    assert talk.replies[0].card["calculator"] == "retirement"
    assert "领了" in reply.text
    assert talk.facts == {"status": "retired", "contribution": 384}


def test_a_look_up_is_told_apart_by_its_words(talk: Talk) -> None:
    reply = talk.says("我妈今年八十三，户口在大连，高龄津贴帮我算算", "estimate_lookup")
    assert reply.card["calculator"] == "allowance"
    assert "哪一样" in talk.says("帮我查查", "estimate_lookup").text


def test_a_question_about_the_rules_gets_the_rule_with_ones_own_case_to_tap(talk: Talk) -> None:
    reply = talk.says("没退休就走了抚恤金发几个月", "grant_estimate", sure=0.6)
    assert reply.card["type"] == "guide"
    assert reply.choices[0].label == "按我的情况算一算"
    assert talk.taps("按我的情况算一算").outcome == "ask"


def test_a_guide_with_a_calculator_offers_ones_own_case(talk: Talk) -> None:
    reply = talk.says("没退休就走了抚恤金发几个月", "policy_question")
    assert "按我的情况算一算" in talk.labels
    assert len(reply.choices) <= 3


def test_slots_hold_nothing_of_who_is_meant(talk: Talk) -> None:
    asked_so_far(talk, "退了", "三十二年", "八年", "今年三月", "病死的")
    assert set(talk.facts) == set(WIDOW)
    assert "张" not in json.dumps(talk.slots, ensure_ascii=False)


def test_a_wish_to_apply_in_the_middle_leads_to_the_application(talk: Talk) -> None:
    reply = asked_so_far(talk, "退了").says("我要申请", "grant_application")
    assert "申请" in reply.text and "缴费年限" in reply.text
    for answer in ("三十二年", "八年", "今年三月", "病死的"):
        reply = talk.says(answer)
    assert reply.card["type"] == "application"


def test_what_was_heard_is_said_back_in_plain_words(talk: Talk) -> None:
    reply = talk.says("我爸去年3月走的，退休八年，工龄三十二年", "grant_estimate")
    assert reply.text.splitlines()[0] == "记下了：已经退休，缴费年限32年，领了8年养老金，2025年3月去世。"


def test_a_greeting_in_the_middle_is_no_failed_answer(talk: Talk) -> None:
    asked_so_far(talk, "退了").says("你好", "greet")
    assert not talk.slots["estimate_misses"]


def test_of_the_least_and_the_most_the_lines_still_add_up(talk: Talk) -> None:
    asked_so_far(talk, "退了", "三十二年").says("不知道")
    talk.taps("先估个大概")
    talk.says("今年三月")
    card = talk.says("病死的").card
    assert [line["value"] for line in card["lines"] if line["label"] == "抚恤金"] == ["37,539.00元到100,128.00元"]
    assert card["total"]["value"] == "45,881.00元到108,472.00元"


def test_facts_of_two_estimates_are_not_mixed(talk: Talk) -> None:
    asked_so_far(talk, "退了", "三十二年")
    talk.says("我妈今年八十三，户口在大连，高龄津贴帮我算算", "estimate_lookup")
    assert "age" not in talk.facts


def test_a_worker_is_no_wish_for_a_person(talk: Talk) -> None:
    talk.says("我该哪年退", "estimate_retirement")
    talk.says("女的")
    assert "不知道" not in talk.labels  # 说不清 is one of the answers
    talk.says("工人", "handoff")
    assert talk.facts["post"] == "worker"
    assert talk.says("1975年6月").card["calculator"] == "retirement"


def test_the_only_number_needed_is_taken_whenever_it_is_said(talk: Talk) -> None:
    talk.says("我该哪年退", "estimate_retirement")
    talk.says("1966年3月")
    assert talk.facts == {"born": "1966-03"}
    assert talk.says("男的").outcome == "answer"


def test_a_question_for_a_figure_says_so_and_one_with_a_list_of_answers_does_not(talk: Talk) -> None:
    """Else a face with numbered choices takes 2 years for the second choice, which stops the sum."""
    reply = talk.says("帮我算算", "grant_estimate")
    for answer in ("退了", "三十二年", "八年", "今年三月五号", "病死的"):
        listed = {"已经退休", "生病或者年老"} & set(talk.labels)
        assert reply.asks_for == ("" if listed else "figure")
        reply = talk.says(answer)
