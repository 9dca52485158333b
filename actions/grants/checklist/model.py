"""Checklist: the papers and the duties of one family."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from actions.benefits.model import Basis

# How a paper stands when nobody has shown it yet.
PaperState = Literal["missing", "not_needed"]


@dataclass(frozen=True)
class Paper:
    """One paper. `why` says what it is for and where one gets it; with `not_needed` the reason names the law."""

    kind: str
    title: str
    why: str
    state_default: PaperState
    not_needed_reason: str
    place: str  # where it is handed in
    basis: tuple[Basis, ...]


@dataclass(frozen=True)
class Duty:
    """One thing to do. `by` is its last day where a rule sets one and the day of death is known to the day."""

    key: str
    title: str
    text: str
    place: str
    by: date | None
    basis: tuple[Basis, ...]


@dataclass(frozen=True)
class Checklist:
    """Everything of one situation, in the order in which one meets the counters."""

    papers: tuple[Paper, ...]
    duties: tuple[Duty, ...]

    @property
    def to_bring(self) -> tuple[Paper, ...]:
        """The papers that are really needed."""
        return tuple(paper for paper in self.papers if paper.state_default == "missing")
