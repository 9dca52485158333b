"""Change: what makes a month's payment differ from the month before, named in plain words."""

from dataclasses import dataclass
from datetime import date

from actions.records.gateway import MonthlyPayment
from actions.records.wording import month_before, month_name, yuan

_NOT_IN_HAND = {
    "returned": "被银行退回来了，没有到账",
    "suspended": "暂停发放",
    "planned": "还没有发",
}
_STEADY = {"basic": "基础养老金", "transitional": "过渡性养老金", "account": "个人账户养老金", "other": "其他补贴"}


@dataclass(frozen=True)
class Change:
    """`difference` in 分 of what came in hand (None: the month before is not known); `causes` are whole sentences."""

    current: MonthlyPayment
    previous: MonthlyPayment | None
    difference: int | None
    causes: tuple[str, ...]


def change_of(months: tuple[MonthlyPayment, ...], on: date) -> Change | None:
    """The newest month of `months` (newest first) against the calendar month before it; None when there is no month."""
    if not months:
        return None
    current = months[0]
    previous = next((item for item in months if item.month == month_before(current.month)), None)
    if previous is None:
        return Change(current, None, None, ())
    states = tuple(_state_cause(item, on) for item in (previous, current) if item.state_on(on) in _NOT_IN_HAND)
    causes = states + (() if current.state_on(on) in _NOT_IN_HAND else tuple(_causes(current, previous, on)))
    return Change(current, previous, in_hand(current, on) - in_hand(previous, on), causes)


def in_hand(payment: MonthlyPayment, on: date) -> int:
    """What the person had got by `on`, 分."""
    return payment.total if payment.state_on(on) == "paid" else 0


def _state_cause(payment: MonthlyPayment, on: date) -> str:
    return f"{month_name(payment.month, on)}的养老金{_NOT_IN_HAND[payment.state_on(on)]}。"


def _causes(current: MonthlyPayment, previous: MonthlyPayment, on: date) -> list[str]:
    this, last = month_name(current.month, on), month_name(previous.month, on)
    causes = []
    if raised := current.adjustment - previous.adjustment:
        causes.append(
            f"养老金调整，从{this}起每月多{yuan(raised)}。"
            if raised > 0
            else f"历年调整增加的，{this}比{last}少{yuan(-raised)}。为什么少，请问12333。"
        )
    for part, label in _STEADY.items():
        if moved := getattr(current, part) - getattr(previous, part):
            word = "多" if moved > 0 else "少"
            causes.append(f"{label}，{this}比{last}{word}{yuan(abs(moved))}。记录里没有写原因，可以问12333。")
    causes += _once("补发", current.back_pay, previous.back_pay, this, last)
    causes += _once("扣回", current.deduction, previous.deduction, this, last)
    return causes


def _once(name: str, now: int, before: int, this: str, last: str) -> list[str]:
    """A sum that comes and goes (补发, 扣回)."""
    if now == before:
        return []
    if not now:
        return [f"{last}{name}了{yuan(before)}，{this}没有{name}了。"]
    if not before:
        return [f"{this}{name}了{yuan(now)}，{last}没有。"]
    return [f"{name}，{last}是{yuan(before)}，{this}是{yuan(now)}。"]
