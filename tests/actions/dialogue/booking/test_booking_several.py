"""Two bookings of one person, a relative who books for the elder, and answers that must not cost a booking."""

import pytest
from booking_talk import Talk


@pytest.fixture
def busy(visitor: Talk) -> Talk:
    """Booked at the window for tomorrow and at home for the day after."""
    for wish, time in (("book_certification", "明天上午九点"), ("book_home_visit", "后天上午")):
        visitor.says("约窗口认证" if wish == "book_certification" else "约上门认证", wish)
        visitor.says(time, "inform_time")
        if visitor.slots.get("booking_slot") is None:
            visitor.says("第一个", "choose_option")
        assert visitor.says("是", "affirm").outcome == "done"
    return visitor


def test_each_of_two_bookings_has_its_buttons(busy: Talk) -> None:
    labels = [choice.label for choice in busy.says("我的预约", "my_bookings").choices]
    assert labels[:4] == ["改窗口认证的时间", "取消窗口认证", "改上门认证的时间", "取消上门认证"]
    assert "后天" in busy.taps("改上门认证的时间").text


@pytest.mark.parametrize(("said", "heard"), [("上门的那个", "nlu_fallback"), ("第二个", "choose_option")])
def test_moving_one_of_two_asks_which(busy: Talk, said: str, heard: str) -> None:
    assert "要改哪一个" in busy.says("我要改时间", "reschedule_booking").text
    assert "后天" in busy.says(said, heard).text


def test_a_named_one_of_two_moves_at_once(busy: Talk) -> None:
    assert "后天" in busy.says("上门的日子给我换一天", "reschedule_booking").text


def test_cancelling_one_of_two_asks_which(busy: Talk) -> None:
    assert "要取消哪一个" in busy.says("取消预约", "cancel_booking").text
    assert "真的要取消吗" in busy.says("第一个", "choose_option").text
    assert busy.says("对", "affirm").outcome == "done"
    assert [info.service for info in busy.bookings] == ["home_visit"]


@pytest.mark.parametrize(("said", "heard"), [
    ("不取消了", "cancel_booking"), ("别取消", "cancel_booking"), ("算了", "stop"), ("还是留着吧", "nlu_fallback"), ("不退了", "cancel_booking"),
])  # fmt: skip
def test_only_a_clear_yes_cancels(busy: Talk, said: str, heard: str) -> None:
    busy.says("取消上门认证", "cancel_booking")
    assert "没有取消" in busy.says(said, heard).text
    assert len(busy.bookings) == 2


def test_leaving_a_move_says_that_the_time_stands(busy: Talk) -> None:
    busy.says("窗口认证改个时间", "reschedule_booking")
    assert "没有变" in busy.says("算了", "stop").text


def test_a_relative_books_for_the_elder(counter) -> None:
    daughter = Talk(counter).relative(Talk(counter).proves())
    daughter.says("帮我妈约窗口认证", "book_certification")
    reply = daughter.says("明天上午九点", "inform_time")
    assert "给您家老人留了" in reply.text and "老人的身份证" in reply.text
    reply = daughter.says("对", "affirm")
    assert reply.outcome == "done" and "老人的身份证" in reply.text
    assert [info.state for info in daughter.bookings] == ["confirmed"]
    assert daughter.says("我的预约", "my_bookings").text.startswith("您家老人约好的是")


def test_a_relative_without_leave_for_certification_is_told_so(counter) -> None:
    son = Talk(counter).relative(Talk(counter).proves(), "payments")
    assert son.says("约窗口认证", "book_certification").outcome == "decline"


def test_never_mind_followed_by_another_time_goes_on(visitor: Talk) -> None:
    visitor.says("约窗口认证", "book_certification")
    visitor.says("明天下午", "inform_time")
    assert visitor.says("算了还是上午吧", "stop").card["type"] == "slots"


def test_yes_to_several_times_asks_for_one(visitor: Talk) -> None:
    visitor.says("约窗口认证", "book_certification")
    visitor.says("明天下午", "inform_time")
    assert visitor.says("对", "affirm").text.startswith("请说要第几个")
