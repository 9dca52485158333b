"""Reason: why a payment is the amount it is, line by line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from actions.benefits.adjustment.rule import AdjustmentRule
from actions.records.explaining import adjustment_rules
from actions.records.explaining.formulas import (
    FACTS,
    FORMULAS_SINCE,
    Working,
    work_out_account,
    work_out_basic,
    work_out_transitional,
)
from actions.records.gateway import Adjustment, MonthlyPayment, RetirementFacts
from actions.records.wording import yuan

# A real assessment (全省口径 男60岁 2023年8月) stands 6 分 beside its own formula: rounding on the way.
TOLERANCE_CENTS = 10
_WORKINGS: dict[str, tuple[str, Callable[[RetirementFacts], Working]]] = {
    "basic": ("基础养老金", work_out_basic),
    "account": ("个人账户养老金", work_out_account),
    "transitional": ("过渡性养老金", work_out_transitional),
}
_BEFORE_2006 = "2006年以前退休的，按当时的办法核定，不用现在的算法，这里不重算。"
_NO_FACTS = "退休核定的数据（缴费年限、指数、计发基数、个人账户）"


@dataclass(frozen=True)
class ReasonLine:
    """One part of the payment: its amount on record, how it comes about, and the facts that carry the formula."""

    part: str
    label: str
    cents: int
    how: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """Every part of one payment. `missing` names data not there; `differs` says where two numbers do not agree."""

    payment: MonthlyPayment
    lines: tuple[ReasonLine, ...]
    missing: tuple[str, ...]
    differs: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Everything could be worked out and agrees with the record."""
        return not self.missing and not self.differs


def reason_of(
    payment: MonthlyPayment,
    facts: RetirementFacts | None,
    raises: Sequence[Adjustment],
    months: Sequence[MonthlyPayment] = (),
    rules: Mapping[int, AdjustmentRule] = adjustment_rules.RULES,
) -> Reason:
    """Why `payment` is what it is. `months` are the payments known, for the Decembers the yearly raises hang on; `rules` the
    rules of the yearly raises, with those that staff added."""
    lines: list[ReasonLine] = []
    missing: list[str] = []
    differs: list[str] = []
    for part in _WORKINGS:
        _add_assessed(part, payment, facts, lines, missing, differs)
    _add_adjustment(payment, facts, raises, months, rules, lines, missing, differs)
    lines += _plain_lines(payment)
    if payment.computed_total != payment.total:
        differs.append(
            f"各项合起来是{yuan(payment.computed_total)}，记录的实发是{yuan(payment.total)}。"
            "差在哪里，这里没有记录，请问12333，以社保核定为准。"
        )
    if facts is None:
        missing.insert(0, _NO_FACTS)
    return Reason(payment, tuple(lines), tuple(dict.fromkeys(missing)), tuple(differs))


def _add_assessed(
    part: str,
    payment: MonthlyPayment,
    facts: RetirementFacts | None,
    lines: list[ReasonLine],
    missing: list[str],
    differs: list[str],
) -> None:
    """A part that was assessed at retirement by a formula."""
    label, work_out = _WORKINGS[part]
    stored: int = getattr(payment, part)
    if facts is None or facts.retired_on < FORMULAS_SINCE:
        if stored:
            how, key = ("退休时核定的数。", part) if facts is None else (_BEFORE_2006, "before_2006")
            lines.append(ReasonLine(part, label, stored, how, FACTS[key]))
        return
    if part == "transitional" and not stored and not facts.deemed_months:
        return  # 没有视同年限: nothing to work out and nothing paid
    working = work_out(facts)
    lines.append(ReasonLine(part, label, stored, _how(working, stored), FACTS[part]))
    missing += working.missing
    if working.cents is not None and abs(working.cents - stored) > TOLERANCE_CENTS:
        differs.append(f"{label}，按记录里的数算是{yuan(working.cents)}，发放记录是{yuan(stored)}，以社保核定为准。")
        if part == "transitional" and working.cents < stored:
            missing.append("建账以前实际缴费的年限（过渡性养老金也要算这一段）")


def _how(working: Working, stored: int) -> str:
    if working.missing:
        return f"{working.how}这里没有{'、'.join(working.missing)}，核算不了，只能看到核定的数。"
    if working.cents is not None and working.cents != stored and abs(working.cents - stored) <= TOLERANCE_CENTS:
        return f"{working.how}和记录差{yuan(abs(working.cents - stored))}，是四舍五入的零头。"
    return working.how


def _add_adjustment(
    payment: MonthlyPayment,
    facts: RetirementFacts | None,
    raises: Sequence[Adjustment],
    months: Sequence[MonthlyPayment],
    rules: Mapping[int, AdjustmentRule],
    lines: list[ReasonLine],
    missing: list[str],
    differs: list[str],
) -> None:
    """历年调整: the years on record, and what of the sum they do not explain."""
    counted = [raised for raised in raises if raised.year * 100 <= payment.month]
    if not payment.adjustment and not counted:
        return
    told = "；".join(adjustment_rules.in_parts(raised) for raised in counted)
    known = sum(raised.total for raised in counted)
    how = f"历年涨的钱加在一起。{told}。" if told else "历年涨的钱加在一起。"
    rest = payment.adjustment - known
    if rest > TOLERANCE_CENTS:
        how += f"另外{yuan(rest)}是哪些年份涨的，这里没有。"
        missing.append("更早年份的调整明细" if counted else "历年调整的明细")
    elif rest < -TOLERANCE_CENTS:
        differs.append(
            f"历年调整，逐年加起来是{yuan(known)}，发放记录是{yuan(payment.adjustment)}，以社保核定为准。"
        )
    lines.append(ReasonLine("adjustment", "历年调整增加的", payment.adjustment, how, FACTS["adjustment"]))
    total_months = facts.total_months if facts else None
    decembers = {item.month: item for item in months}
    for raised in counted:
        december = decembers.get((raised.year - 1) * 100 + 12)
        base = _monthly(december) if december else None
        differs += adjustment_rules.differences(raised, total_months, base, TOLERANCE_CENTS, rules)


def _monthly(payment: MonthlyPayment) -> int:
    """本人月基本养老金: without what is paid once."""
    return payment.basic + payment.transitional + payment.account + payment.adjustment


def _plain_lines(payment: MonthlyPayment) -> list[ReasonLine]:
    """Parts that no formula explains; the record does not say why they are paid."""
    lines = []
    if payment.other:
        lines.append(ReasonLine("other", "其他补贴", payment.other, "记录里没有写是哪一项补贴，可以问12333。"))
    if payment.back_pay:
        lines.append(ReasonLine("back_pay", "补发", payment.back_pay, "一次性补以前少发的钱，只算在这个月。"))
    if payment.deduction:
        lines.append(ReasonLine("deduction", "扣回", -payment.deduction, "从这个月里扣下的钱。为什么扣，请问12333。"))
    return lines
