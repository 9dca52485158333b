"""Whatever is said in whatever order: no crash, at most one open booking, nothing held once the form is over."""

from booking_talk import Talk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.counter import Counter

SAID = st.sampled_from([
    ("约认证", "book_certification"), ("上门认证", "book_home_visit"), ("视频认证", "book_video"), ("明天上午", "inform_time"),
    ("改成下午", "inform_time"), ("随便", "anything"), ("第二个", "choose_option"), ("是", "affirm"), ("不对", "deny"),
    ("算了", "stop"), ("换个地方", "nlu_fallback"), ("早一点", "inform_time"), ("晚一点", "inform_time"), ("换一天", "inform_time"),
    ("候补", "join_waiting"), ("取消预约", "cancel_booking"), ("改到后天", "reschedule_booking"), ("查预约", "my_bookings"),
    ("认证要带什么", "policy_question"), ("腊月二十三", "inform_time"), ("都不行", "none_of_these"), ("昨天", "inform_time"),
    ("去窗口", "nlu_fallback"), ("呜哩哇", "nlu_fallback"), ("我家附近", "nlu_fallback"),
])  # fmt: skip


@given(st.lists(SAID, min_size=3, max_size=9))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_talk_ends_whole(counter: Counter, said: list[tuple[str, str]]) -> None:
    visitor = Talk(counter).proves()
    for text, intent in said:
        visitor.says(text, intent)
        services = [info.service for info in visitor.bookings]
        assert len(services) == len(set(services))
    if visitor.form == "booking_form":
        visitor.says("算了", "stop")
    assert "held" not in {info.state for info in visitor.bookings}
