"""What is assumed, not confirmed, or to be asked: whole sentences below the working."""

from collections.abc import Iterator, Mapping
from typing import Any

from actions.benefits.survivor import questions as ask
from actions.benefits.survivor.death_day import DeathDay
from actions.benefits.survivor.income import MonthlyIncome
from actions.benefits.survivor.looking import Looking
from actions.benefits.survivor.months import Months

_DIED_IN = {
    "elsewhere": "在外省去世的，也在参保地申领：退休的在领养老金的地方。",
    "abroad": "在境外去世的，要带什么证明，还没有确认，请问12333。",
}


def notes(facts: Mapping[str, Any], day: DeathDay, look: Looking, income: MonthlyIncome, months: Months) -> tuple[str, ...]:
    """Everything the family should know beside the sum."""
    return (*_about_the_figures(facts, look, day, income, months), *_about_the_person(facts))


def _about_the_figures(
    facts: Mapping[str, Any], look: Looking, day: DeathDay, income: MonthlyIncome, months: Months
) -> Iterator[str]:
    if income.low is not None and income.low != income.high:
        yield "每月的数，社保怎么取整还没有确认，所以给一个范围。"
    if months.low != months.high:
        yield "不满1年的零头，大连怎么算还没有确认。外地有每月按十二分之一折算的，所以给一个范围。"
    if income.low is not None and not income.row.confirmed_by and income.row.basis.confidence == "B":
        yield "这个收入数是从别处转抄的，社保还没有确认。金额以社保核定为准。"
    start = look.row("survivor_funeral").valid_from
    if day.first < start:
        yield f"{start.year}年{start.month}月{start.day}日以前去世的按老办法，请再看一看是哪个月去世的。"
    if _few_years(facts, look):
        yield "缴费不满5年的，两笔合计不超过本人自己交的钱。这是外地公开的口径，大连怎么算，以社保核定为准。"
    if _before_publication(look, day):
        yield "省里一般每年8到9月才公布上一年的收入数。公布以前去世的，先按哪一年算、要不要补差，还没有确认，请问12333。"


def _few_years(facts: Mapping[str, Any], look: Looking) -> bool:
    """Whether the person paid so few years that the cap may bite (3-10)."""
    few = look.row("survivor_own_cap").values["below_years"] * 12
    return facts[ask.STATUS] != ask.RETIRED and facts[ask.CONTRIBUTION] < few


def _before_publication(look: Looking, day: DeathDay) -> bool:
    """Whether the person died, or may have died, before the year's figure was out (3-21)."""
    row = look.row("survivor_publication")
    return (day.first.month, day.first.day) <= (int(row.values["month"]), int(row.values["day"]))


def _about_the_person(facts: Mapping[str, Any]) -> Iterator[str]:
    if facts.get(ask.INSURED_IN) is None or facts.get(ask.SCHEME) is None:
        yield "这里按在辽宁参加企业职工养老保险来算。"
    yield "缴费年限包括视同缴费年限，最后以社保认定的为准。"
    if facts[ask.CAUSE] == ask.DECLARED_DEAD:
        yield "去世的日子，按法院宣告的日期算。失踪暂停的那段养老金不补发；人要是回来了，领过的这两笔钱要退。"
    if facts[ask.STATUS] == ask.ACTIVE and facts[ask.CAUSE] == ask.ILLNESS:
        yield "在工作岗位上突发疾病当场去世，或者48小时内抢救无效去世的，视同工伤，走工伤保险。"
    if facts[ask.STATUS] in (ask.ACTIVE, ask.FLEXIBLE):
        yield "养老、工伤、失业三处都够得上丧葬补助金的，只能挑一处领。"
    if told := _DIED_IN.get(str(facts.get(ask.DIED_IN))):
        yield told
