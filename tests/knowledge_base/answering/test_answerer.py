"""Answer, ask back or decline; keep the thread; put wrong beliefs right; answer both of two questions."""

import pytest

from knowledge_base.answering.answerer import MAX_CANDIDATES, Answerer
from knowledge_base.answering.model import Question


@pytest.fixture(scope="module")
def answerer(knowledge):
    return Answerer(knowledge)


def guides(verdict):
    return [answer.guide.id for answer in verdict.answers]


@pytest.mark.parametrize(
    ("text", "guide"),
    [
        ("老伴没了，丧葬费找谁领？", "survivor-where-to-claim"),
        ("丧葬补助金和抚恤金去哪里领", "survivor-where-to-claim"),
        ("集中认证几月开始", "certification-no-gathering"),
    ],
)
def test_a_clear_question_is_answered_from_its_guide_with_evidence(answerer, text, guide):
    verdict = answerer.answer(Question(text))
    assert verdict.outcome == "answer"
    assert guides(verdict) == [guide]
    assert verdict.answers[0].citations


def test_the_title_of_every_guide_finds_that_guide_among_the_first_three(answerer, knowledge):
    lost = [guide.id for guide in knowledge.guides.values() if guide.id not in found_first(knowledge, guide.title)]
    assert lost == []


def found_first(knowledge, text):
    hits = knowledge.ranker.rank(text, 3)
    return [hit.guide_id for hit in hits]


@pytest.mark.parametrize("text", ["今天天气怎么样", "红烧肉怎么做", "给我写首诗", "股票能买吗", "asdf qwer"])
def test_what_is_not_our_business_is_declined(answerer, text):
    assert answerer.answer(Question(text)).outcome == "decline"


@pytest.mark.parametrize(
    "text", ["身份证丢了去哪里补办", "公交卡冲值在那里", "体检抽血要空腹吗", "银行周末开门吗", "这里的无线密码是多少", "水费在哪里交"]
)
def test_words_of_ours_in_a_question_of_another_office_are_no_answer(answerer, text):
    assert answerer.answer(Question(text)).answers == ()


def test_a_remark_on_what_found_no_answer_is_not_guessed_at(answerer):
    assert answerer.answer(Question("老人免费吗", last_question="停车场怎么收费")).answers == ()


def test_another_office_s_business_is_declined_in_a_thread_too(answerer):
    question = Question("墓地多少钱", "follow_up", topic_guide="survivor-where-to-claim", last_question="丧葬费找谁领")
    assert answerer.answer(question).outcome == "decline"


def test_a_part_that_is_a_matter_of_its_own_is_answered_from_there_and_said_to_be_a_guess(answerer):
    verdict = answerer.answer(Question("标准是多少", topic_guide="allowance-dibao", last_question="低保怎么申请"))
    assert guides(verdict) == ["allowance-dibao-standard"]
    assert verdict.tentative and verdict.candidates[0].id == "allowance-dibao"


@pytest.mark.parametrize("text", ["", " ", "？", "啊", "的" * 2000])
def test_nothing_said_never_raises_and_is_never_answered(answerer, text):
    assert answerer.answer(Question(text)).outcome in ("decline", "clarify")


def test_a_follow_up_keeps_the_topic_and_picks_the_part(answerer, knowledge):
    verdict = answerer.answer(Question("那要带什么", topic_guide="survivor-materials"))
    assert guides(verdict) == ["survivor-materials"]
    assert verdict.answers[0].part == "materials"


def test_a_follow_up_for_a_part_the_guide_lacks_is_looked_for_in_what_is_related(answerer):
    verdict = answerer.answer(Question("那要带什么", topic_guide="survivor-where-to-claim"))
    assert verdict.outcome == "answer"
    assert verdict.answers[0].part == "materials"
    assert verdict.answers[0].guide.topic == "survivor"
    assert not verdict.tentative  # the guide itself names the one beside it: nothing is guessed


def test_a_part_written_nowhere_is_said_to_be_missing(answerer, knowledge):
    asked = {"phone": "打什么电话", "materials": "要带什么", "who": "谁能去办", "amount": "给多少钱"}
    guide, part = next(
        (guide, part)
        for guide in knowledge.guides.values()
        for part in asked
        if part not in guide.parts and not any(part in knowledge.guides[key].parts for key in guide.related)
    )
    answer = answerer.answer(Question(asked[part], topic_guide=guide.id)).answers[0]
    assert answer.part_missing and answer.guide is guide


