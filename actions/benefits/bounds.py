"""An estimate without something nobody in the family knows: worked out with the least and the most it can be."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from actions.benefits.calculator import Calculator
from actions.benefits.model import Estimate, Line
from actions.benefits.parameters.book import ParameterBook
from actions.benefits.wording import money_shown

# What may stay open: the office has it in its own records, and the result moves one way with it, so that its limits are
# the limits of the result.
OFFICE_KNOWS: Mapping[str, frozenset[str]] = {"survivor": frozenset({"contribution", "drawn"})}
_MONEY = ("amount", "range")


def between(
    calculator: Calculator, facts: Mapping[str, Any], unknown: Sequence[str], book: ParameterBook, today: date
) -> Estimate:
    """The estimate for `facts`, or from the least to the most when something is `unknown`. Its facts are those told, none
    assumed. Raises BadFacts."""
    if not unknown:
        return calculator.compute(facts, book, today)
    corners = [calculator.compute({**facts, **corner}, book, today) for corner in _corners(calculator, unknown)]
    labels = "”和“".join(calculator.field(name).label for name in unknown)
    opening = f"“{labels}”{'这一项' if len(unknown) == 1 else '这几项'}还不知道，先按最少和最多估"
    if all(one.outcome in _MONEY and one.low is not None for one in corners):
        return _sum_between(corners, opening, facts)
    if all(one.outcome == "rule_only" for one in corners) and len({_labels(one) for one in corners}) == 1:
        return _rule_between(corners, opening, facts)
    return replace(corners[0], facts=dict(facts))


def _corners(calculator: Calculator, unknown: Sequence[str]) -> Iterable[dict[str, int]]:
    fields = [calculator.field(name) for name in unknown]
    for ends in itertools.product(*((field.minimum or 0, field.maximum or 0) for field in fields)):
        yield dict(zip(unknown, ends, strict=True))


def _sum_between(corners: Sequence[Estimate], opening: str, facts: Mapping[str, Any]) -> Estimate:
    low, high = min(corners, key=lambda one: one.low or 0), max(corners, key=lambda one: one.high or 0)
    text = f"{opening}，一共大约{money_shown(low.low or 0, high.high or 0)}。问清楚了，再算一次就准了。"
    return replace(low, outcome="range", text=text, lines=_lines(low, high), high=high.high, facts=dict(facts))


def _rule_between(corners: Sequence[Estimate], opening: str, facts: Mapping[str, Any]) -> Estimate:
    """Of a rule without a confirmed figure: from the fewest months to the most."""
    ordered = sorted(corners, key=lambda one: [_leading(line) for line in one.lines])
    lines = tuple(_between(one, other) for one, other in zip(ordered[0].lines, ordered[-1].lines, strict=True))
    differing = [one for one, was in zip(lines, ordered[0].lines, strict=True) if one != was]
    told = f"{opening}：{'，'.join(f'{one.label}{one.value}' for one in differing)}" if differing else opening
    text = f"{told}。金额还没有确认，请问12333，或者到社保窗口问。"
    return replace(ordered[0], text=text, lines=lines, facts=dict(facts))


def _labels(estimate: Estimate) -> tuple[str, ...]:
    return tuple(line.label for line in estimate.lines)


def _leading(line: Line) -> int:
    found = re.match(r"\d+", line.value)
    return int(found[0]) if found else 0


def _lines(low: Estimate, high: Estimate) -> tuple[Line, ...]:
    """Line by line where both were worked out alike; else the least and the most as they stand."""
    if _labels(low) == _labels(high):
        return tuple(_between(one, other) for one, other in zip(low.lines, high.lines, strict=True))
    basis = tuple(dict.fromkeys(basis for line in low.lines for basis in line.basis))
    return (Line("一共", money_shown(low.low or 0, high.high or 0), "按最少和最多", low.low, high.high, basis),)


def _between(low: Line, high: Line) -> Line:
    if low == high:
        return low
    value = low.value if low.value == high.value else f"{low.value}到{high.value}"
    if low.low is not None and high.high is not None:
        value = money_shown(low.low, high.high)
    return replace(low, value=value, how="", high=high.high)
