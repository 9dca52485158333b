"""Booking in words: what people say in the form, and what comes of it."""

from datetime import date

import pytest
from booking_talk import Talk

from actions.clock import SHANGHAI


def local(info) -> str:
    return f"{info.starts_at.astimezone(SHANGHAI):%m-%d %H:%M}"


def at_the_window(visitor: Talk) -> Talk:
    visitor.says("我要预约认证", "book_certification")
    visitor.taps("去窗口")
    return visitor


def test_a_stranger_proves_first_and_the_wish_is_kept(stranger: Talk) -> None:
    reply = stranger.says("明天上午给我约个窗口认证", "book_certification")
    assert (reply.outcome, reply.card["type"]) == ("verify", "identity")
    stranger.proves()
    reply = stranger.says("/identity_proven", "identity_proven")
    assert reply.outcome == "ask"
    assert reply.card["groups"][0]["heading"] == "明天 11月24日 周二"


def test_a_stranger_who_wishes_again_is_asked_for_the_proof_again(stranger: Talk) -> None:
    """First the tile, then 首页, then the tile once more; the time that was wished for stays."""
    stranger.says("明天上午给我约个认证", "book_certification")
    assert stranger.says("/book_certification", "book_certification").outcome == "verify"
    assert stranger.says("/book_home_visit", "book_home_visit").outcome == "verify"
    stranger.proves()
    assert stranger.says("/identity_proven", "identity_proven").card["groups"][0]["heading"] == "明天 11月24日 周二"


def test_a_booking_wished_after_something_else_asks_for_the_proof_and_goes_on_after_it(stranger: Talk) -> None:
    """查养老金, 首页, 约认证: the newest wish counts."""
    stranger.slots["pending_request"] = "records_payment_arrived"
    assert stranger.says("/book_certification", "book_certification").outcome == "verify"
    assert stranger.slots["pending_request"] is None
    stranger.proves()
    assert stranger.says("/identity_proven", "identity_proven").outcome == "ask"


def test_the_way_is_asked_then_the_time_then_yes(visitor: Talk) -> None:
    assert visitor.says("我要预约认证", "book_certification").outcome == "ask"
    assert "春海街道" in visitor.taps("去窗口").text
    reply = visitor.says("明天上午", "inform_time")
    assert [item["label"] for item in reply.card["groups"][0]["items"]][0] == "上午8:30"
    reply = visitor.says("第二个", "choose_option")
    assert (reply.outcome, reply.private) == ("confirm", True)
    assert "本人身份证" in reply.text
    reply = visitor.says("对", "affirm")
    assert (reply.outcome, reply.card["type"]) == ("done", "booking")
    assert reply.card["qr"].startswith("<svg")
    assert [(info.state, local(info)) for info in visitor.bookings] == [("confirmed", "11-24 09:00")]
    assert visitor.form is None


def test_nothing_personal_is_spoken_or_kept_in_slots(visitor: Talk) -> None:
    visitor.says("上门给我认证", "book_home_visit")
    reply = visitor.says("后天上午", "inform_time")
    reply = visitor.says("第一个", "choose_option")
    assert "春海路" in reply.text
    told = f"{visitor.slots} {reply.speech}"
    assert not [word for word in ("春海路", "张秀兰", "88号", "502", "1990000") if word in told]


@pytest.mark.parametrize(("said", "when"), [("改成下午", "11-24 13:00"), ("不对，改成后天上午", "11-25 08:30"), ("早一点", "11-23 08:30")])
def test_a_change_at_the_last_question_is_taken(visitor: Talk, said: str, when: str) -> None:
    at_the_window(visitor).says("明天上午", "inform_time")
    assert visitor.says("第一个", "choose_option").outcome == "confirm"
    assert visitor.says(said, "inform_time").outcome == "ask"
    visitor.says("第一个", "choose_option")
    visitor.says("确定", "affirm")
    assert [local(info) for info in visitor.bookings] == [when]


def test_a_precise_free_time_goes_straight_to_the_confirmation(visitor: Talk) -> None:
    reply = at_the_window(visitor).says("后天下午两点", "inform_time")
    assert reply.outcome == "confirm"
    assert "下午2:00" in reply.text


def test_whatever_takes_the_earliest(visitor: Talk) -> None:
    assert at_the_window(visitor).says("随便", "anything").outcome == "confirm"
    visitor.says("行", "affirm")
    assert [local(info) for info in visitor.bookings] == ["11-23 08:30"]


def test_never_mind_ends_the_form_and_gives_the_place_back(visitor: Talk) -> None:
    at_the_window(visitor).says("随便", "anything")
    assert visitor.bookings
    reply = visitor.says("算了", "stop")
    assert "先不约" in reply.text
    assert (visitor.form, visitor.bookings, visitor.slots["booking_held"]) == (None, [], None)


def test_a_weekend_has_no_time_so_the_nearest_and_the_waiting_list_are_offered(visitor: Talk) -> None:
    reply = at_the_window(visitor).says("周末", "inform_time")
    assert reply.text.startswith("您说的日子不办公")
    assert "排队等空位" in [choice.label for choice in reply.choices]
    reply = visitor.taps("排队等空位")
    assert "给您排上了" in reply.text and "周六" not in reply.text  # nobody waits for a closed day


def test_a_lunar_day_is_asked_back(visitor: Talk) -> None:
    reply = at_the_window(visitor).says("腊月二十三", "inform_time")
    assert "阳历" in reply.text
    assert visitor.form == "booking_form"


