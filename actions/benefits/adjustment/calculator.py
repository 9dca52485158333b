"""Adjustment: a year's raise in Liaoning line by line, and why it is less or more than another person's."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from actions.benefits.adjustment.comparing import compared
from actions.benefits.adjustment.rule import FIRST_YEARS, AdjustmentRule, row_of, rule_in
from actions.benefits.amounts import plain, said
from actions.benefits.calculator import Calculator
from actions.benefits.fields import Field, Option
from actions.benefits.model import Estimate, Line
from actions.benefits.parameters.book import NotPublished, ParameterBook, Row
from actions.clock import today as current_day
from actions.records.wording import figure, span, yuan

FIRST_YEAR = 2021  # the first year whose rule is known here
_HEADING = "养老金一年涨多少"

FIELDS = (
    Field(
        "year", "哪一年", "choice", "想算哪一年的调整？",
        # The years up to the one this process was started in; a year without a rule in the tables is refused in words.
        tuple(Option(str(year), f"{year}年", (str(year),)) for year in range(FIRST_YEAR, current_day().year + 1)),
        default="2025", help="辽宁每年一个办法。",
    ),
    Field(
        "age", "那年的年龄", "age", "那一年调整的时候，满多少岁了？", minimum=40, maximum=120, default=68,
        help="满70岁和满80岁的，另有一份。",
    ),
    Field(
        "contribution", "缴费年限", "months", "缴费年限一共有多长？", minimum=0, maximum=60 * 12, step=12, default=30 * 12,
        help="连视同缴费年限一起算。",
    ),
    Field(
        "december_pension", "上年12月的养老金", "money", "那年的前一年12月，每月养老金是多少？", minimum=10_000, maximum=5_000_000,
        step=10_000, default=300_000, help="比如算2025年的，就看2024年12月领了多少。只算养老金，不算采暖费这样的补贴。",
    ),
)  # fmt: skip


def compute(facts: Mapping[str, Any], book: ParameterBook, today: date) -> Estimate:
    """The raise of one year a month; a range where the rule does not say how a part year counts."""
    year = int(facts["year"])
    try:
        row = row_of(book, year)
    except NotPublished:
        return _not_published(facts, book, year)
    if row.basis.confidence == "C":
        return _not_published(facts, book, year)
    rule, age, months, december = rule_in(row), facts["age"], facts["contribution"], facts["december_pension"]
    lines = (_fixed(rule, row), _by_years(rule, row, months), _by_pension(rule, row, december), _by_age(rule, row, age))
    low, high = sum(line.low or 0 for line in lines), sum(line.high or 0 for line in lines)
    amount = said(low, high)
    national, told = _national(book, year)
    return Estimate(
        calculator="adjustment",
        outcome="amount" if low == high else "range",
        heading=f"{year}年每月涨多少",
        text=f"{year}年的调整，每月一共涨{amount}，以社保核定为准。",
        lines=lines,
        low=low,
        high=high,
        notes=(*_assumed(age, low != high), *told, *compared(rule, age, months, december, (low, high))),
        facts=dict(facts),
        used=(row.id, *national),
        known_at=book.known_at,
    )


def _fixed(rule: AdjustmentRule, row: Row) -> Line:
    cents = int(rule.fixed * 100)
    return Line("定额", yuan(cents), "人人一样", cents, cents, (row.basis,))


def _by_years(rule: AdjustmentRule, row: Row, months: int) -> Line:
    low, high = rule.span_by_years(months)
    whole = -(-months // 12)
    beyond = max(0, whole - FIRST_YEARS)
    if rule.first_flat:
        how = f"{FIRST_YEARS}年及以下统一{plain(rule.first_flat)}元"
    else:
        how = f"{min(whole, FIRST_YEARS)}年×{plain(rule.first_each)}元"
    if beyond:
        how += f"＋超过{FIRST_YEARS}年的{beyond}年×{plain(rule.beyond_each)}元"
    if low != high:
        how += f"；{span(months)}里不满1年的那几个月不算的话，是{said(low)}"
    elif months % 12 and rule.part_years_count_whole:
        how += "，不满1年按1年"
    value = yuan(low) if low == high else f"{yuan(low)}到{yuan(high)}"
    return Line("年限挂钩", value, how, low, high, (row.basis,))


def _by_pension(rule: AdjustmentRule, row: Row, december: int) -> Line:
    cents = rule.by_pension(december)
    how = f"上年12月养老金{figure(december)}元×{plain(rule.percent)}%"
    return Line("本人养老金挂钩", yuan(cents), how, cents, cents, (row.basis,))


def _by_age(rule: AdjustmentRule, row: Row, age: int) -> Line:
    cents = rule.for_age(age)
    how = "80岁以上" if age >= 80 else "70到79岁" if age >= 70 else "不满70岁，没有这一项"
    return Line("高龄倾斜", yuan(cents), how, cents, cents, (row.basis,))


def _assumed(age: int, part_year: bool) -> tuple[str, ...]:
    notes = []
    if part_year:
        notes.append("缴费不满1年的零头，这一年的细则没有写怎么算，所以给一个范围。准数请问12333。")
    if age in (70, 80):
        notes.append(f"刚满{age}岁，按哪一天算，以当年的通知为准。差几个月的，请问12333。")
    notes.append("只算在那一年调整范围里的退休人员。艰苦边远地区的那一份，大连有没有，还没有确认，没有算进去。")
    notes.append("细则来自公开资料，具体以窗口为准。")
    return tuple(notes)


def _national(book: ParameterBook, year: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The row of the country's percentage and its sentence; nothing where it is not confirmed."""
    try:
        row = book.row("adjustment_national", date(year, 1, 1))
    except NotPublished:
        return (), ()
    if row.basis.confidence == "C":
        return (), ()
    return (row.id,), (f"{year}年全国总体是{plain(row.values['percent'])}%左右，这是总账，不是每个人都正好涨这么多。",)


def _not_published(facts: Mapping[str, Any], book: ParameterBook, year: int) -> Estimate:
    text = f"{year}年怎么调，这里还没有读到通知，不能算。以人社部门正式通知为准。符合条件的人不用申请，会自动调整补发。"
    return Estimate(
        calculator="adjustment", outcome="refused", heading=f"{year}年每月涨多少", text=text, refusal="not-published",
        facts=dict(facts), known_at=book.known_at,
    )  # fmt: skip


ADJUSTMENT = Calculator("adjustment", _HEADING, FIELDS, compute)
