"""action_records: one plain sentence first, then a card, and honest words when something is not there."""

from datetime import date

import pytest
from records_house import (
    ACCOUNT_NUMBER,
    ASSESSED,
    TODAY,
    House,
    ReadyKnowledge,
    kept_slots,
    paid,
    say,
    what_rasa_gets,
    whole_text,
)

from actions.dialogue.records import MATTERS, CallbackAction, RecordsAction
from actions.dialogue.records_words import SPEECH

RAISE = {"year": 2025, "fixed": 2_700, "by_years": 2_700, "by_pension": 960, "tilt": 2_000, "total": 8_360}


@pytest.fixture(scope="module")
def holder(knowledge):
    return ReadyKnowledge(knowledge)


@pytest.fixture
def house(empty_engine, tmp_path):
    return House(empty_engine, tmp_path / "home")


@pytest.fixture
def ask(house, holder):
    """Asks one thing as the person (or the relative with the grant) and returns the reply."""

    def asked(intent, person, grant=None, counter=None):
        action = RecordsAction(holder, counter or house.counter, lambda: TODAY)
        replies, _ = say(action, house.visit(person, grant), intent)
        assert len(replies) == 1
        return replies[0]

    return asked


def labels(reply):
    return [choice.label for choice in reply.choices]


# 这个月发了没有


def test_a_payment_that_arrived_is_said_in_one_sentence(house, ask):
    reply = ask("records_payment_arrived", house.person([paid(202611)]))
    assert reply.text == "您11月的养老金5,216.81元，已经在11月15日发到尾号1234的账户。"
    assert reply.outcome == "answer" and reply.private
    assert reply.card["as_of"] == "数据到2026年11月20日" and reply.card["total"] == {"label": "实发", "value": "5,216.81元"}
    assert labels(reply) == ["为什么是这个数", "和上个月比", "看认证", "回首页"]


@pytest.mark.parametrize(
    ("payment", "said"),
    [
        (paid(202611, state="planned", paid_on=None), "您11月的养老金5,216.81元，还没有发。哪天发，这里没有记，可以打12333问。"),
        (paid(202611, state="planned", paid_on=date(2026, 11, 25)), "还没有发。记录上写的是11月25日发，以实际到账为准。"),
        (paid(202611, paid_on=date(2026, 11, 25)), "还没有发。记录上写的是11月25日发，以实际到账为准。"),
        (paid(202611, paid_on=None), "您11月的养老金5,216.81元，已经发到尾号1234的账户。"),
        (paid(202611, state="returned"), "被银行退回来了，没有到账。请带身份证到社区或街道"),
        (paid(202611, state="suspended"), "您11月的养老金没有发，记录上是暂停发放。"),
    ],
)
def test_every_state_of_this_month_has_its_sentence(house, ask, payment, said):
    assert said in ask("records_payment_arrived", house.person([payment])).text


def test_a_month_that_is_not_there_yet_is_not_called_unpaid(house, ask):
    reply = ask("records_payment_arrived", house.person([paid(202610)]))
    assert reply.text.startswith("您11月的发放记录还没有到这里。记录没有到，不等于没有发。") and reply.outcome == "decline"
    assert "这里最近的一笔是10月的，5,216.81元，已发放。" in reply.text and "12333" in reply.text


def test_no_payment_at_all_is_no_proof_of_none(house, ask):
    reply = ask("records_payment_arrived", house.person())
    assert reply.outcome == "decline" and "不等于没有发" in reply.text and "0.00" not in whole_text(reply)


def test_a_payment_without_a_known_account_names_none(house, ask):
    reply = ask("records_payment_arrived", house.person([paid(202611)], account=False))
    assert reply.text == "您11月的养老金5,216.81元，已经在11月15日发出。"


# 一个月多少钱


def test_the_monthly_amount_leaves_out_what_is_paid_once(house, ask):
    reply = ask("records_payment_amount", house.person([paid(202611, back_pay=50_000)]))
    assert reply.text == "按11月的记录，您每月的养老金是5,216.81元。11月还有一次性补发500.00元。"


def test_a_deduction_does_not_make_the_pension_smaller(house, ask):
    reply = ask("records_payment_amount", house.person([paid(202611, deduction=10_000)]))
    assert "您每月的养老金是5,216.81元。11月扣回了100.00元。" in reply.text


# 为什么是这个数


