"""Looking figures up by day, key and the moment they were known."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from actions.benefits.model import Basis
from actions.benefits.parameters.book import NotPublished, ParameterBook, Row, load_book
from actions.benefits.parameters.errors import UnknownRow, UnknownTable
from actions.benefits.parameters.grammar import Table

TABLE = Table("income", "收入", {"monthly": "每月"}, {}, {}, ())


def moment(day):
    return datetime(2026, 11, day, tzinfo=UTC)


def row(number, first, last, value, recorded=1):
    basis = Basis("通知", "", "", "B")
    return Row(f"r{number}", "income", "", first, last, {"monthly": Decimal(value)}, basis, "", None, moment(recorded))


def year(number, at, value, recorded=1):
    return row(number, date(at, 1, 1), date(at, 12, 31), value, recorded)


def book(*rows, known=None):
    return ParameterBook([TABLE], rows, known)


def value(found, day):
    return int(found.row("income", day).values["monthly"])


def test_a_row_holds_from_its_first_to_its_last_day():
    found = book(year(1, 2025, 3999), year(2, 2026, 4171))
    assert [value(found, day) for day in (date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))] == [3999, 3999, 4171]
    for outside in (date(2024, 12, 31), date(2027, 1, 1)):
        with pytest.raises(NotPublished) as refused:
            found.row("income", outside)
        assert str(outside.year) in refused.value.detail


def test_what_is_not_in_the_tables_is_refused_by_name():
    with pytest.raises(UnknownTable):
        book().rows("weather")
    with pytest.raises(UnknownTable):
        book().history("weather")
    with pytest.raises(UnknownRow):
        book(year(1, 2025, 3999)).find("r2")
    with pytest.raises(NotPublished):
        book(year(1, 2025, 3999)).row("income", date(2025, 5, 1), "shenyang")


def test_a_correction_of_the_same_year_takes_the_old_rows_place_and_the_old_one_stays_to_be_seen():
    found = book(year(1, 2025, 3999), year(2, 2025, 4000, recorded=5))
    assert value(found, date(2025, 6, 1)) == 4000
    assert [one.id for one in found.rows("income")] == ["r2"]
    assert [one.id for one in found.history("income")] == ["r1", "r2"]
    assert found.find("r1").values["monthly"] == 3999


def test_an_open_row_ends_where_a_later_one_begins_whichever_was_recorded_first():
    for order in ((1, 2), (2, 1)):
        found = book(row(1, date(2021, 9, 1), None, 2, order[0]), row(2, date(2030, 1, 1), None, 3, order[1]))
        assert [value(found, day) for day in (date(2029, 12, 31), date(2030, 1, 1))] == [2, 3]


def test_a_later_row_with_the_same_first_day_can_close_an_open_one():
    found = book(row(1, date(2021, 9, 1), None, 2), row(2, date(2021, 9, 1), date(2026, 12, 31), 2, recorded=5))
    assert value(found, date(2026, 12, 31)) == 2
    with pytest.raises(NotPublished):
        found.row("income", date(2027, 1, 1))


def test_of_two_rows_recorded_in_one_moment_the_one_told_last_counts():
    assert value(book(year(1, 2025, 3999), year(2, 2025, 4000)), date(2025, 6, 1)) == 4000


def test_a_row_is_not_known_before_it_was_recorded():
    rows = (year(1, 2026, 4171), year(2, 2026, 4172, recorded=5), year(3, 2027, 4400, recorded=8))
    assert value(book(*rows, known=moment(4)), date(2026, 3, 1)) == 4171
    assert value(book(*rows, known=moment(5)), date(2026, 3, 1)) == 4172
    with pytest.raises(NotPublished):
        book(*rows, known=moment(7)).row("income", date(2027, 1, 1))
    assert value(book(*rows, known=moment(8)), date(2027, 1, 1)) == 4400


def test_the_released_tables_are_known_from_their_release_on():
    on = date(2026, 3, 1)
    assert load_book(datetime(2026, 11, 1, tzinfo=UTC)).row("survivor_income", on).values["monthly"] == 4171
    with pytest.raises(NotPublished):
        load_book(datetime(2026, 10, 1, tzinfo=UTC)).row("survivor_income", on)


rows_of_years = some.lists(
    some.tuples(some.integers(2020, 2024), some.integers(1, 9999), some.integers(1, 20)), max_size=12
).map(lambda told: [year(number, *one) for number, one in enumerate(told)])


@given(rows_of_years, rows_of_years, some.integers(1, 20), some.integers(2020, 2024))
def test_whatever_is_recorded_later_changes_nothing_that_was_known_before(before, after, known, on):
    after = [one for one in after if one.recorded_at > moment(known)]

    def looked_up(rows):
        try:
            return book(*rows, known=moment(known)).row("income", date(on, 6, 1))
        except NotPublished:
            return None

    assert looked_up(before) == looked_up([*before, *after])
