"""The working calendar, every day of it."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.offices.calendar.days import day_kind
from actions.offices.calendar.notices import load_notices

NOTE_2027 = "2027年的放假安排还没有公布，到时以公布为准"


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_day_of_an_announced_year_agrees_with_an_independent_calendar(year):
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    assert days[-1] == date(year, 12, 31)
    told = {day: day_kind(day) for day in days}
    assert [day for day in days if told[day].workday != chinese_calendar.is_workday(day)] == []
    # That library counts plain weekends as holidays; its table of named days holds exactly the notice's.
    named = chinese_calendar.constants.holidays, chinese_calendar.constants.workdays
    assert [day for day in days if told[day].holiday != (day in named[0])] == []
    assert [day for day in days if told[day].make_up != (day in named[1])] == []
    assert {(kind.announced, kind.note) for kind in told.values()} == {(True, "")}


def test_every_notice_names_its_number_and_day_of_issue():
    told = {notice.year: (notice.number, notice.issued_on) for notice in load_notices().values()}
    assert told == {2025: ("国办发明电〔2024〕12号", date(2024, 11, 12)), 2026: ("国办发明电〔2025〕7号", date(2025, 11, 4))}
    assert all(str(notice.year) in notice.title for notice in load_notices().values())


def test_a_holiday_and_a_make_up_workday_are_named():
    assert day_kind(date(2026, 10, 5)).name == "国庆节"
    make_up = day_kind(date(2026, 10, 10))
    assert (make_up.workday, make_up.name) == (True, "国庆节调休上班")
    assert day_kind(date(2026, 11, 23)).name == "周一"


@pytest.mark.parametrize("day", ["2027-01-01", "2027-05-01", "2027-05-02", "2027-10-01", "2027-10-02", "2027-10-03"])
def test_days_off_by_law_are_closed_before_they_are_announced(day):
    kind = day_kind(date.fromisoformat(day))
    assert (kind.workday, kind.holiday, kind.announced, kind.note) == (False, True, False, NOTE_2027)


def test_an_ordinary_weekday_of_a_year_not_announced_is_worked_with_a_note():
    kind = day_kind(date(2027, 3, 10))
    assert (kind.workday, kind.announced, kind.note) == (True, False, NOTE_2027)


def test_the_spring_festival_of_a_year_not_announced_is_not_guessed():
    kind = day_kind(date(2027, 2, 8))  # 正月初三 of that year, a Monday
    assert (kind.holiday, kind.note) == (False, NOTE_2027)


def test_a_year_gone_by_is_not_said_to_be_announced_later():
    assert day_kind(date(2024, 6, 3)).note == "2024年的放假安排不在这里的资料里"


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_every_day_has_a_kind_and_a_note_unless_announced(day):
    kind = day_kind(day)
    assert kind.name
    assert bool(kind.note) is not kind.announced
    assert not (kind.holiday and (kind.workday or kind.make_up))