def test_a_payment_explains_itself_line_by_line(house, ask):
    person = house.person([paid(202611, adjustment=8_360)], ASSESSED, [RAISE])
    reply = ask("records_payment_reason", person)
    assert reply.text.startswith("您11月的养老金5,300.41元，是4项加起来的：基础养老金3,134.60元，")
    card = reply.card
    assert card["type"] == "reason" and card["missing"] == [] and card["as_of"] == "数据到2026年11月20日"
    assert [line["label"] for line in card["lines"]] == ["基础养老金", "个人账户养老金", "过渡性养老金", "历年调整增加的"]
    assert card["lines"][0]["basis"] == "依据：国发〔2005〕38号第六部分"
    assert "以社保核定为准" in "".join(card["notes"])
    assert {"国发〔2005〕38号"} <= {citation.number for citation in reply.citations}


def test_what_does_not_agree_or_is_missing_is_said_and_not_guessed(house, ask):
    person = house.person([paid(202611, basic=300_000)], ASSESSED | {"average_index": None})
    missing = ask("records_payment_reason", person)
    assert missing.card["missing"] == ["平均缴费指数"] and "不替您猜" in missing.text
    person = house.person([paid(202611, basic=300_000)], ASSESSED)
    odd = ask("records_payment_reason", person)
    assert "3,134.60元" in odd.text and "3,000.00元" in odd.text and "以社保核定为准" in odd.text


def test_without_payments_there_is_no_reason(house, ask):
    assert ask("records_payment_reason", house.person()).outcome == "decline"


# 比上个月


def test_less_than_last_month_names_what_ended(house, ask):
    reply = ask("records_payment_change", house.person([paid(202611), paid(202610, back_pay=50_000)]))
    assert reply.text == "您11月到手的养老金比10月少了500.00元。10月补发了500.00元，11月没有补发了。"
    assert [line["label"] for line in reply.card["lines"]] == ["10月", "11月"]


def test_the_same_as_last_month_is_said(house, ask):
    reply = ask("records_payment_change", house.person([paid(202611), paid(202610)]))
    assert reply.text == "您11月到手的养老金和10月一样。"


def test_the_first_payment_is_not_compared_with_nothing(house, ask):
    reply = ask("records_payment_change", house.person([paid(202611)]))
    assert "10月的记录这里没有，比不了" in reply.text and "多了" not in reply.text


def test_a_difference_no_part_explains_is_not_explained_away(house, ask):
    reply = ask("records_payment_change", house.person([paid(202611, total=600_000), paid(202610)]))
    assert "是哪一项变了，记录里看不出来" in reply.text


# 其余


def test_contribution_years_are_told_in_years_and_months(house, ask):
    reply = ask("records_contribution_years", house.person(assessed=ASSESSED | {"actual_months": 330}))
    assert reply.text == "您的缴费年限一共35年6个月，其中实际缴费27年6个月，视同缴费8年。"
    assert reply.card["total"]["value"] == "35年6个月"


def test_half_known_contribution_years_are_not_summed(house, ask):
    reply = ask("records_contribution_years", house.person(assessed=ASSESSED | {"deemed_months": None}))
    assert "视同缴费的年限这里没有，所以说不出一共多少年" in reply.text and "total" not in reply.card


def test_the_account_balance_has_its_own_day(house, ask):
    reply = ask("records_account_balance", house.person())
    assert reply.text == "您的养老保险个人账户余额是12,345.67元，这是2026年9月30日的数。"


def test_of_the_bank_account_only_the_tail_is_shown(house, ask):
    reply = ask("records_payment_account", house.person())
    assert reply.text == "您的养老金发到中国银行的账户，尾号1234。" and ACCOUNT_NUMBER not in whole_text(reply)


def test_the_raises_of_the_years_are_listed_and_the_next_is_not_foretold(house, ask):
    reply = ask("records_adjustments", house.person(raises=[RAISE]))
    assert reply.text.startswith("您的养老金2025年每月涨了83.60元。2026年涨不涨，这里还没有记录")
    assert reply.card["lines"][0]["note"] == "定额27.00元＋年限27.00元＋养老金挂钩9.60元＋倾斜20.00元"


def test_the_personnel_file_has_its_place_or_an_honest_no(house, ask):
    assert "中山区退管中心" in ask("records_archive_place", house.person()).text
    unknown = ask("records_archive_place", house.person(archive_place=None))
    assert unknown.outcome == "decline" and "没有记录" in unknown.text and unknown.citations


