"""Applying for the funeral grant in words: condolence once, five questions, then the page's form; progress; going on elsewhere."""


import pytest
from estimate_talk import Talk
from sqlalchemy import func, select

from actions.audit.model import AuditEntry
from actions.database.unit_of_work import UnitOfWork
from actions.grants.model import ApplicantChallenge
from actions.offices.model import Office

FACTS = {"status": "retired", "contribution": 384, "drawn": 96, "died_on": "2026-11-10", "cause": "illness"}
PHONE = "19900000021"
SORROW = "难过"


def applied(talk: Talk) -> Talk:
    """The five questions answered on the way to an application."""
    talk.says("我要申请丧葬费", "grant_application")
    for answer in ("退了", "三十二年", "八年", "2026年11月10号", "病死的"):
        talk.says(answer)
    return talk


@pytest.fixture
def proven(talk: Talk) -> Talk:
    """Somebody fictional has agreed and proven a phone on the page."""
    talk.counter.consents.agree(talk.visit.id)
    return phone_proven(talk)


def phone_proven(talk: Talk) -> Talk:
    counter = talk.counter
    counter.applicants.begin(talk.visit.id, "王丽", PHONE)
    with UnitOfWork(counter.engine, reads_only=True) as work:
        sealed = work.session.get(ApplicantChallenge, talk.visit.id).code_sealed
    counter.applicants.verify(talk.visit.id, counter.vault.open(sealed, "applicant_challenge.code"))
    return talk


def has_begun(talk: Talk) -> Talk:
    """An application of the proven visitor that is not handed in yet."""
    with UnitOfWork(talk.counter.engine) as work:
        work.session.add(Office(id="district-1", level="district", parent_id=None, name="中山区"))
        work.commit()
    applicant = talk.counter.applicants.required(talk.visit.id)
    talk.counter.grants.open(applicant, FACTS, "k" * 24, channel="kiosk")
    return talk


def test_condolence_comes_first_and_once(talk: Talk) -> None:
    talk.says("我要申请丧葬费", "grant_application")
    assert SORROW in talk.replies[0].text
    assert "退休" in talk.replies[-1].text
    said = []
    for answer in ("退了", "三十二年", "八年", "2026年11月10号", "病死的"):
        talk.says(answer)
        said += [reply.text for reply in talk.replies]
    talk.says("老伴走了我难受", "bereavement")
    said += [reply.text for reply in talk.replies]
    assert not [text for text in said if SORROW in text]


def test_grief_is_met_once_with_the_ways_on(talk: Talk) -> None:
    reply = talk.says("我老伴走了", "bereavement")
    assert SORROW in reply.text
    assert talk.labels[:2] == ["算一算能领多少", "申请"]
    assert SORROW not in talk.says("心里堵得慌", "bereavement").text
    talk.says("我要申请丧葬费", "grant_application")
    assert not [reply for reply in talk.replies if SORROW in reply.text]


def test_an_application_ends_with_the_amount_what_to_bring_and_the_form(talk: Talk) -> None:
    amount, form = applied(talk).replies
    assert amount.card["type"] == "estimate"
    assert (form.card["type"], form.card["mode"], form.card["facts"]) == ("application", "new", FACTS)
    assert "身份证" in form.text and "社区" in form.text
    assert "2026年12月8日" in form.text  # 20 working days after 10 November
    assert talk.form is None


def test_facts_of_an_estimate_are_not_asked_twice(talk: Talk) -> None:
    talk.says("我爸2026年11月10号病死的，退休八年，工龄三十二年，帮我算", "grant_estimate")
    assert talk.facts == FACTS
    talk.taps("申请")
    assert talk.replies[-1].card["mode"] == "new"


def test_a_question_in_the_middle_is_answered_and_the_application_goes_on(talk: Talk) -> None:
    talk.says("我要申请丧葬费", "grant_application")
    talk.says("退了")
    reply = talk.says("抚恤金几个孩子怎么分", "policy_question")
    assert talk.replies[0].card["type"] == "guide"
    assert "缴费年限" in reply.text


