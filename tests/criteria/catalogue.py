"""The criteria and their proofs, as criteria.yaml lists them."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "criteria.yaml"
# How many each section holds: the numbers themselves are fixed.
SECTIONS = {"A": 12, "B": 6, "C": 10, "D": 10, "E": 8, "F": 7, "G": 19, "H": 4, "I": 9, "J": 12, "K": 13, "L": 6, "M": 5}
IDS = tuple(f"{section}{number}" for section, count in SECTIONS.items() for number in range(1, count + 1))
SHOULD = frozenset("A12 B5 D10 E8 F5 F6 G17 G18 G19 J10 J11 J12 K12 K13 L6 M5".split())


@dataclass(frozen=True)
class Criterion:
    """One criterion. `proof` are pytest node ids, `by_hand` a checklist, `left_out` a reason."""

    id: str
    level: str
    sentence: str
    proof: list[str] = field(default_factory=list)
    by_hand: str = ""
    left_out: str = ""


def criteria() -> list[Criterion]:
    """All criteria in their order. Raises TypeError for an entry with an unknown field."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [Criterion(id=name, **content) for name, content in read.items()]
