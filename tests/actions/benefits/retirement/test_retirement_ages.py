"""Every cell of the published tables, and a second implementation that counts month by month."""

from pathlib import Path

import pytest

from actions.benefits.amounts import age_words, month_number
from actions.benefits.parameters.book import load_book
from actions.benefits.retirement.rule import retirement_months

BOOK = load_book()
PUBLISHED = Path(__file__).with_name("published_ages.tsv")
# What the decision says in words, written down a second time: old age, first month of birth, step, most.
IN_WORDS = {"male": (60, (1965, 1), 4, 36), "female55": (55, (1970, 1), 4, 36), "female50": (50, (1975, 1), 2, 60)}
MONTHS = [(year, month) for year in range(1960, 1991) for month in range(1, 13)]


def published_cells():
    rows = [line.split("\t") for line in PUBLISHED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(group, *months.split(".."), int(delay), age) for group, months, delay, age in rows]


@pytest.mark.parametrize(("group", "first", "last", "delay", "age"), published_cells())
def test_the_published_cell_comes_out_for_each_of_its_months(group, first, last, delay, age):
    for born in range(month_number(first), month_number(last) + 1):
        found = retirement_months(BOOK, group, born)
        assert (found.delay, age_words(found.age), found.reached) == (delay, age, born + found.age)


def test_people_of_one_cell_retire_in_months_that_follow_each_other():
    for group, first, last, *_ in published_cells():
        reached = [retirement_months(BOOK, group, born).reached for born in range(month_number(first), month_number(last) + 1)]
        assert reached == list(range(reached[0], reached[0] + len(reached)))


def counted(group):
    """Birth month -> delay, by walking through the months one by one and adding a month of delay at every new step."""
    _, start, step, most = IN_WORDS[group]
    delays, delay, inside = {}, 0, 0
    for birth in MONTHS:
        if birth >= start:
            if inside == 0 and delay < most:
                delay += 1
            inside = (inside + 1) % step
        delays[birth] = delay
    return delays


def later(month, months):
    """`months` after (or, negative, before) a (year, month), one by one."""
    year, number = month
    for _ in range(abs(months)):
        number += 1 if months > 0 else -1
        if number == 13:
            year, number = year + 1, 1
        if number == 0:
            year, number = year - 1, 12
    return year, number


@pytest.mark.parametrize("group", IN_WORDS)
def test_counting_month_by_month_agrees_for_everybody_born_from_1960_to_1990(group):
    old_age = IN_WORDS[group][0]
    for birth, delay in counted(group).items():
        found = retirement_months(BOOK, group, birth[0] * 12 + birth[1] - 1)
        old = later(birth, old_age * 12)
        reached = later(old, delay)
        earliest = max(later(reached, -36), old) if reached >= (2025, 1) else reached
        latest = later(reached, 36) if reached >= (2025, 1) else reached
        told = [(number // 12, number % 12 + 1) for number in (found.reached, found.earliest, found.latest)]
        assert (found.delay, told) == (delay, [reached, earliest, latest])


def test_the_last_of_each_group_retire_at_63_58_and_55():
    for group, years in (("male", 63), ("female55", 58), ("female50", 55)):
        for year in (1985, 1990, 2005):
            assert retirement_months(BOOK, group, year * 12).age == years * 12


def test_who_reached_the_old_age_before_2025_has_no_window():
    found = retirement_months(BOOK, "male", month_number("1964-12"))
    assert (found.delay, found.earliest, found.latest) == (0, found.reached, found.reached) and found.flexible_row is None
