"""Rows that staff add: audited, append-only, and nothing an old case was told changes."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from actions.audit.repository import fetch_entries
from actions.audit.service import Audit
from actions.benefits.parameter_model import BenefitParameter
from actions.benefits.parameters.book import NotPublished
from actions.benefits.parameters.errors import BadRow, StaffNeeded, UnknownRow, UnknownTable
from actions.benefits.parameters.keeper import BookKeeper, Source
from actions.benefits.survivor.calculator import SURVIVOR
from actions.database.unit_of_work import UnitOfWork
from actions.identity.model import StaffMember
from actions.personal_data.keyring import Keyring

NOW = datetime(2027, 9, 10, 2, 0, tzinfo=UTC)
NOTICE = ("关于公布2027年养老保险缴费基数等有关问题的通知", "辽人社〔2027〕1号", "", "B")
FACTS = {"status": "retired", "contribution": 384, "drawn": 72, "cause": "illness"}
TODAY = NOW.date()


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now

    def later(self, **time):
        self.now += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def keeper(any_engine, tmp_path, clock):
    return BookKeeper(any_engine, Audit(Keyring(tmp_path)), clock)


def add_year(keeper, year, monthly, **changed):
    values = {"income_year": Decimal(year - 1), "yearly": Decimal(monthly) * 12, "monthly": Decimal(monthly)}
    told = {"table": "survivor_income", "key": "", "first": date(year, 1, 1), "last": date(year, 12, 31), "values": values} | changed
    return keeper.add(told["table"], told["key"], told["first"], told["last"], told["values"], *NOTICE, "staff:1")


def total(book, died_on="2027-03"):
    found = SURVIVOR.compute(FACTS | {"died_on": died_on}, book, TODAY)
    return found.low, found.high, found.outcome


def test_a_year_that_staff_added_is_worked_out_at_once(keeper, clock):
    assert total(keeper.book()) == (None, None, "refused")
    clock.later(hours=1)
    row = add_year(keeper, 2027, 4333)
    assert total(keeper.book()) == (4333_00 * 20, 4333_00 * 20, "amount")
    assert row.id in SURVIVOR.compute(FACTS | {"died_on": "2027-03"}, keeper.book(), TODAY).used


def test_an_old_case_recomputes_to_the_old_result_after_a_new_year_and_a_correction(keeper, clock):
    """The moment is kept with the case; rows added later, even of the same year, change nothing for it."""
    moments, results = [], []
    for monthly in (None, 4333, 4334):
        if monthly:
            add_year(keeper, 2027, monthly)
        book = keeper.book()
        moments.append(book.known_at)
        results.append((total(book), total(book, "2026-03"), total(book, "2025-03")))
        clock.later(days=1)
    keeper.add(
        "survivor_income", "", date(2026, 1, 1), date(2026, 12, 31),
        {"income_year": Decimal(2025), "yearly": Decimal(50057), "monthly": Decimal(4172)}, *NOTICE, "staff:1",
    )  # fmt: skip
    assert [result[0][0] for result in results] == [None, 4333_00 * 20, 4334_00 * 20]
    assert total(keeper.book(), "2026-03") == (4172_00 * 20, 4172_00 * 20, "amount")
    for moment, result in zip(moments, results, strict=True):
        book = keeper.book(moment)
        assert (total(book), total(book, "2026-03"), total(book, "2025-03")) == result
    assert results[0][1] == (4171_00 * 20, 4172_00 * 20, "range")


def test_of_two_rows_added_in_one_moment_the_second_counts(keeper):
    add_year(keeper, 2027, 4333)
    second = add_year(keeper, 2027, 4334)
    book = keeper.book()
    assert book.row("survivor_income", date(2027, 5, 1)).id == second.id
    assert len({row.recorded_at for row in book.history("survivor_income")[-2:]}) == 2


def test_a_row_that_is_just_being_added_changes_nothing_for_who_read_the_tables_before_it_was_there(keeper, clock):
    """Its moment lies before the reading, its commit after: the book of the reading is the same when read again."""
    add_year(keeper, 2027, 4333)
    read_at_once = keeper.book()
    clock.later(seconds=-5)
    late = add_year(keeper, 2027, 4444)
    assert late.recorded_at > read_at_once.known_at
    assert total(keeper.book(read_at_once.known_at)) == total(read_at_once)


def test_every_row_added_is_audited_with_who_did_it(keeper, any_engine):
    row = add_year(keeper, 2027, 4333)
    with UnitOfWork(any_engine, reads_only=True) as work:
        (entry,) = fetch_entries(work.session, event="parameters:")
    assert (entry.event, entry.actor, entry.details["table"]) == ("parameters:row:added", "staff:1", "survivor_income")
    assert row.id == f"survivor_income:staff:{entry.details['row']}"


def test_a_row_not_confirmed_says_nobody_and_a_confirmed_one_says_who_and_when(keeper, clock):
    row = add_year(keeper, 2027, 4333)
    assert (row.confirmed_by, row.confirmed_on) == ("", None)
    clock.later(days=2)
    confirmed = keeper.confirm(row.id, Source("原件", confidence="A"), "staff:7")
    assert (confirmed.confirmed_by, confirmed.confirmed_on, confirmed.values) == ("staff:7", date(2027, 9, 12), row.values)
    assert keeper.book().row("survivor_income", date(2027, 5, 1)).basis.confidence == "A"


def test_a_confirmed_released_row_keeps_its_facts_and_only_the_standing_one_can_be_confirmed(keeper):
    released = keeper.book().row("survivor_income", date(2025, 3, 1))
    confirmed = keeper.confirm(released.id, Source("", confidence="A"), "staff:7")
    assert confirmed.basis.facts == released.basis.facts == ("3-19",)
    assert confirmed.basis.document == released.basis.document
    with pytest.raises(BadRow, match="代替"):
        keeper.confirm(released.id, Source("", confidence="A"), "staff:7")
    with pytest.raises(UnknownRow):
        keeper.confirm("survivor_income:staff:99", Source("", confidence="A"), "staff:7")


def test_an_amount_is_shown_for_2024_once_an_office_has_confirmed_the_figure(keeper):
    assert total(keeper.book(), "2024-03") == (None, None, "rule_only")
    unsure = keeper.book().row("survivor_income", date(2024, 3, 1))
    with pytest.raises(BadRow, match="哪份文件"):
        keeper.confirm(unsure.id, Source("", confidence="A"), "staff:7")
    with pytest.raises(BadRow, match="A或者B"):
        keeper.confirm(unsure.id, Source("统计公报", confidence="C"), "staff:7")
    keeper.confirm(unsure.id, Source("统计公报", confidence="B"), "staff:7")
    assert total(keeper.book(), "2024-03") == (3825_00 * 20, 3825_00 * 20, "amount")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"key": "dalian"}, "不分项目"),
        ({"values": {"yearly": Decimal(1)}}, "少了"),
        ({"values": {"income_year": Decimal(1), "yearly": Decimal(1), "weekly": Decimal(1)}}, "没有这些数：weekly"),
        ({"values": {"income_year": Decimal(1), "yearly": Decimal(-1)}}, "0到1亿"),
        ({"values": {"income_year": Decimal(1), "yearly": Decimal("NaN")}}, "0到1亿"),
        ({"values": {"income_year": Decimal(1), "yearly": Decimal("0.1234567")}}, "小数最多"),
        ({"last": date(2026, 1, 1)}, "起止日期"),
        ({"first": date(1900, 1, 1)}, "起止日期"),
    ],
)
def test_a_row_that_cannot_stand_is_refused_and_nothing_is_written(keeper, any_engine, changed, said):
    with pytest.raises(BadRow, match=said):
        add_year(keeper, 2027, 4333, **changed)
    with UnitOfWork(any_engine, reads_only=True) as work:
        assert work.session.scalars(select(BenefitParameter)).all() == []


def test_an_unknown_table_is_refused(keeper):
    with pytest.raises(UnknownTable):
        add_year(keeper, 2027, 4333, table="weather")


@pytest.mark.parametrize(("document", "confidence"), [("", "B"), ("  ", "B"), ("长" * 201, "B"), ("电话19900001234", "B"), ("通知", "D")])
def test_a_source_is_needed_and_carries_no_personal_number(keeper, document, confidence):
    with pytest.raises(BadRow):
        keeper.add("survivor_funeral", "", date(2030, 1, 1), None, {"months": Decimal(3)}, document, "", "", confidence, "staff:1")


def test_only_an_active_member_of_staff_has_an_actor(keeper, any_engine):
    with UnitOfWork(any_engine) as work:
        work.session.add(StaffMember(number="D0001", name="王丽", pin_hash="-", active=True))
        work.session.add(StaffMember(number="D0002", name="刘强", pin_hash="-", active=False))
        work.commit()
    assert keeper.staff_actor(" D0001 ").startswith("staff:")
    for number in ("D0002", "D0404", ""):
        with pytest.raises(StaffNeeded):
            keeper.staff_actor(number)


def test_a_rule_that_changes_holds_from_its_day_on_and_not_before(keeper):
    keeper.add("survivor_funeral", "", date(2027, 7, 1), None, {"months": Decimal(3)}, "新办法", "", "第四条", "A", "staff:1")
    add_year(keeper, 2027, 4000)
    assert total(keeper.book(), "2027-06") == (4000_00 * 20, 4000_00 * 20, "amount")
    assert total(keeper.book(), "2027-07") == (4000_00 * 21, 4000_00 * 21, "amount")
    with pytest.raises(NotPublished):
        keeper.book().row("survivor_income", date(2028, 1, 1))
