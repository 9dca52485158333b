"""A second way of working it out, month by month in twelfths, for comparison only: it knows no table and no band look-up."""

from fractions import Fraction

WHOLE, TWELFTHS = "whole", "twelfths"
_MONTHLY = {2022: (3588, 3588), 2023: (3667, 3667), 2025: (3999, 3999), 2026: (4171, 4172)}


def active(contribution, way):
    """Twelfths of a month of income after paying in `contribution` times, counted one by one."""
    due, waiting = 3 * 12, 0
    for paid in range(1, min(contribution, 360) + 1):
        if paid == 60:
            due += 3 * 12
        if paid == 120:
            due += 3 * 12
        if paid > 180:
            waiting += 1
            if way == TWELFTHS or waiting == 12:
                due, waiting = due + waiting, 0
    return due


def retired(contribution, drawn, contribution_way, drawn_way):
    """The same less what every month of pension takes away, down to nine months."""
    due, waiting = active(contribution, contribution_way), 0
    for _ in range(drawn):
        waiting += 1
        if drawn_way == TWELFTHS or waiting == 12:
            due, waiting = due - waiting, 0
    return due if due > 9 * 12 else 9 * 12


def span(status, contribution, drawn):
    """The least and the most months of income, whichever way part years count."""
    if status != "retired":
        ways = [active(contribution, way) for way in (WHOLE, TWELFTHS)]
    else:
        ways = [retired(contribution, drawn, one, other) for one in (WHOLE, TWELFTHS) for other in (WHOLE, TWELFTHS)]
    return Fraction(min(ways), 12), Fraction(max(ways), 12)


def money(status, contribution, drawn, year):
    """(low, high) of both payments in 分, each payment rounded by itself; without the cap of few years."""
    sides = zip(_MONTHLY[year], span(status, contribution, drawn), strict=True)
    return tuple(2 * yuan * 100 + _nearest(yuan * 100 * months) for yuan, months in sides)


def _nearest(cents):
    below = cents.numerator // cents.denominator
    return below + 1 if (cents - below) * 2 >= 1 else below