def test_where_nothing_can_be_applied_for_no_form_opens(talk: Talk) -> None:
    talk.says("我要申请丧葬费", "grant_application")
    for answer in ("退了", "三十二年", "八年", "2026年11月10号", "工伤"):
        talk.says(answer)
    assert [reply.card["type"] for reply in talk.replies] == ["estimate"]
    assert talk.replies[0].card["outcome"] == "other_path"
    assert "申请" not in talk.labels


def test_stopping_is_gentle_and_leaves_a_way_back(talk: Talk) -> None:
    talk.says("我要申请丧葬费", "grant_application")
    talk.says("算了，先不办", "stop")
    assert talk.form is None
    assert "申请" in talk.labels


def test_a_fact_put_right_leads_back_to_the_form(talk: Talk) -> None:
    applied(talk)
    talk.taps("改一改")
    reply = talk.says("工龄是二十年")
    assert reply.card["type"] == "application"
    assert reply.card["facts"]["contribution"] == 240


def test_progress_of_a_stranger_asks_for_number_and_phone_on_the_page(talk: Talk) -> None:
    reply = talk.says("我的丧葬费办到哪了", "grant_progress")
    assert (reply.outcome, reply.card["type"], reply.card["mode"]) == ("verify", "application", "progress")
    assert talk.slots["pending_request"] == "grant_progress"


def test_progress_of_somebody_proven_is_private(proven: Talk) -> None:
    has_begun(proven)
    reply = proven.says("我的丧葬费办到哪了", "grant_progress")
    assert reply.private
    assert reply.card["mode"] == "list"
    case = reply.card["cases"][0]
    assert case["number_words"] in reply.text
    assert case["number_words"] not in reply.speech


def test_what_the_talk_shows_of_an_application_is_written_down(proven: Talk) -> None:
    has_begun(proven)
    proven.says("我要申请丧葬费", "grant_application")
    proven.says("我的丧葬费办到哪了", "grant_progress")
    with UnitOfWork(proven.counter.engine, reads_only=True) as work:
        query = select(func.count()).select_from(AuditEntry).where(AuditEntry.event == "grants:case:viewed")
        assert work.session.scalar(query) == 2


def test_before_consent_the_talk_shows_no_application(talk: Talk) -> None:
    has_begun(phone_proven(talk))
    reply = talk.says("我的丧葬费办到哪了", "grant_progress")
    assert (reply.private, reply.card["mode"], reply.card.get("cases")) == (False, "progress", None)
    assert talk.says("接着手机上的办", "continue_elsewhere").card["mode"] == "take"


def test_somebody_proven_without_an_application_is_told_so(proven: Talk) -> None:
    proven.says("我的丧葬费办到哪了", "grant_progress")
    assert {"用受理号查", "申请"} <= set(proven.labels)
    assert proven.taps("用受理号查").card["mode"] == "progress"


def test_what_waited_for_the_phone_goes_on(talk: Talk, request: pytest.FixtureRequest) -> None:
    talk.says("我的丧葬费办到哪了", "grant_progress")
    request.getfixturevalue("proven")
    reply = talk.says("/applicant_proven", "applicant_proven")
    assert "没有查到" in reply.text
    assert talk.slots["pending_request"] is None


def test_an_unfinished_application_is_offered_before_a_new_one(proven: Talk) -> None:
    has_begun(proven)
    reply = proven.says("我要申请丧葬费", "grant_application")
    assert (reply.private, reply.card["mode"]) == (True, "list")
    assert "缴费" in proven.taps("新办一份").text or "退休" in proven.replies[-1].text


def test_an_estimate_goes_on_elsewhere_without_a_name(talk: Talk) -> None:
    applied(talk)
    reply = talk.taps("换个地方接着办")
    assert reply.card == {"type": "continuation", "mode": "offer",
                          "content": {"kind": "estimate", "calculator": "survivor", "facts": FACTS}}  # fmt: skip