def test_a_follow_up_with_words_of_its_own_is_understood_near_the_matter_at_hand(answerer):
    question = Question("我妈在外地呢", "follow_up", topic_guide="certification-how", last_question="养老金认证怎么做")
    verdict = answerer.answer(question)
    shown = [answer.guide for answer in verdict.answers] + list(verdict.candidates)
    assert shown and all(guide.topic == "certification" for guide in shown[:1])


def test_a_follow_up_to_a_question_without_an_answer_is_not_guessed_at(answerer):
    assert answerer.answer(Question("周末开门不", "follow_up", last_question="办护照在哪里")).outcome == "decline"


def test_how_late_a_shop_is_open_is_not_told_from_the_hours_of_our_windows(answerer):
    assert answerer.answer(Question("几点关门", "unsure", last_question="哪家饭店的菜好吃")).outcome == "decline"


def test_a_short_question_of_our_business_is_answered_after_one_that_was_not(answerer):
    verdict = answerer.answer(Question("丧葬费去哪领", last_question="后天大连下不下雪"))
    assert guides(verdict) == ["survivor-where-to-claim"]


def test_one_new_word_in_a_thread_leads_to_the_neighbour(answerer):
    question = Question("那住院呢", "follow_up", topic_guide="medical-outpatient", last_question="门诊看病能报多少钱")
    assert guides(answerer.answer(question)) == ["medical-inpatient"]


def test_the_second_of_two_questions_is_another_matter_of_the_same_topic(answerer):
    verdict = answerer.answer(Question("门诊能报多少钱，住院能报多少"))
    assert guides(verdict) == ["medical-outpatient", "medical-inpatient"]


def test_a_new_question_leaves_the_topic_at_hand(answerer):
    verdict = answerer.answer(Question("集中认证几月开始", topic_guide="survivor-materials"))
    assert guides(verdict) == ["certification-no-gathering"]


def test_two_questions_in_one_sentence_are_both_answered(answerer):
    verdict = answerer.answer(Question("丧葬补助金和抚恤金去哪里领？还有，集中认证几月开始？"))
    assert guides(verdict) == ["survivor-where-to-claim", "certification-no-gathering"]


def test_a_wrong_belief_is_put_right_first(answerer, knowledge):
    holders = [guide for guide in knowledge.guides.values() if guide.premises]
    assert holders
    for guide in holders:
        pattern = guide.premises[0].patterns[0]
        corrected = answerer._from_guide(guide, f"听说{pattern}，是真的吗")
        assert corrected.correction == guide.premises[0].correction


def test_a_question_from_a_wrong_belief_is_corrected_with_certainty(answerer):
    verdict = answerer.answer(Question("集中认证几月开始"))
    assert verdict.outcome == "answer" and not verdict.tentative
    assert verdict.answers[0].correction


def test_candidates_are_at_most_three_different_guides(answerer, knowledge):
    for text in ("养老金", "认证", "医保", "社保卡", "丧葬费", "档案"):
        candidates = answerer.answer(Question(text)).candidates
        assert len(candidates) <= MAX_CANDIDATES
        assert len({guide.id for guide in candidates}) == len(candidates)


def test_a_guide_that_is_gone_is_declined_and_not_a_crash(answerer):
    assert answerer.open_guide("no-such-guide").outcome == "decline"
    assert answerer.answer(Question("那要带什么", topic_guide="no-such-guide")).outcome in ("decline", "clarify")


def test_every_answer_names_its_source(answerer, knowledge):
    bare = [
        guide.id
        for guide in knowledge.guides.values()
        if not guide.unconfirmed and not answerer.open_guide(guide.id).answers[0].citations
    ]
    assert bare == []


def test_no_citation_shows_where_a_second_hand_fact_was_copied_from(answerer, knowledge):
    shown = {
        f"{cited.document}{cited.number}"
        for guide in knowledge.guides.values()
        for cited in answerer.open_guide(guide.id).answers[0].citations
    }
    assert [name for name in shown if any(mark in name for mark in ("/", "http", ".com", "github", "GitHub", "记忆"))] == []
