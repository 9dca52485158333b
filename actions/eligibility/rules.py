"""The rules of certification as dated data (rules.yaml), read once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from knowledge_base.guides.files import read_yaml

_FILE = Path(__file__).with_name("rules.yaml")
NEXT_MONTH, GIVEN, NEVER = "next_month", "given", "never"


@dataclass(frozen=True)
class Sourced:
    """Words together with the facts that carry them; without facts they state no policy."""

    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    """Why somebody is looked into: its label, and what a confirmation stops (next_month, given, never)."""

    label: str
    stops: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """Everything in rules.yaml that code asks for."""

    cycle_months: int
    due_soon_days: int
    home_visit_marks: frozenset[str]
    states: MappingProxyType[str, str]
    channels: MappingProxyType[str, Sourced]
    reasons: MappingProxyType[str, Reason]
    wording: MappingProxyType[str, Sourced]
    facts: frozenset[str]  # every fact the file cites


@cache
def load_rules() -> Rules:
    """The rules of this release. Raises ContentError when the file is broken."""
    told = read_yaml(_FILE)
    return Rules(
        cycle_months=int(told["cycle"]["months"]),
        due_soon_days=int(told["due_soon"]["days"]),
        home_visit_marks=frozenset(told["home_visit"]["marks"]),
        states=MappingProxyType(dict(told["states"])),
        channels=_sourced(told["channels"], "label"),
        reasons=MappingProxyType(
            {code: Reason(row["label"], row["stops"], tuple(row["facts"])) for code, row in told["reasons"].items()}
        ),
        wording=_sourced(told["wording"], "text"),
        facts=frozenset(_facts(told)),
    )


def _sourced(rows: dict[str, Any], key: str) -> MappingProxyType[str, Sourced]:
    return MappingProxyType({code: Sourced(row[key], tuple(row["facts"])) for code, row in rows.items()})


def _facts(node: Any) -> list[str]:
    if not isinstance(node, dict):
        return []
    return [*node.get("facts", ()), *(fact for child in node.values() for fact in _facts(child))]
