"""The estimate of a case: worked out with the tables as they are known now, kept, and worked out again the same way."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from actions.benefits.bounds import OFFICE_KNOWS, between
from actions.benefits.calculator import Calculator
from actions.benefits.facts_in import read_facts
from actions.benefits.model import Basis, Estimate, Line
from actions.benefits.parameters.book import ParameterBook
from actions.clock import SHANGHAI
from actions.grants.errors import NotComplete, UnknownCase
from actions.grants.model import GrantCase
from actions.grants.neighbours import Keeper

FUNERAL, SURVIVOR_GRANT = "丧葬补助金", "抚恤金"


@dataclass(frozen=True)
class Recomputed:
    """A stored estimate and the same worked out again from the tables as they were known then."""

    stored: Estimate
    again: Estimate

    @property
    def same(self) -> bool:
        """Whether figures, outcome and the rows used agree."""
        return _figures(self.stored) == _figures(self.again)


@dataclass(frozen=True)
class Tables:
    """The parameter tables as they were known at a moment. Read before a transaction begins: they need a connection too."""

    known_at: datetime
    book: ParameterBook


class Estimating:
    """Works out the grant with `calculator` over the tables of `keeper`."""

    def __init__(self, calculator: Calculator, keeper: Keeper) -> None:
        self.calculator, self._keeper = calculator, keeper

    def facts(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Canonical facts. Raises BadFacts."""
        return read_facts(self.calculator, raw)

    def missing(self, facts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """Name and words of what only the family can tell. The years stand in the office's own records: who does not know
        them is not kept from applying."""
        known = OFFICE_KNOWS.get(self.calculator.name, frozenset())
        return tuple((one.name, one.label) for one in self.calculator.missing(facts) if one.name not in known)

    def tables(self, known_at: datetime) -> Tables:
        """The tables as known at that moment."""
        return Tables(known_at, self._keeper.book(known_at))

    def work_out(self, facts: Mapping[str, Any], tables: Tables) -> Estimate:
        """The estimate on the day of `tables`; from the least to the most where the family does not know the years.

        Raises NotComplete or BadFacts.
        """
        if missing := self.missing(facts):
            raise NotComplete(missing)
        unknown = [one.name for one in self.calculator.missing(facts)]
        return between(self.calculator, facts, unknown, tables.book, tables.known_at.astimezone(SHANGHAI).date())

    def keep(self, case: GrantCase, facts: Mapping[str, Any], tables: Tables) -> None:
        """Puts facts and estimate into the case. Raises NotComplete or BadFacts."""
        estimate = self.work_out(facts, tables)
        case.facts, case.known_at = dumps(facts), tables.known_at
        case.estimate = dumps(asdict(estimate))
        case.estimated_low, case.estimated_high = estimate.low, estimate.high

    def again(self, case: GrantCase) -> Recomputed:
        """The stored estimate beside the one its facts give with the tables as known then. Raises UnknownCase."""
        kept = stored(case)
        if kept is None:
            raise UnknownCase
        return Recomputed(kept, self.work_out(json.loads(case.facts), self.tables(case.known_at)))


def stored(case: GrantCase) -> Estimate | None:
    """The estimate as it was shown; None when the form expired and nothing of it is kept."""
    told = json.loads(case.estimate)
    if not told:
        return None
    lines = tuple(Line(**{**line, "basis": tuple(map(_basis, line["basis"]))}) for line in told["lines"])
    known_at = told["known_at"] and datetime.fromisoformat(told["known_at"])
    return Estimate(
        **{**told, "lines": lines, "notes": tuple(told["notes"]), "used": tuple(told["used"]), "known_at": known_at}
    )


def estimated_part(estimate: Estimate, label: str) -> tuple[int, int] | None:
    """From and to, 分, of the line with money that tells of `label`; None when there is no such sum."""
    for line in estimate.lines:
        if label in line.label and line.low is not None and line.high is not None:
            return line.low, line.high
    return None


def dumps(told: Any) -> str:
    """JSON text; times as ISO."""
    return json.dumps(told, ensure_ascii=False, default=_iso)


def _basis(told: Mapping[str, Any]) -> Basis:
    return Basis(**{**told, "facts": tuple(told["facts"])})


def _figures(estimate: Estimate) -> tuple[Any, ...]:
    lines = [(line.label, line.value, line.how, line.low, line.high) for line in estimate.lines]
    return estimate.outcome, estimate.refusal, estimate.low, estimate.high, lines, estimate.used


def _iso(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
