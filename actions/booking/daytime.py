"""When people may be disturbed: a telephone that rings at night frightens, and nobody can answer an offer asleep.

Our own rule, not one of an office.
"""

from datetime import datetime, time, timedelta

from actions.clock import SHANGHAI

FIRST, LAST = time(8), time(20)  # Dalian time: from the first, before the last


def is_daytime(moment: datetime) -> bool:
    """Whether a message may go out at `moment`."""
    return FIRST <= moment.astimezone(SHANGHAI).time() < LAST


def next_daytime(moment: datetime) -> datetime:
    """`moment` itself by day, else the next morning's beginning."""
    if is_daytime(moment):
        return moment
    local = moment.astimezone(SHANGHAI)
    day = local.date() if local.time() < FIRST else local.date() + timedelta(days=1)
    return datetime.combine(day, FIRST, SHANGHAI)
