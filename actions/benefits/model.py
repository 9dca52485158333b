"""The result every calculator gives: lines that add up, each with its source, and how sure the figures are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Confidence = Literal["A", "B", "C"]
# amount: one sum; range: between two sums; rule_only: the rule without a sum, because a figure is not confirmed;
# other_path: another scheme pays; refused: nothing can be worked out, and `refusal` says why.
EstimateOutcome = Literal["amount", "range", "rule_only", "other_path", "refused"]


@dataclass(frozen=True)
class Basis:
    """依据: the document and article behind a line, the facts that carry it, and how sure they are."""

    document: str
    number: str = ""  # 文号
    article: str = ""
    confidence: Confidence = "A"
    facts: tuple[str, ...] = ()  # ids of the knowledge base's facts


@dataclass(frozen=True)
class Line:
    """One step of the working. `low` and `high` are 分 and equal unless something is unconfirmed; None when no money."""

    label: str
    value: str  # what is shown: 71982.00元, 18个月, 60岁5个月
    how: str = ""  # the sum in words: 3999元×18个月
    low: int | None = None
    high: int | None = None
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True)
class Estimate:
    """What a calculator found. `low` and `high` are the total in 分: the sum of the lines that carry money."""

    calculator: str
    outcome: EstimateOutcome
    heading: str
    text: str  # the result in one or two short sentences, for reading and for the ear
    lines: tuple[Line, ...] = ()
    low: int | None = None
    high: int | None = None
    notes: tuple[str, ...] = ()  # what is assumed, unconfirmed or to be asked; whole sentences
    refusal: str = ""  # a stable code when outcome is refused or other_path
    facts: Mapping[str, Any] = field(default_factory=dict)  # what it was worked out from, canonical, JSON-ready
    used: tuple[str, ...] = ()  # ids of the parameter rows used
    known_at: datetime | None = None  # the tables as they were known at this moment
