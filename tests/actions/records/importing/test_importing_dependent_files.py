"""Files that speak of people who are known already."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from actions.clock import today
from actions.database.unit_of_work import UnitOfWork
from actions.records.model import Payment, RetirementFact

pytestmark = pytest.mark.usefixtures("known")

PAYMENT = "身份证号 发放月份 基础养老金 过渡性养老金 个人账户养老金 历年调整 其他补贴 补发 扣回 实发合计 发放状态 发放日期".split()
AMOUNTS = ["2134.60", "100.07", "579.14", "812.33", "0", "50", "26.14", "3650.00"]


def payment(number, month="202610", amounts=AMOUNTS, state="已发放", day="2026-10-05"):
    return [number, month, *amounts, state, day]


def test_a_payment_is_stored_in_fen(importer, write, people, empty_engine):
    importer.run(write([PAYMENT, payment(people.FIRST), payment(people.SECOND, "2026年10月", state="银行退回", day="")]))
    with UnitOfWork(empty_engine, reads_only=True) as work:
        first, second = work.session.scalars(select(Payment).order_by(Payment.state)).all()
    assert (first.month, first.basic, first.total, first.state, first.paid_on) == (
        202610, 213460, 365000, "paid", date(2026, 10, 5),
    )  # fmt: skip
    assert (second.month, second.state, second.paid_on) == (202610, "returned", None)


def test_a_total_that_is_not_the_sum_is_a_bad_line(faults, write, people):
    _, bad = faults(write([PAYMENT, payment(people.FIRST, amounts=[*AMOUNTS[:-1], "3650.01"])]))
    assert bad == ["第2行，实发合计：应该等于各项相加再减去扣回，算出来是 3650.00"]


@pytest.mark.parametrize("amount", ["1.234", "-1.00", "12,34.00", "一百", "1e5", "99999999999", "1.2.3", "NaN", "０.００１"])
def test_an_amount_that_is_none_is_a_bad_line(faults, write, people, amount):
    _, bad = faults(write([PAYMENT, payment(people.FIRST, amounts=[amount, *AMOUNTS[1:]])]))
    assert [line.partition("：")[0] for line in bad] == ["第2行，基础养老金"]


@pytest.mark.parametrize("amount", ["2134.6", "２１３４．６０", "2,134.60", "¥2134.60", "2134.60元", "2134.600"])
def test_an_amount_is_read_however_tables_write_it(importer, write, people, empty_engine, amount):
    importer.run(write([PAYMENT, payment(people.FIRST, amounts=[amount, *AMOUNTS[1:]])]))
    with UnitOfWork(empty_engine, reads_only=True) as work:
        assert work.session.scalars(select(Payment.basic)).one() == 213460


def test_somebody_unknown_is_a_bad_line(faults, write, people):
    _, bad = faults(write([PAYMENT, payment(people.UNKNOWN), payment(people.FIRST)]))
    assert bad == [f"第2行，身份证号：人员表里没有这个人（尾号{people.UNKNOWN[-4:]}）"]


def test_a_name_that_is_not_the_persons_is_a_bad_line(faults, write, people):
    table = [["身份证号", "姓名", "死亡日期", "来源部门"], [people.FIRST, "王德福", "2026-10-01", "公安"]]
    assert faults(write(table))[1] == ["第2行，姓名：和人员表里的姓名对不上"]


def test_a_month_twice_for_one_person_is_an_error(faults, write, people):
    lines = [payment(people.FIRST), payment(people.SECOND), payment(people.FIRST, "2026-10")]
    assert faults(write([PAYMENT, *lines]))[1] == ["第4行，身份证号、发放月份：和第2行重复"]


def test_a_corrected_payment_replaces_the_old_one_and_an_older_file_does_not(importer, write, people, rows):
    importer.run(write([PAYMENT, payment(people.FIRST)]))
    changed = ["2000.00", *AMOUNTS[1:-1], "3515.40"]
    assert importer.run(write([PAYMENT, payment(people.FIRST, amounts=changed)], "b.csv")).kept == 0
    assert [tuple(row) for row in rows("SELECT basic, total FROM payment")] == [(200000, 351540)]
    older = write([PAYMENT, payment(people.FIRST, day="")], "c.csv")
    assert importer.run(older, as_of=today() - timedelta(days=1)).kept == 1
    assert [tuple(row) for row in rows("SELECT basic, total FROM payment")] == [(200000, 351540)]


def test_retirement_facts_keep_what_is_blank_as_unknown(importer, write, people, empty_engine):
    table = [
        "身份证号 退休日期 退休类别 实际缴费月数 视同缴费月数 平均缴费工资指数 计发基数 个人账户储存额 计发月数 过渡系数".split(),
        [people.FIRST, "2010/3/2", "正常退休", "300", "60", "", "3080.00", "", "170", "1.4"],
    ]
    importer.run(write(table))
    with UnitOfWork(empty_engine, reads_only=True) as work:
        fact = work.session.scalars(select(RetirementFact)).one()
    assert (fact.average_index, fact.account_cents) == (None, None)
    assert (fact.base_cents, fact.divisor_months, fact.transition_rate) == (308000, Decimal(170), Decimal("1.4"))


@pytest.mark.parametrize(
    ("heading", "line", "query", "stored"),
    [
        ("调整年度 定额调整 年限挂钩 养老金挂钩 倾斜调整 调整合计", "2025 27 30 12.40 20 89.40",
         "SELECT year, fixed, total FROM yearly_adjustment", (2025, 2700, 8940)),
        ("个人账户余额 余额日期", "12345.67 2026-10-31", "SELECT balance, as_of FROM personal_account", (1234567, "2026-10-31")),
        ("认证日期 认证方式", "20260301 手机刷脸", "SELECT certified_on, channel, recorded_by FROM certification",
         ("2026-03-01", "face", "system:import")),
        ("关爱类别 起始日期", "独居 2020-01-01", "SELECT mark, since FROM care_mark", ("独居", "2020-01-01")),
        ("收监日期 来源部门", "2026-09-01 司法", "SELECT kind, source, happened_on FROM shared_list_entry",
         ("imprisonment", "justice", "2026-09-01")),
    ],
)  # fmt: skip
def test_every_kind_is_known_by_its_heading(importer, write, people, rows, heading, line, query, stored):
    importer.run(write([["身份证号", *heading.split()], [people.FIRST, *line.split()]]))
    assert [tuple(row) for row in rows(query)] == [stored]


def test_a_payment_account_is_sealed(importer, write, people, vault, rows):
    importer.run(write([["身份证号", "开户银行", "银行账号"], [people.FIRST, "大连银行", "0000 0000 1234 5678"]]))
    (row,) = rows("SELECT bank, account_sealed FROM payment_account")
    assert vault.open(row.account_sealed, "payment_account.account") == "0000000012345678"


def test_a_certification_that_is_there_already_is_left_alone(importer, write, people, rows):
    heading = ["身份证号", "认证日期", "认证方式"]
    importer.run(write([heading, [people.FIRST, "2026-03-01", "窗口"]]))
    more = write([heading, [people.FIRST, "2026-03-01", "窗口"], [people.FIRST, "2026-05-01", "窗口"]], "b.csv")
    assert importer.run(more).kept == 1
    assert [row.batch_id for row in rows("SELECT batch_id FROM certification ORDER BY certified_on")] == [2, 3]


def test_a_list_of_deaths_opens_an_investigation_and_declares_nobody_dead(importer, write, people, rows):
    day = (today() - timedelta(days=20)).isoformat()
    importer.run(write([["身份证号", "姓名", "死亡日期", "来源部门"], [people.FIRST, "张秀兰", day, "公安"]]))
    assert [tuple(row) for row in rows("SELECT reason, state FROM investigation")] == [("death", "open")]
    assert {row.died_on for row in rows("SELECT died_on FROM person")} == {None}
    assert [row.event for row in rows("SELECT event FROM audit_entry ORDER BY number")][-1] == "records:import:done"


def test_an_alive_list_confirms_silently(importer, write, people, rows):
    day = (today() - timedelta(days=20)).isoformat()
    importer.run(write([["身份证号", "比对日期", "来源部门"], [people.FIRST, day, "卫健委"]]))
    assert [tuple(row) for row in rows("SELECT channel, certified_on FROM certification")] == [("data_match", day)]


def test_a_list_of_deaths_without_its_source_is_never_taken_for_persons(faults, write, people):
    error, _ = faults(write([["身份证号", "姓名", "死亡日期"], [people.FIRST, "张秀兰", "2026-10-01"]]))
    assert error.code == "wrong-columns"
    assert "缺少：来源部门" in error.detail
