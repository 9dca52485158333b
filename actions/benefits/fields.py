"""Field: one thing a calculator must know. The same list asks in talk, draws the card, and checks API and command."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

# choice: one of `choices`; months: a span in whole months (31年4个月 is 376); day: an ISO day, month or year as exactly as
# people know it (2026-03-05, 2026-03, 2026); month: yyyy-mm; money: 分; number: a decimal written as text; age: whole years.
FieldKind = Literal["choice", "months", "day", "month", "money", "number", "age"]


@dataclass(frozen=True)
class Option:
    """A possible answer: its code, its words on a button, and other words people use for it."""

    code: str
    label: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """What is asked and how. Limits and steps are in the kind's unit."""

    name: str
    label: str
    kind: FieldKind
    question: str  # asked in talk and above the stepper; ends with a question mark
    choices: tuple[Option, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    step: int = 1
    default: Any = None  # where the stepper starts; never taken silently
    optional: bool = False
    help: str = ""  # one sentence: where one finds it
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # asked only if these fields have one of these codes

    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # not asked once one of these fields has such a code

    def spared(self, facts: Mapping[str, Any]) -> bool:
        """Whether an answer given already makes this one needless."""
        return any(facts.get(name) in codes for name, codes in self.unless.items())

    def wanted(self, facts: Mapping[str, Any]) -> bool:
        """Whether the facts known so far make this field one to ask."""
        return all(facts.get(name) in codes for name, codes in self.when.items())
