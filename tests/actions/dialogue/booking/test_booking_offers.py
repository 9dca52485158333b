"""A freed place that is kept for somebody who waits: seen, taken, given on, missed."""

from datetime import timedelta

import pytest
from booking_talk import TODAY, Talk, passed


@pytest.fixture
def offered(visitor: Talk) -> Talk:
    """A place at the window is kept for the visitor until 8:15."""
    visitor.counter.bookings.join_waiting(
        visitor.person_id, "street-1", "counter_check", TODAY, TODAY + timedelta(7), actor=f"person:{visitor.person_id}"
    )
    assert visitor.counter.bookings.offer_freed() == 1
    return visitor


@pytest.mark.parametrize(("said", "heard"), [("我要约认证", "book_certification"), ("我的预约", "my_bookings")])
def test_an_offer_is_shown_first_with_its_time(offered: Talk, said: str, heard: str) -> None:
    reply = offered.says(said, heard)
    assert "给您留着" in reply.text and "留到今天上午8:15" in reply.text
    assert [choice.label for choice in reply.choices][:2] == ["要这个", "不要了"]
    assert reply.private and "8:" not in reply.speech


@pytest.mark.parametrize(("said", "heard"), [("要", "affirm"), ("要这个", "nlu_fallback"), ("行", "affirm"), ("第一个", "choose_option")])
def test_an_offer_is_taken_by_a_word(offered: Talk, said: str, heard: str) -> None:
    offered.says("我的预约", "my_bookings")
    assert offered.says(said, heard).outcome == "done"
    assert [info.state for info in offered.bookings] == ["confirmed"]


def test_an_offer_is_taken_by_touch(offered: Talk) -> None:
    offered.says("我要约认证", "book_certification")
    assert offered.taps("要这个").card["type"] == "booking"


@pytest.mark.parametrize(("said", "heard"), [("不要了", "cancel_booking"), ("不要", "deny"), ("我不去了", "cancel_booking")])
def test_an_offer_not_wanted_goes_to_the_next(offered: Talk, said: str, heard: str) -> None:
    offered.says("我的预约", "my_bookings")
    assert "让给别人" in offered.says(said, heard).text
    assert (offered.bookings, offered.counter.bookings.waiting(offered.person_id), offered.form) == ([], [], None)


def test_who_books_goes_on_after_an_offer_not_wanted(offered: Talk) -> None:
    offered.says("我要约认证", "book_certification")
    reply = offered.taps("不要了")
    assert "让给别人" in reply.text and "去窗口" in [choice.label for choice in reply.choices]


def test_never_mind_leaves_the_offer_standing(offered: Talk) -> None:
    offered.says("我的预约", "my_bookings")
    assert "还给您留着" in offered.says("算了", "stop").text
    assert len(offered.counter.bookings.offers(offered.person_id)) == 1


def test_an_offer_that_ran_out_meanwhile_says_so_and_goes_on(offered: Talk) -> None:
    offered.says("我要约认证", "book_certification")
    passed.append(timedelta(minutes=16))
    reply = offered.taps("要这个")
    assert "让给下一位" in reply.text and "去窗口" in [choice.label for choice in reply.choices]


def test_who_comes_too_late_hears_what_became_of_the_place(offered: Talk) -> None:
    passed.append(timedelta(minutes=20))
    reply = offered.says("我的预约", "my_bookings")
    assert "8:15没有确认" in reply.text and "约认证" in [choice.label for choice in reply.choices]
    assert "8:15没有确认" in offered.says("我要约认证", "book_certification").text


def test_the_message_says_how_to_take_the_place(offered: Talk) -> None:
    offered.counter.messages.send_due()
    text = next(message.text for message in offered.counter.messages.sent(5) if message.kind == "slot_freed")
    assert all(words in text for words in ("上午8:15", "点“约认证”", "点“要这个”"))
