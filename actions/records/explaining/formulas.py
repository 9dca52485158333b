"""The parts of a pension, worked out from what it was assessed from. What is missing is named and never guessed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actions.benefits.amounts import in_years, plain
from actions.benefits.parameters.book import load_book
from actions.benefits.pension import formulas
from actions.records.gateway import RetirementFacts
from actions.records.wording import figure, span, yuan


@dataclass(frozen=True)
class Parameter:
    """A figure of policy, from which day, its source, and the fact of the knowledge base that carries it."""

    value: Decimal
    since: date
    source: str
    fact: str


_BOOK = load_book()
# 国发〔2005〕38号第六部分: the three formulas hold for those who retired since this day; before it, older rules did (4-05).
FORMULAS_SINCE = min(row.valid_from for row in _BOOK.rows("pension_formula"))
BASIC_PERCENT = max(_BOOK.rows("pension_formula"), key=lambda row: row.valid_from).values["percent"]
# Percent a year. Used when the record names no rate of its own; newest first.
TRANSITION_RATES = tuple(
    Parameter(row.values["percent"], row.valid_from, row.basis.number, row.basis.facts[0])
    for row in reversed(_BOOK.rows("pension_transition"))
)
# Facts of the knowledge base behind each part.
FACTS: dict[str, tuple[str, ...]] = {
    "basic": ("4-02", "4-08"),
    "account": ("4-03",),
    "transitional": ("4-05", "4-06"),
    "adjustment": ("4-40",),
    "before_2006": ("4-05",),
}
_MISSING = {
    "base_cents": "计发基数",
    "average_index": "平均缴费指数",
    "total_months": "缴费年限",
    "deemed_months": "视同缴费年限",
    "account_cents": "退休时的个人账户储存额",
    "divisor_months": "计发月数",
}


@dataclass(frozen=True)
class Working:
    """One part worked out: `cents` is None when `missing` names what is not there. `how` shows the sum."""

    cents: int | None
    how: str
    missing: tuple[str, ...] = ()


def work_out_basic(facts: RetirementFacts) -> Working:
    """基础养老金＝（计发基数＋计发基数×指数）÷2×缴费年限×1% (国发〔2005〕38号第六部分; 计发基数 as Liaoning publishes it)."""
    formula = f"（计发基数＋计发基数×平均缴费指数）÷2×缴费年限×{plain(BASIC_PERCENT)}%"
    base, index, months = facts.base_cents, facts.average_index, facts.total_months
    if base is None or index is None or months is None:
        return Working(None, f"算法：{formula}。", _absent(facts, "base_cents", "average_index", "total_months"))
    years = in_years(months)
    cents = formulas.basic(base, index, months, BASIC_PERCENT)
    numbers = f"（{figure(base)}＋{figure(base)}×{plain(index)}）÷2×{plain(years)}×{plain(BASIC_PERCENT)}%＝{yuan(cents)}"
    return Working(cents, f"算法：{formula}。缴费年限{_both(months)}。代入：{numbers}。")


def work_out_account(facts: RetirementFacts) -> Working:
    """个人账户养老金＝储存额÷计发月数 (国发〔2005〕38号第六部分)."""
    formula = "退休时的个人账户储存额÷计发月数"
    stored, divisor = facts.account_cents, facts.divisor_months
    if stored is None or not divisor:
        return Working(None, f"算法：{formula}。", _absent(facts, "account_cents", "divisor_months"))
    cents = formulas.from_account(stored, divisor)
    return Working(cents, f"算法：{formula}。代入：{figure(stored)}÷{plain(divisor)}＝{yuan(cents)}。")


def work_out_transitional(facts: RetirementFacts) -> Working:
    """过渡性养老金＝（计发基数＋计发基数×指数）÷2×视同年限×过渡系数 (辽劳社发〔2006〕81号, second-hand)."""
    formula = "（计发基数＋计发基数×平均缴费指数）÷2×视同缴费年限×过渡系数"
    base, index, months = facts.base_cents, facts.average_index, facts.deemed_months
    if base is None or index is None or months is None:
        return Working(None, f"算法：{formula}。", _absent(facts, "base_cents", "average_index", "deemed_months"))
    years, rate = in_years(months), transition_rate(facts)
    cents = formulas.transitional(base, index, months, rate)
    numbers = f"（{figure(base)}＋{figure(base)}×{plain(index)}）÷2×{plain(years)}×{plain(rate)}%＝{yuan(cents)}"
    return Working(cents, f"算法：{formula}。视同缴费年限{_both(months)}。代入：{numbers}。")


def transition_rate(facts: RetirementFacts) -> Decimal:
    """Percent a year: the record's own, else the one that held when the person retired."""
    if facts.transition_rate is not None:
        return facts.transition_rate
    return next(rate.value for rate in TRANSITION_RATES if rate.since <= facts.retired_on)


def _absent(facts: RetirementFacts, *names: str) -> tuple[str, ...]:
    return tuple(_MISSING[name] for name in names if not getattr(facts, name))


def _both(months: int) -> str:
    return f"{span(months)}（{plain(in_years(months))}年）" if months % 12 else span(months)
