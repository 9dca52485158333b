"""Numbers, times in words, calendar files and QR codes."""

import dataclasses
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from actions.booking.calendar_file import ics
from actions.booking.errors import TooBusy
from actions.booking.info import BookingInfo, Place
from actions.booking.numbers import easy_to_tell, fresh_numbers, grouped
from actions.booking.qr import qr_svg
from actions.booking.retry import TRIES, ChangedMeanwhile, with_retries
from actions.booking.wording import day_words, slot_words, time_words, when_words

INFO = BookingInfo(
    id=1, number="482853", state="confirmed", service="counter_check",
    starts_at=datetime(2026, 11, 24, 1, tzinfo=UTC), ends_at=datetime(2026, 11, 24, 1, 30, tzinfo=UTC),
    office=Place("street-1", "某某街道, 社会保障服务所", "某某路1号；" * 12, "12333"), person_id=7, held_until=None,
    half_day=None, address_masked=None, team=None, slot_id=3, confirmed_at=datetime(2026, 11, 23, tzinfo=UTC),
)  # fmt: skip


def test_numbers_are_six_to_eight_digits_that_sound_different():
    for number in fresh_numbers():
        assert re.fullmatch(r"[2345678]{6,8}", number)
        assert easy_to_tell(number)


@pytest.mark.parametrize("number", ["482482", "222345", "48444852", "23452345"])
def test_numbers_people_lose_count_of_are_not_given(number):
    assert not easy_to_tell(number)


@pytest.mark.parametrize(("number", "shown"), [("482853", "482 853"), ("4828537", "482 8537"), ("48285376", "4828 5376")])
def test_numbers_are_read_in_groups(number, shown):
    assert grouped(number) == shown


@pytest.mark.parametrize(
    ("hour", "minute", "words"), [(9, 0, "上午9:00"), (12, 30, "中午12:30"), (15, 5, "下午3:05"), (8, 30, "上午8:30")]
)
def test_times_are_said_as_people_say_them(hour, minute, words):
    assert time_words(datetime(2026, 11, 24, hour - 8, minute, tzinfo=UTC)) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 31), "今天 12月31日 周四"), (date(2027, 1, 1), "明天 2027年1月1日 周五"),
        (date(2027, 1, 2), "后天 2027年1月2日 周六"), (date(2027, 1, 3), "2027年1月3日 周日"),
    ],
)  # fmt: skip
def test_days_are_said_with_their_weekday(day, words):
    assert day_words(day, date(2026, 12, 31)) == words


def test_a_home_visit_is_said_as_a_half_day():
    starts, ends = datetime(2026, 11, 24, 5, tzinfo=UTC), datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert slot_words("home_visit", starts, ends) == "下午（13:00到16:00之间）"
    assert when_words("counter_check", starts, ends, date(2026, 11, 23)) == "明天 11月24日 周二 下午1:00"


def test_a_calendar_file_is_well_formed_and_its_uid_stays_when_the_booking_moves():
    file = ics(INFO, INFO.confirmed_at)
    lines = file.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert "DTSTART;TZID=Asia/Shanghai:20261124T090000" in lines
    assert "UID:482853@wanqing" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "某某街道\\, 社会保障服务所" in file.replace("\r\n ", "")
    later = ics(dataclasses.replace(INFO, id=2, confirmed_at=datetime(2026, 11, 23, 1, tzinfo=UTC)))
    number = re.compile(r"SEQUENCE:(\d+)")
    assert "UID:482853@wanqing" in later
    assert int(number.search(later)[1]) > int(number.search(file)[1])


def test_a_calendar_file_holds_nothing_personal():
    visit = dataclasses.replace(INFO, service="home_visit", address_masked="人民路****", team="第1组（王敏、李强）")
    file = ics(visit).replace("\r\n ", "")
    assert [word for word in ("人民路", "王敏", "person", "某某街道") if word in file] == []


def test_only_a_confirmed_booking_has_a_calendar_file():
    with pytest.raises(ValueError, match="confirmed"):
        ics(dataclasses.replace(INFO, number=None))


@given(some.text("字abc,;\\\n", max_size=120))
def test_any_place_folds_into_whole_characters(name):
    file = ics(dataclasses.replace(INFO, office=Place("o", name, "", "")))
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))


def test_a_qr_code_is_an_inline_svg_with_its_margin():
    svg = qr_svg("482853")
    assert svg.startswith("<svg") and svg.endswith("</svg>")
    assert "viewBox" in svg


def test_a_transaction_that_always_collides_ends_in_a_clear_error():
    tries = []

    def collide():
        tries.append(1)
        raise ChangedMeanwhile

    with pytest.raises(TooBusy) as caught:
        with_retries(collide, pause=lambda seconds: None)
    assert (len(tries), caught.value.status) == (TRIES, 503)


def test_a_real_error_is_not_tried_again():
    with pytest.raises(ZeroDivisionError):
        with_retries(lambda: 1 // 0)
