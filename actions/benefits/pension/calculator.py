"""Pension: what it is assessed at on retirement, part by part; what it cannot know it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from actions.benefits.amounts import first_day, in_years, month_number, month_words, plain, said
from actions.benefits.calculator import Calculator
from actions.benefits.errors import BadFacts
from actions.benefits.model import Estimate, Line
from actions.benefits.parameters.book import NotPublished, ParameterBook, Row
from actions.benefits.pension import formulas
from actions.benefits.pension.base import Base, base_of
from actions.benefits.pension.fields import FIELDS
from actions.benefits.pension.notes import notes_of
from actions.records.wording import figure, span, yuan

_HEADING = "养老金大约多少"
_PLACES = {"dalian": "大连", "shenyang": "沈阳", "other": "辽宁其他市"}


@dataclass(frozen=True)
class _Person:
    """The facts with their kinds."""

    place: str
    retired: int
    age_months: int
    total: int
    index: Decimal
    stored: int
    before: int
    before_index: Decimal


def compute(facts: Mapping[str, Any], book: ParameterBook, today: date) -> Estimate:
    """Basic, account and transitional pension. Raises BadFacts when the facts contradict each other."""
    person = _person(facts)
    day = first_day(person.retired)
    try:
        percent = book.row("pension_formula", day)
    except NotPublished:
        since = min(row.valid_from for row in book.rows("pension_formula")).year
        return _refused(facts, book, "before-formula", f"{since}年以前退休的，按当时的办法核定，这里算不了。请问12333。")
    if lacking := _too_few(person, book):
        return _refused(facts, book, "too-few-years", lacking)
    try:
        base = base_of(book, person.place, person.retired)
    except NotPublished:
        text = f"{person.retired // 12}年的计发基数，这里没有，不能推算。请问12333。"
        return _refused(facts, book, "not-published", text)
    account, used = _account_line(person, book)
    if not base.certain:
        return _rule_only(facts, book, person, (account, *_formula_lines(person, base, percent, book)), used)
    lines = [_basic_line(person, base, percent), account]
    used += (percent, base.row, *((base.provisional,) if base.provisional else ()))
    if person.before:
        rate = book.row("pension_transition", day)
        lines.append(_transitional_line(person, base, rate))
        used += (rate,)
    return _estimate(facts, book, person, base, lines, used)


def _person(facts: Mapping[str, Any]) -> _Person:
    index, total, before = Decimal(facts["index"]), facts["total"], facts["before_account"]
    if not index:
        raise BadFacts("index", "平均缴费指数要大于0。退休核定表上有，请再看一看。")
    if before > total:
        raise BadFacts("before_account", "建账前的年限不能比缴费年限还长。请再看一看。")
    before_index = Decimal(facts.get("before_index") or index) or index
    return _Person(
        facts["base_place"], month_number(facts["retired"]), facts["age_months"], total, index, facts["account"], before,
        before_index,
    )  # fmt: skip


def _too_few(person: _Person, book: ParameterBook) -> str:
    """The sentence for who has not the years to be paid monthly (4-20, 4-23)."""
    needed = int(book.row("retirement_minimum", first_day(person.retired)).values["months"])
    if person.total >= needed:
        return ""
    return (
        f"{person.retired // 12}年按月领养老金，最低要缴{span(needed)}，您填的是{span(person.total)}，还差{span(needed - person.total)}。"
        "可以缴到够为止，也可以转入居民养老保险。请问12333。"
    )


def _basic_line(person: _Person, base: Base, percent: Row) -> Line:
    cents = formulas.basic(base.cents, person.index, person.total, percent.values["percent"])
    share = f"{_years(person.total)}×{plain(percent.values['percent'])}%"
    how = f"（{figure(base.cents)}＋{figure(base.cents)}×{plain(person.index)}）÷2×{share}"
    return Line("基础养老金", yuan(cents), f"{how}。{_base_words(person, base)}", cents, cents, (percent.basis, base.row.basis))


def _account_line(person: _Person, book: ParameterBook) -> tuple[Line, tuple[Row, ...]]:
    numbers, rows = formulas.divisors(book, person.age_months, person.retired)
    low, high = (formulas.from_account(person.stored, number) for number in (numbers[0], numbers[-1]))
    value = yuan(low) if low == high else f"{yuan(low)}到{yuan(high)}"
    how = f"{figure(person.stored)}÷{'或'.join(plain(number) for number in numbers)}个月"
    basis = tuple(dict.fromkeys(row.basis for row in rows))
    return Line("个人账户养老金", value, how, low, high, basis), rows


def _transitional_line(person: _Person, base: Base, rate: Row) -> Line:
    percent = rate.values["percent"]
    cents = formulas.transitional(base.cents, person.before_index, person.before, percent)
    how = (
        f"（{figure(base.cents)}＋{figure(base.cents)}×{plain(person.before_index)}）÷2"
        f"×{_years(person.before)}×{plain(percent)}%"
    )
    return Line("过渡性养老金", yuan(cents), how, cents, cents, (rate.basis, base.row.basis))


def _formula_lines(person: _Person, base: Base, percent: Row, book: ParameterBook) -> tuple[Line, ...]:
    """The rule without a sum: the year's base is not confirmed."""
    share = f"{_years(person.total)}×{plain(percent.values['percent'])}%"
    formula = f"（计发基数＋计发基数×{plain(person.index)}）÷2×{share}"
    lines = [Line("基础养老金", "还不能算", formula, basis=(percent.basis,))]
    if person.before:
        rate = book.row("pension_transition", first_day(person.retired))
        own = f"（计发基数＋计发基数×{plain(person.before_index)}）÷2"
        formula = f"{own}×{_years(person.before)}×{plain(rate.values['percent'])}%"
        lines.append(Line("过渡性养老金", "还不能算", formula, basis=(rate.basis,)))
    return tuple(lines)


