"""The survivor calculator: 丧葬补助金 and 抚恤金 from five answers, step by step (人社部发〔2021〕18号第一至五条)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from actions.benefits.amounts import said
from actions.benefits.calculator import Calculator
from actions.benefits.errors import BadFacts
from actions.benefits.model import Basis, Estimate, EstimateOutcome, Line
from actions.benefits.parameters.book import NotPublished, ParameterBook
from actions.benefits.survivor.death_day import DeathDay, death_day
from actions.benefits.survivor.elsewhere import INHERIT, NAME, RULES_2021, elsewhere, not_published
from actions.benefits.survivor.income import MonthlyIncome, monthly_income
from actions.benefits.survivor.looking import Looking
from actions.benefits.survivor.months import Months, active_months, months_words, retired_months
from actions.benefits.survivor.notes import notes
from actions.benefits.survivor.questions import CONTRIBUTION, DIED_ON, DRAWN, FIELDS, OWN, RETIRED, STATUS
from actions.benefits.survivor.sums import Sums, both_payments, capped

TITLE = "丧葬补助金和抚恤金"
_BOTH_COUNT = Basis(*RULES_2021, "第五条", "A", ("3-08",))


def compute(facts: Mapping[str, Any], book: ParameterBook, today: date) -> Estimate:
    """What the family can claim. Pure. Raises BadFacts for what is missing or cannot be."""
    spared = facts.get(DIED_ON) is None and next(one for one in FIELDS if one.name == DIED_ON).spared(facts)
    day = DeathDay(today, today) if spared else death_day(str(_told(facts, DIED_ON)), today)
    found = elsewhere(facts, book, day) or _worked_out(facts, book, day)
    return replace(found, known_at=book.known_at)


def _worked_out(facts: Mapping[str, Any], book: ParameterBook, day: DeathDay) -> Estimate:
    _check(facts)
    look = Looking(book, day.last)
    months = _months(facts, look)
    try:
        income = monthly_income(look.row("survivor_income"))
    except NotPublished:
        return not_published(facts, day.year)
    if income.low is None or income.high is None:
        return _rule_only(facts, day, look, income, months)
    sums = both_payments(income.low, income.high, income, look.row("survivor_funeral"), months)
    sums = _within_the_cap(facts, look, sums)
    lines = (_base_line(income), _months_line(months), *sums.lines, _account_line(facts))
    text = f"{TITLE}一共{_total_words(sums)}。按辽宁{income.year}年的收入数估算，以社保核定为准。"
    told = notes(facts, day, look, income, months)
    outcome: EstimateOutcome = "amount" if sums.low == sums.high else "range"
    return Estimate(
        NAME, outcome, f"{TITLE}估算", text, lines, sums.low, sums.high, told, facts=dict(facts), used=look.used
    )


def _total_words(sums: Sums) -> str:
    """How the total is said: 最多 when only its upper end is known."""
    if sums.low == sums.high:
        return f"大约{said(sums.low)}"
    return f"大约{said(sums.low, sums.high)}" if sums.low else f"最多{said(sums.high)}"


def _check(facts: Mapping[str, Any]) -> None:
    """Raises BadFacts for a missing answer or one out of its limits."""
    for field in FIELDS:
        value = facts.get(field.name)
        if value is None and not field.optional and field.wanted(facts):
            raise BadFacts(field.name, f"还缺一项：{field.question}")
        if field.choices and value is not None and value not in {option.code for option in field.choices}:
            raise BadFacts(field.name, f"“{field.label}”请从给出的几项里选。")
        if field.minimum is not None and field.maximum is not None and value is not None and field.wanted(facts):
            if not isinstance(value, int) or not field.minimum <= value <= field.maximum:
                raise BadFacts(field.name, f"“{field.label}”的数不对，请再填一次。")


def _told(facts: Mapping[str, Any], name: str) -> Any:
    if facts.get(name) is None:
        raise BadFacts(name, f"还缺一项：{next(field.question for field in FIELDS if field.name == name)}")
    return facts[name]


def _months(facts: Mapping[str, Any], look: Looking) -> Months:
    if facts[STATUS] == RETIRED:
        return retired_months(look, facts[CONTRIBUTION], facts[DRAWN])
    return active_months(look, facts[CONTRIBUTION])


def _within_the_cap(facts: Mapping[str, Any], look: Looking, sums: Sums) -> Sums:
    rule = look.row("survivor_own_cap")
    if facts[STATUS] == RETIRED or facts[CONTRIBUTION] >= rule.values["below_years"] * 12:
        return sums
    return capped(sums, facts.get(OWN), rule.basis)


def _rule_only(facts: Mapping[str, Any], day: DeathDay, look: Looking, income: MonthlyIncome, months: Months) -> Estimate:
    """The months and the rule, where the year's figure is not confirmed."""
    funeral = look.row("survivor_funeral")
    times, paid = f"{funeral.values['months']:f}个月", months_words(months.low, months.high)
    lines = (
        Line("丧葬补助金", f"按{times}发", f"辽宁{income.year}年的月收入数，乘{times}", basis=(funeral.basis,)),
        _months_line(months),
        _account_line(facts),
    )
    text = (
        f"丧葬补助金按{times}发，抚恤金按{paid}发。{day.year}年去世用的是辽宁{income.year}年的收入数，"
        "这个数还没有确认，所以不报金额，请问12333，或者到社保窗口问。"
    )
    told = notes(facts, day, look, income, months)
    heading = "月数能算，金额要问社保"
    return Estimate(NAME, "rule_only", heading, text, lines, notes=told, facts=dict(facts), used=look.used)


def _base_line(income: MonthlyIncome) -> Line:
    how = f"辽宁{income.year}年城镇居民人均可支配收入{said(int(income.row.values['yearly'] * 100))}，除以12"
    return Line("每月按多少算", income.words, how, basis=(income.row.basis,))


def _months_line(months: Months) -> Line:
    return Line("抚恤金发放月数", months_words(months.low, months.high), months.how, basis=(*months.basis, _BOTH_COUNT))


def _account_line(facts: Mapping[str, Any]) -> Line:
    left = Basis("中华人民共和国社会保险法", "", "第十四条", "B", ("3-34",))
    if facts[STATUS] == RETIRED:
        return Line("个人账户余额", "没领完的可以继承，这里没有算", basis=(INHERIT, left))
    return Line("个人账户余额", "可以继承，这里没有算", basis=(INHERIT,))


SURVIVOR = Calculator(NAME, TITLE, FIELDS, compute)