def test_with_nothing_under_way_a_number_can_be_typed(talk: Talk) -> None:
    assert talk.says("接着手机上的办", "continue_elsewhere").card == {"type": "continuation", "mode": "take"}


def test_an_application_goes_on_elsewhere_in_private(proven: Talk) -> None:
    reply = has_begun(proven).says("换到手机上办", "continue_elsewhere")
    assert reply.private
    assert reply.card["content"]["kind"] == "case"


def test_the_topic_offers_to_work_out_to_apply_and_to_ask(talk: Talk) -> None:
    talk.slots = {}
    talk._message = {"text": "/open_topic", "intent": {"name": "open_topic"}, "entities": [{"entity": "topic", "value": "survivor"}]}
    talk._run("action_open_topic")
    assert talk.labels[2:5] == ["算一算，走时自己交社保", "申请", "查进度"]
    assert len(talk.labels) == 6  # no page to turn


def test_every_sentence_is_calm_and_says_nin(talk: Talk) -> None:
    said = []
    talk.says("我要申请丧葬费", "grant_application")
    for answer in ("嗯那个", "嗯那个", "嗯那个", "退了", "不知道", "三十二年", "八年", "2026年11月10号", "病死的"):
        said += [reply.text for reply in talk.replies]
        talk.says(answer)
    said += [reply.text for reply in talk.replies]
    assert not [text for text in said if any(mark in text for mark in "!！你")]
    assert not [text for text in said if "死亡" in text]


@pytest.mark.parametrize(("said", "heard"), [
    ("申请", "nlu_fallback"), ("我想申请", "grant_application"), ("我要申请", "policy_question"), ("那我申请吧", "follow_up"),
])  # fmt: skip
def test_after_the_grant_was_spoken_of_the_bare_wish_is_its_application(talk: Talk, said: str, heard: str) -> None:
    talk.says("丧葬费去哪里领", "policy_question")
    talk.says(said, heard, sure=0.35)
    assert talk.slots["estimate_goal"] == "apply" and talk.form


@pytest.mark.parametrize("said", ["申请", "我想申请", "我要申请"])
def test_after_the_result_the_bare_wish_opens_the_form(talk: Talk, said: str) -> None:
    talk.says("我爸2026年11月10号病死的，退休八年，工龄三十二年，帮我算", "grant_estimate")
    reply = talk.says(said, "nlu_fallback", sure=0.3)
    assert (reply.card["type"], reply.card["mode"], reply.card["facts"]) == ("application", "new", FACTS)


def test_how_to_apply_stays_a_question_about_the_guide(talk: Talk) -> None:
    talk.says("丧葬费去哪里领", "policy_question")
    reply = talk.says("怎么申请", "follow_up")
    assert reply.card["type"] == "guide" and "第一步" in reply.text and talk.form is None


@pytest.mark.parametrize("heard", ["grant_application", "nlu_fallback"])
def test_without_a_thread_the_bare_wish_is_asked_back(talk: Talk, heard: str) -> None:
    reply = talk.says("我想申请", heard, sure=0.35)
    assert reply.outcome == "clarify" and "丧葬和抚恤" in talk.labels and talk.form is None
    talk.taps("丧葬和抚恤")
    assert talk.form


def test_after_another_matter_the_bare_wish_tells_how_that_is_applied_for(talk: Talk) -> None:
    talk.says("高龄津贴怎么领", "policy_question")
    assert "社区登记" in talk.says("我想申请", "grant_application", sure=0.35).text


def test_a_stranger_who_comes_back_to_an_application_gets_the_form_at_once(talk: Talk) -> None:
    reply = talk.says("接着填我的申请", "grant_application")
    assert (reply.card["type"], reply.card["mode"], talk.form) == ("application", "new", None)
    assert talk.labels[:2] == ["新办一份", "查进度"]


def test_somebody_proven_who_comes_back_sees_the_unfinished_one(proven: Talk) -> None:
    reply = has_begun(proven).says("接着填我的申请", "grant_application")
    assert (reply.card["mode"], reply.private, len(reply.card["cases"])) == ("list", True, 1)