def test_the_medical_standing_is_told_with_where_to_ask(house, ask):
    assert ask("records_medical_standing", house.person()).text == "按这里的记录，您的医保状态是正常。"
    assert "12393" in ask("records_medical_standing", house.person(medical_standing="欠费")).text
    assert ask("records_medical_standing", house.person(medical_standing=None)).outcome == "decline"


# 谁看, 谁听


@pytest.mark.parametrize("intent", MATTERS)
def test_nothing_personal_is_spoken_before_it_is_asked_for(house, ask, intent):
    person = house.person([paid(202611), paid(202610)], ASSESSED, [RAISE])
    reply = ask(intent, person)
    assert reply.private and reply.speech.endswith("请点读出来。") and not any(char.isdigit() for char in reply.speech)
    assert reply.speech_on_request == reply.text


@pytest.mark.parametrize("intent", MATTERS)
def test_every_card_says_how_old_it_is(house, ask, intent):
    person = house.person([paid(202611), paid(202610)], ASSESSED, [RAISE])
    assert "2026年" in ask(intent, person).card["as_of"]


@pytest.mark.parametrize("intent", [key for key, matter in MATTERS.items() if matter.scope != "own"])
def test_a_relative_hears_of_the_elder_and_never_of_themselves(house, ask, intent):
    person = house.person([paid(202611), paid(202610)], ASSESSED, [RAISE])
    reply = ask(intent, person, house.allow(person))
    assert "您家老人张**" in reply.text and "秀兰" not in whole_text(reply) and not reply.text.startswith("您的")


def test_a_relative_is_offered_only_what_is_open_to_them(house, ask):
    person = house.person([paid(202611)])
    assert labels(ask("records_payment_arrived", person, house.allow(person, "payments"))) == [
        "为什么是这个数", "和上个月比", "回首页",
    ]  # fmt: skip


@pytest.mark.parametrize("intent", MATTERS)
def test_a_relative_without_the_scope_is_told_so_and_sees_nothing(house, ask, intent):
    person = house.person([paid(202611)], ASSESSED)
    reply = ask(intent, person, house.allow(person, "grant"))
    assert reply.outcome == "decline" and reply.card is None and "5,216" not in whole_text(reply)
    assert not house.audited("records:view")


def test_rasa_gets_a_token_and_no_amount(house, holder):
    opened = house.visit(house.person([paid(202611)]))
    action = RecordsAction(holder, house.counter, lambda: TODAY)
    action.private_replies = house.counter.private
    (message,) = what_rasa_gets(action, opened, "records_payment_arrived")
    assert "5,216" not in str(message) and "1234" not in str(message)


def test_an_unclear_wish_is_asked_back(house, holder):
    replies, _ = say(RecordsAction(holder, house.counter), house.visit(), "records_something")
    assert replies[0].outcome == "clarify"


# 系统连不上


class DownRecords:
    """A city's system that refuses every connection."""

    def __getattr__(self, name):
        def ask(*_):
            raise ConnectionRefusedError

        return ask


@pytest.mark.parametrize("intent", [key for key in MATTERS if key != "records_certification_state"])
def test_when_the_records_are_down_people_hear_it_and_may_be_called_back(house, ask, intent):
    person = house.person([paid(202611)], ASSESSED)
    assert ask(intent, person).outcome == "answer" or intent in ("records_payment_change", "records_adjustments")
    reply = ask(intent, person, counter=house.with_gateway(DownRecords()))
    assert reply.outcome == "error" and reply.text.startswith("现在连不上个人记录") and "12333" in reply.text
    assert reply.card is None and "5,216" not in reply.text and "没有记录" not in reply.text
    assert labels(reply)[:2] == ["让工作人员给我回电话", "再查一次"]


def test_the_call_back_remembers_what_was_asked(house, holder):
    opened = house.visit(house.person())
    down = house.with_gateway(DownRecords())
    _, events = say(RecordsAction(holder, down), opened, "records_account_balance")
    replies, events = say(CallbackAction(down), opened, "ask_callback", **kept_slots(events))
    assert replies[0].outcome == "done" and kept_slots(events) == {"pending_request": None}
    assert [callback.matter for callback in down.records.callbacks.open()] == ["查个人账户余额"]


def test_a_stranger_is_not_called_back_before_proving_who_they_are(house):
    replies, _ = say(CallbackAction(house.counter), house.visit(), "ask_callback")
    assert replies[0].outcome == "verify" and house.counter.records.callbacks.open() == []


def test_speech_is_the_same_for_everybody():
    assert SPEECH == "查到了，在屏幕上。要听，请点读出来。"
