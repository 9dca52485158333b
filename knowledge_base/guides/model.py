"""Guide, Fact and FactTable as they stand in the content files."""

from dataclasses import dataclass, field
from datetime import date

# The fixed parts of a guide, in the order people meet them at the counter.
PARTS: dict[str, str] = {
    "who": "谁能办",
    "conditions": "条件",
    "steps": "怎么办",
    "materials": "要带什么",
    "time": "多长时间",
    "place": "去哪办",
    "amount": "多少钱",
    "phone": "电话",
}


@dataclass(frozen=True)
class Fact:
    """A policy statement in our own words with its source; confidence A and B may be told, C may not."""

    id: str
    text: str
    source: str
    level: str
    effective: str
    confidence: str


@dataclass(frozen=True)
class FactTable:
    """Figures by row (month tables, retirement ages, yearly adjustments): data, not prose."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str
    confidence: str
    note: str = ""


@dataclass(frozen=True)
class Premise:
    """A wrong belief people ask from (「集中认证几月开始」) and the sentence that puts it right first."""

    patterns: tuple[str, ...]
    correction: str


@dataclass(frozen=True)
class Guide:
    """One answer to one matter. `summary` is shown first and read aloud; `parts` hold the rest."""

    id: str
    title: str
    topic: str
    region: str
    facts: tuple[str, ...]
    summary: str
    questions: tuple[str, ...]
    phrasings: tuple[str, ...] = ()  # more ways people ask, from content/phrasings/
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tables: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    premises: tuple[Premise, ...] = ()
    unconfirmed: bool = False
    valid_from: date | None = None
    valid_to: date | None = None

    def public_texts(self) -> list[str]:
        """Every sentence of the guide that the public may read or hear."""
        texts = [self.title, self.summary]
        texts += [line for lines in self.parts.values() for line in lines]
        return texts + [premise.correction for premise in self.premises]
