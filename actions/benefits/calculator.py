"""Calculator: what it is called, what it must know, and the pure function that works it out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from actions.benefits.fields import Field
from actions.benefits.model import Estimate

if TYPE_CHECKING:
    from actions.benefits.parameters.book import ParameterBook

Compute = Callable[[Mapping[str, Any], "ParameterBook", date], Estimate]


@dataclass(frozen=True)
class Calculator:
    """One calculator. `compute(facts, book, today)` is pure and raises BadFacts for impossible facts."""

    name: str  # survivor, retirement, pension, adjustment, allowance, fare, medical_years
    title: str  # 丧葬补助金和抚恤金
    fields: tuple[Field, ...]
    compute: Compute

    def field(self, name: str) -> Field:
        """The field called `name`. Raises KeyError."""
        return next(one for one in self.fields if one.name == name) if name in self.names else _unknown(name)

    @property
    def names(self) -> frozenset[str]:
        """The names of its fields."""
        return frozenset(one.name for one in self.fields)

    def missing(self, facts: Mapping[str, Any]) -> tuple[Field, ...]:
        """What still has to be asked, in order."""
        return tuple(
            one for one in self.fields
            if one.wanted(facts) and not one.optional and not one.spared(facts) and facts.get(one.name) is None
        )  # fmt: skip


def _unknown(name: str) -> Field:
    raise KeyError(name)