def _base_words(person: _Person, base: Base) -> str:
    year = base.row.valid_from.year
    told = f"{_PLACES[person.place]}{year}年计发基数{figure(base.cents)}元"
    return f"{told}，先按它算" if base.provisional else told


def _years(months: int) -> str:
    return f"{plain(in_years(months))}年"


def _estimate(
    facts: Mapping[str, Any], book: ParameterBook, person: _Person, base: Base, lines: list[Line], used: tuple[Row, ...]
) -> Estimate:
    low, high = sum(line.low or 0 for line in lines), sum(line.high or 0 for line in lines)
    amount = said(low, high)
    text = f"{month_words(person.retired)}退休，每月大约{amount}，以社保核定为准。"
    if base.provisional:
        text += (
            f"{person.retired // 12}年算养老金的基数还没有公布，先按{base.row.valid_from.year}年的算。"
            "公布以后，社保会重新算，把差的补上。"
        )
    return Estimate(
        calculator="pension",
        outcome="amount" if low == high else "range",
        heading=_HEADING,
        text=text,
        lines=tuple(lines),
        low=low,
        high=high,
        notes=notes_of(facts, base, low != high),
        facts=dict(facts),
        used=tuple(dict.fromkeys(row.id for row in used)),
        known_at=book.known_at,
    )


def _rule_only(
    facts: Mapping[str, Any], book: ParameterBook, person: _Person, lines: tuple[Line, ...], used: tuple[Row, ...]
) -> Estimate:
    """The account part is shown in words only: without the others no sum may stand."""
    account, *others = lines
    shown = Line(account.label, account.value, account.how, basis=account.basis)
    text = f"{_PLACES[person.place]}{person.retired // 12}年的计发基数还没有确认，总数不能算。算法在下面，数请问12333。"
    return Estimate(
        calculator="pension", outcome="rule_only", heading=_HEADING, text=text, lines=(*others, shown),
        notes=notes_of(facts, None, False), facts=dict(facts), used=tuple(row.id for row in used), known_at=book.known_at,
    )  # fmt: skip


def _refused(facts: Mapping[str, Any], book: ParameterBook, code: str, text: str) -> Estimate:
    return Estimate(
        calculator="pension", outcome="refused", heading=_HEADING, text=text, refusal=code, facts=dict(facts),
        known_at=book.known_at,
    )  # fmt: skip


PENSION = Calculator("pension", _HEADING, FIELDS, compute)
