"""Messages go out by day, Dalian time."""

from datetime import UTC, timedelta

import pytest
from booking_town import MONDAY, TUESDAY, at

from actions.booking.daytime import is_daytime, next_daytime


@pytest.mark.parametrize(
    ("moment", "by_day", "next_one"),
    [
        (at(MONDAY, 7, 59), False, at(MONDAY, 8)),
        (at(MONDAY, 8), True, at(MONDAY, 8)),
        (at(MONDAY, 19, 59), True, at(MONDAY, 19, 59)),
        (at(MONDAY, 20), False, at(TUESDAY, 8)),
        (at(TUESDAY, 0), False, at(TUESDAY, 8)),
        (at(MONDAY, 23, 59) + timedelta(seconds=59), False, at(TUESDAY, 8)),
    ],
)
def test_the_day_is_from_eight_to_eight(moment, by_day, next_one):
    for same in (moment, moment.astimezone(UTC)):
        assert (is_daytime(same), next_daytime(same)) == (by_day, next_one)
