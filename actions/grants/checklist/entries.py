"""Reads checklist.yaml; a broken file stops the start, not an application."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from actions.benefits.model import Basis
from knowledge_base.guides.files import ContentError, read_yaml

_FILE = Path(__file__).with_name("checklist.yaml")


@dataclass(frozen=True)
class Entry:
    """What papers and duties have in common. `when`: every named answer must be one of its codes."""

    title: str
    place: str
    basis: tuple[Basis, ...]
    when: Mapping[str, tuple[str, ...]]
    valid_from: date
    valid_to: date | None
    deaths_from: date | None
    deaths_until: date | None


@dataclass(frozen=True)
class PaperEntry(Entry):
    """A paper as the file has it."""

    kind: str
    why: str
    not_needed_reason: str


@dataclass(frozen=True)
class DutyEntry(Entry):
    """A duty as the file has it. The sentences with a {day} are used when the last day can be worked out."""

    key: str
    text: str
    working_days: int
    still_time: str
    passed: str


@dataclass(frozen=True)
class Entries:
    """The whole file, in its order."""

    papers: tuple[PaperEntry, ...]
    duties: tuple[DutyEntry, ...]
    titles: Mapping[str, str]


@cache
def load_entries() -> Entries:
    """The file's entries. Raises ContentError for a source, a place or a condition the file does not declare."""
    told = read_yaml(_FILE)
    reader = _Reader(told)
    papers = tuple(reader.paper(row) for row in told["papers"])
    return Entries(papers, tuple(reader.duty(row) for row in told["duties"]), {one.kind: one.title for one in papers})


class _Reader:
    """Reads rows with the file's own sources, places and groups of conditions at hand."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._sources = {
            key: Basis(**{**row, "facts": tuple(row["facts"])}) for key, row in told["sources"].items()
        }  # fmt: skip
        self._places, self._groups = told["places"], told["groups"]

    def paper(self, row: Mapping[str, Any]) -> PaperEntry:
        return PaperEntry(
            **self._common(row), kind=row["kind"], why=row["why"], not_needed_reason=row.get("not_needed", "")
        )

    def duty(self, row: Mapping[str, Any]) -> DutyEntry:
        return DutyEntry(
            **self._common(row), key=row["key"], text=row["text"], working_days=row.get("working_days", 0),
            still_time=row.get("still_time", ""), passed=row.get("passed", ""),
        )  # fmt: skip

    def _common(self, row: Mapping[str, Any]) -> dict[str, Any]:
        name = row["title"]
        if not row["basis"]:
            raise ContentError(f"{_FILE.name}: {name} has no source")
        when = {**self._groups[row["group"]], **row.get("when", {})} if "group" in row else row.get("when", {})
        try:
            basis = tuple(self._sources[key] for key in row["basis"])
            place = self._places[row["place"]]
        except KeyError as error:
            raise ContentError(f"{_FILE.name}: {name} names {error}, which is not declared") from error
        return {
            "title": name, "place": place, "basis": basis,
            "when": {answer: tuple(codes) for answer, codes in when.items()}, "valid_from": row["from"],
            "valid_to": row.get("to"), "deaths_from": row.get("deaths_from"),
            "deaths_until": row.get("deaths_until"),
        }  # fmt: skip
