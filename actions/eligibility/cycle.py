"""Calendar arithmetic of the certification cycle: pure functions over Dalian calendar days."""

import calendar
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later, or the month's last day when there is none (《民法典》第二百零二条).

    2024-02-29 and 12 months give 2025-02-28; 2023-02-28 and 12 months give 2024-02-28, its own corresponding day.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def due_on(last_on: date, cycle_months: int) -> date:
    """The last day of the cycle after a success on `last_on`; that day itself is still in time.

    It is not moved past a holiday (《民法典》第二百零三条 would allow it): an earlier day told costs nobody a payment.
    """
    return add_months(last_on, cycle_months)


def first_day_still_valid(on: date, cycle_months: int) -> date:
    """The earliest day of success whose cycle has not run out on `on`."""
    day = add_months(on, -cycle_months)
    while due_on(day, cycle_months) < on:  # only around 29 February, at most one step
        day += timedelta(days=1)
    return day


def first_of_next_month(day: date) -> date:
    """The first day of the month after `day`'s."""
    return add_months(day.replace(day=1), 1)
