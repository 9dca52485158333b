"""What 找工作人员 says about the office in which the machine stands: its counter and its hours of the week."""

from collections.abc import Sequence
from datetime import time
from itertools import groupby

from actions.offices.calendar.days import WEEKDAYS
from actions.offices.hours import OfficeHours
from actions.offices.model import Office

HOLIDAYS = "节假日和临时关门，看门口的通知"


def desk_words(office: Office) -> str:
    """Where to go, as a clause without full stop."""
    phone = f"，电话{office.phone}" if office.phone else ""
    return f"这里是{office.name}，请到服务台找工作人员{phone}"


def hours_words(hours: OfficeHours) -> str:
    """The hours of the week as a clause without full stop; empty when the office entered none. They must hold for as
    long as the page stays open, so nothing is said of today."""
    days = [(day, _spans(hours, day)) for day in range(7)]
    told = []
    for spans, group in groupby(days, key=lambda entry: entry[1]):
        if spans:
            told.append(f"{_days([day for day, _ in group])}{'、'.join(spans)}")
    return f"办公时间：{'；'.join(told)}。{HOLIDAYS}" if told else ""


def _spans(hours: OfficeHours, day: int) -> tuple[str, ...]:
    return tuple(f"{_clock(opens)}到{_clock(closes)}" for on, opens, closes in sorted(hours.hours) if on == day)


def _days(days: Sequence[int]) -> str:
    first, last = WEEKDAYS[days[0]], WEEKDAYS[days[-1]]
    if len(days) == 1:
        return first
    return f"{first}{'、' if len(days) == 2 else '到'}{last}"


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02d}"