def test_a_policy_question_is_left_to_its_own_rule(visitor: Talk) -> None:
    at_the_window(visitor)
    before = dict(visitor.slots)
    assert visitor.says("认证要不要带户口本和照片去", "policy_question").text == "（这句由别的规则回答）"
    assert (visitor.form, visitor.slots) == ("booking_form", before)


def test_two_failed_answers_explain_and_the_third_offers_a_person(visitor: Talk) -> None:
    at_the_window(visitor)
    first, second, third = (visitor.says("呜哩哇啦", "nlu_fallback") for _ in range(3))
    assert "说个日子就行" not in first.text
    assert "说个日子就行" in second.text
    assert "找工作人员" in [choice.label for choice in third.choices]
    assert visitor.says("明天", "inform_time").card["type"] == "slots"


def test_who_is_booked_already_is_shown_it_and_can_move_it(visitor: Talk) -> None:
    at_the_window(visitor).says("明天上午九点", "inform_time")
    visitor.says("是", "affirm")
    assert "已经约好了" in at_the_window(visitor).replies[-1].text
    assert visitor.form is None
    assert "改到什么时候" in visitor.taps("改时间").text
    reply = visitor.says("后天下午两点", "inform_time")
    assert reply.outcome == "confirm"
    assert visitor.says("对", "affirm").outcome == "done"
    assert [(info.state, local(info)) for info in visitor.bookings] == [("confirmed", "11-25 14:00")]


def test_moving_by_voice_and_changing_ones_mind(visitor: Talk) -> None:
    at_the_window(visitor).says("明天上午九点", "inform_time")
    visitor.says("是", "affirm")
    reply = visitor.says("把我的预约改到后天上午九点", "reschedule_booking")
    assert reply.outcome == "confirm"
    visitor.says("算了", "stop")
    assert [local(info) for info in visitor.bookings] == ["11-24 09:00"]


def test_cancelling_asks_first_and_can_be_taken_back(visitor: Talk) -> None:
    at_the_window(visitor).says("明天上午九点", "inform_time")
    visitor.says("是", "affirm")
    assert visitor.says("取消预约", "cancel_booking").outcome == "confirm"
    assert "没有取消" in visitor.says("不取消", "deny").text
    visitor.says("取消预约", "cancel_booking")
    assert visitor.says("是", "affirm").outcome == "done"
    assert visitor.bookings == []
    assert visitor.taps("约回来").outcome == "done"
    assert [local(info) for info in visitor.bookings] == ["11-24 09:00"]


def test_another_place_is_chosen_by_name(visitor: Talk) -> None:
    reply = at_the_window(visitor).says("换个地方", "nlu_fallback")
    assert "石葵路街道" in [choice.label for choice in reply.choices]
    assert "石葵路街道" in visitor.says("石葵路", "nlu_fallback").text


def test_who_was_confirmed_silently_hears_there_is_nothing_to_do(counter) -> None:
    visitor = Talk(counter).proves(certified_on=date(2026, 10, 1), channel="data_match")
    reply = visitor.says("我要预约认证", "book_certification")
    assert "不用再办" in reply.text
    assert reply.private
    assert "2027" not in reply.speech
    assert "春海街道" in visitor.taps("去窗口").text


def test_bookings_ticket_and_waiting_outside_the_form(visitor: Talk) -> None:
    assert "没有约好" in visitor.says("查预约", "my_bookings").text
    at_the_window(visitor).says("明天上午九点", "inform_time")
    visitor.says("是", "affirm")
    reply = visitor.says("查预约", "my_bookings")
    assert reply.card["type"] == "booking"
    assert "9:00" not in reply.speech
    assert "没有在排队" in visitor.says("我不排候补了", "join_waiting").text


def test_the_proof_running_out_in_the_middle_asks_for_it_again(visitor: Talk) -> None:
    at_the_window(visitor)
    visitor.counter.identity.end(visitor.visit.id, "idle")
    assert visitor.says("明天上午", "inform_time").outcome == "verify"
    assert visitor.form == "booking_form"


def test_a_time_tapped_instead_of_yes_replaces_the_one_held(visitor: Talk) -> None:
    at_the_window(visitor).says("明天上午", "inform_time")
    later = visitor.replies[-1].choices[2].payload
    visitor.says("第一个", "choose_option")
    value = later.split('": "')[1].removesuffix('"}')
    visitor._turn(later, "booking_choice", [{"entity": "booking_pick", "value": value}])
    visitor.says("是", "affirm")
    assert [(info.state, local(info)) for info in visitor.bookings] == [("confirmed", "11-24 09:30")]


def test_waiting_instead_of_yes_gives_the_held_place_back(visitor: Talk) -> None:
    at_the_window(visitor).says("明天上午九点", "inform_time")
    assert "给您排上了" in visitor.says("候补", "join_waiting").text
    assert visitor.bookings == []


def test_the_proof_without_consent_asks_for_the_consent_alone(stranger: Talk) -> None:
    stranger.says("我要预约认证", "book_certification")
    stranger.proves(consents=False)
    reply = stranger.says("/identity_proven", "identity_proven")
    assert (len(stranger.replies), reply.card["type"]) == (1, "consent")
    assert "怎么认证" in stranger.says("行,我同意", "affirm").text


def test_the_question_for_a_day_says_so_and_the_list_of_times_is_numbered(visitor: Talk) -> None:
    at_the_window(visitor)
    if "哪里" in visitor.replies[-1].text:
        visitor.taps(visitor.replies[-1].choices[0].label)
    asked = visitor.replies[-1]
    assert "哪天" in asked.text and asked.asks_for == "day"
    visitor.says("明天上午")
    assert visitor.replies[-1].asks_for == ""
