"""Wishes for a time changed by another one: 改成下午, 早一点."""

from datetime import date, timedelta

from actions.when.model import TimeWish
from actions.when.wish import FARTHEST_DAYS, OPEN_DAYS

_A_WEEK = timedelta(days=7)


def merged(before: TimeWish | None, wish: TimeWish, today: date) -> TimeWish:
    """A wish without a day (改成下午) keeps the day wished before; one without a time of day stands alone."""
    if wish.names_day or before is None or wish.earliest:
        return wish
    return TimeWish(max(before.first, today), max(before.last, today), wish.part, wish.clock, before.names_day)


def shifted(wish: TimeWish, earlier: bool, today: date) -> TimeWish | None:
    """早一点: the morning, else the days before; 晚一点: the afternoon, else the days after. None: nothing is earlier."""
    afternoon = wish.part == "afternoon" or (wish.clock is not None and wish.clock.hour >= 12)
    if earlier and afternoon:
        return TimeWish(wish.first, wish.last, "morning")
    if earlier:
        last = wish.first - timedelta(1)
        return TimeWish(max(today, last - _A_WEEK), last) if last >= today else None
    if not afternoon and wish.names_day and wish.first == wish.last:
        return TimeWish(wish.first, wish.last, "afternoon")
    first = min(wish.last + timedelta(1), today + timedelta(FARTHEST_DAYS))
    return TimeWish(first, min(first + timedelta(OPEN_DAYS), today + timedelta(FARTHEST_DAYS)))
