"""When one office is open."""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from actions.offices.hours import ClosedDays, OfficeHours

MORNING, AFTERNOON = (time(8, 30), time(11, 30)), (time(13, 0), time(16, 30))
WEEK = [(day, *span) for day in range(5) for span in (AFTERNOON, MORNING)]
OFFICE = OfficeHours(WEEK, [ClosedDays(date(2026, 12, 8), date(2026, 12, 9), "换供暖管道")])


def shown(spans):
    return [f"{opens:%m-%d %H:%M%z}-{closes:%H:%M}" for opens, closes in spans]


def test_a_lunch_break_makes_two_spans_in_dalian_time():
    assert shown(OFFICE.spans(date(2026, 11, 24))) == ["11-24 08:30+0800-11:30", "11-24 13:00+0800-16:30"]


def test_a_weekend_is_closed_and_said_so():
    assert OFFICE.spans(date(2026, 11, 28)) == []
    assert OFFICE.why_closed(date(2026, 11, 28)) == "11月28日是周六，这里不开门。"
    assert OFFICE.why_closed(date(2026, 11, 27)) is None


def test_a_holiday_closes_even_an_office_open_at_weekends():
    office = OfficeHours([*WEEK, (5, time(9), time(11))])
    assert shown(office.spans(date(2026, 11, 28))) == ["11-28 09:00+0800-11:00"]
    assert office.spans(date(2026, 10, 3)) == []
    assert office.why_closed(date(2026, 10, 3)) == "10月3日是国庆节放假，这里不开门。"


def test_a_make_up_workday_has_the_hours_of_a_monday():
    friday_short = OfficeHours([*[(day, *MORNING) for day in range(5)], (0, *AFTERNOON), (5, time(9), time(10))])
    assert shown(friday_short.spans(date(2026, 10, 10))) == ["10-10 08:30+0800-11:30", "10-10 13:00+0800-16:30"]


def test_an_office_closed_on_mondays_makes_up_with_its_first_working_day():
    assert shown(OfficeHours([(2, *MORNING)]).spans(date(2026, 10, 10))) == ["10-10 08:30+0800-11:30"]
    assert OfficeHours([(5, *MORNING)]).spans(date(2026, 10, 10)) == []


def test_a_closure_gives_its_reason_on_both_its_days():
    assert [bool(OFFICE.spans(date(2026, 12, day))) for day in (7, 8, 9, 10)] == [True, False, False, True]
    assert OFFICE.why_closed(date(2026, 12, 9)) == "12月9日这里不开门：换供暖管道。"


def test_a_weekday_of_a_year_not_announced_is_open():
    assert len(OFFICE.spans(date(2027, 3, 10))) == 2


@given(st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_an_office_is_open_or_says_why_not(day):
    spans = OFFICE.spans(day)
    assert bool(spans) is (OFFICE.why_closed(day) is None)
    assert all(opens < closes and opens.utcoffset() == timedelta(hours=8) for opens, closes in spans)
    assert all(opens.date() == closes.date() == day for opens, closes in spans)
