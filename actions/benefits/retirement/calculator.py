"""Retirement: statutory age and month, the window of flexible retirement, and the years of contributions one needs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from actions.benefits.amounts import age_words, first_day, month_number, month_words
from actions.benefits.calculator import Calculator
from actions.benefits.errors import BadFacts
from actions.benefits.fields import Field, Option
from actions.benefits.model import Estimate, Line
from actions.benefits.parameters.book import NotPublished, ParameterBook, Row
from actions.benefits.retirement.rule import RetirementMonths, retirement_months, start_month
from actions.records.wording import span

FIELDS = (
    Field(
        "sex", "性别", "choice", "要退休的这位，是男的还是女的？",
        (Option("male", "男", ("男的", "男性", "男同志")), Option("female", "女", ("女的", "女性", "女同志"))),
        help="男女的退休年龄不一样。",
    ),
    Field(
        "post", "岗位", "choice", "她干的是工人岗位，还是管理技术岗位？",
        (
            Option("worker", "工人岗位（原来50岁退）", ("工人", "车间", "一线", "生产操作岗位", "操作工")),
            Option("manager", "管理技术岗位（原来55岁退）", ("干部", "管理岗", "技术岗", "坐办公室")),
            Option("unsure", "说不清，两样都算", ("不知道", "说不清", "不清楚")),
        ),
        help="按哪一样，以单位申报和社保核定为准。", when={"sex": ("female",)},
    ),
    Field("born", "出生年月", "month", "是哪年哪月出生的？", help="先按身份证上的填。跟档案不一样的，以档案最早写的为准。具体以窗口为准。", default="1967-01"),
    Field(
        "contribution", "已经缴了多久", "months", "养老保险一共缴了多久？", minimum=0, maximum=60 * 12, step=12,
        optional=True, help="连视同缴费年限一起算。填了，就告诉您还差多久。",
    ),
)  # fmt: skip

_GROUPS = {("male", None): ("male",), ("female", "worker"): ("female50",), ("female", "manager"): ("female55",)}
OLDEST = 120  # years; a month of birth before that is a slip of the finger
_TITLES = {"male": "男职工", "female50": "工人岗位", "female55": "管理技术岗位"}


def compute(facts: Mapping[str, Any], book: ParameterBook, today: date) -> Estimate:
    """The lines of one group, or of both where a woman does not know which post counts. Carries no money. Raises BadFacts."""
    groups = _GROUPS.get((facts["sex"], facts.get("post")), ("female50", "female55"))
    born = _born(facts["born"], today)
    found = {group: retirement_months(book, group, born) for group in groups}
    lines: list[Line] = []
    used: list[Row] = []
    for group, months in found.items():
        lines += _lines(book, months, born, f"{_TITLES[group]}：" if len(groups) > 1 else "", used)
    return Estimate(
        calculator="retirement",
        outcome="amount",
        heading="哪年退休",
        text="".join(_told(group, months, today, len(groups) > 1) for group, months in found.items()),
        lines=tuple(lines),
        notes=_notes(facts, book, found, today),
        facts=dict(facts),
        used=tuple(dict.fromkeys(row.id for row in used)),
        known_at=book.known_at,
    )


def _born(month: str, today: date) -> int:
    born = month_number(month)
    if not _this_month(today) - OLDEST * 12 <= born <= _this_month(today):
        raise BadFacts("born", "出生年月不对。请再看一看。")
    return born


def _lines(book: ParameterBook, months: RetirementMonths, born: int, prefix: str, used: list[Row]) -> list[Line]:
    row = months.delay_row
    used.append(row)
    lines = [
        Line(f"{prefix}原来的退休年龄", age_words(months.original), basis=(row.basis,)),
        Line(f"{prefix}延迟", span(months.delay) if months.delay else "不延迟", _delay_how(row, months, born), basis=(row.basis,)),
        Line(f"{prefix}法定退休年龄", age_words(months.age), basis=(row.basis,)),
        Line(f"{prefix}到龄的月份", month_words(months.reached), f"{month_words(born)}出生，加{age_words(months.age)}", basis=(row.basis,)),
    ]  # fmt: skip
    if months.flexible_row:
        lines += _window(months, months.flexible_row, prefix)
        used.append(months.flexible_row)
    if minimum := _minimum(book, months.reached):
        years = span(int(minimum.values["months"]))
        lines.append(Line(f"{prefix}最低缴费年限", years, f"按{months.reached // 12}年到龄", basis=(minimum.basis,)))
        used.append(minimum)
    return lines


def _delay_how(row: Row, months: RetirementMonths, born: int) -> str:
    start, step, cap = start_month(row), int(row.values["step"]), int(row.values["cap"])
    if not months.delay:
        return f"{month_words(start)}以前出生的，不延迟"
    if months.delay == cap and (born - start) // step + 1 > cap:
        return f"从{month_words(start)}出生的人起，每{step}个月延1个月，最多延{span(cap)}"
    return f"从{month_words(start)}出生的人起，每{step}个月延1个月"


def _window(months: RetirementMonths, row: Row, prefix: str) -> list[Line]:
    early, late = int(row.values["early"]), int(row.values["late"])
    lines = []
    if months.earliest < months.reached:
        how = f"最多提前{span(early)}，又不能早于{age_words(months.original)}"
        lines.append(Line(f"{prefix}自愿提前，最早", month_words(months.earliest), how, basis=(row.basis,)))
    how = f"和单位商量好，最多再延{span(late)}"
    return [*lines, Line(f"{prefix}自愿延后，最晚", month_words(months.latest), how, basis=(row.basis,))]


def _minimum(book: ParameterBook, month: int) -> Row | None:
    """The row of the year of `month`; None for years before the table begins."""
    try:
        return book.row("retirement_minimum", first_day(month))
    except NotPublished:
        return None


def _told(group: str, months: RetirementMonths, today: date, named: bool) -> str:
    who = f"按{_TITLES[group]}，" if named else ""
    left = months.reached - _this_month(today)
    word = "到龄" if left > 0 else "已经到龄" if left < 0 else "到龄，就是这个月"
    return f"{who}法定退休年龄是{age_words(months.age)}，{month_words(months.reached)}{word}。"


def _notes(
    facts: Mapping[str, Any], book: ParameterBook, found: Mapping[str, RetirementMonths], today: date
) -> tuple[str, ...]:
    notes = []
    for group, months in found.items():
        if note := _lack(facts.get("contribution"), book, months, today):
            notes.append(f"按{_TITLES[group]}：{note}" if len(found) > 1 else note)
    if any(months.earliest < months.reached > _this_month(today) for months in found.values()):
        notes.append("想提前退，要先够最低缴费年限。最低年限按哪一年的看，还没有确认，请问12333。")
    if any(months.latest > max(months.reached, _this_month(today)) for months in found.values()):
        notice = max(book.rows("retirement_notice"), key=lambda row: row.valid_from)
        early, late = int(notice.values["early"]), int(notice.values["late"])
        notes.append(
            f"提前退，至少提前{early}个月书面告诉单位；延后退，提前{late}个月和单位书面说好。单位不能强迫。具体以窗口为准。"
        )
    if facts["sex"] == "female":
        notes.append("女职工按50岁还是55岁起算，以单位申报和社保核定为准。")
    notes.append("国家规定的特殊工种和高海拔地区，符合条件的可以申请提前退休，这里没有算。")
    return tuple(dict.fromkeys(notes))


def _lack(contribution: int | None, book: ParameterBook, months: RetirementMonths, today: date) -> str:
    minimum = _minimum(book, months.reached)
    if contribution is None or minimum is None:
        return ""
    needed, left = int(minimum.values["months"]), months.reached - _this_month(today)
    if contribution >= needed:
        return f"您填的缴费年限是{span(contribution)}，够最低年限了。"
    told = f"您填的缴费年限是{span(contribution)}，离最低年限还差{span(needed - contribution)}。"
    if left >= needed - contribution:
        return f"{told}一直缴到退休就够。"
    return f"{told}到龄时还不够的，可以按规定延长缴费或者一次性缴费，请问12333。"


def _this_month(today: date) -> int:
    return today.year * 12 + today.month - 1


RETIREMENT = Calculator("retirement", "哪年退休", FIELDS, compute)
