"""Chooses from checklist.yaml what applies to one situation. The file holds the rules; nothing of them stands here."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from actions.grants.checklist.deadlines import after_working_days
from actions.grants.checklist.entries import DutyEntry, Entry, PaperEntry, load_entries
from actions.grants.checklist.model import Checklist, Duty, Paper

_WHOLE_DAY = len("2026-03-05")


def checklist(situation: Mapping[str, Any], facts: Mapping[str, Any], on: date) -> Checklist:
    """What a family in `situation` needs on the day `on`; `facts` are the survivor calculator's, both may be incomplete.

    What depends on an answer nobody gave is listed only where the file says so.
    """
    known, entries = {**facts, **situation}, load_entries()
    return Checklist(
        papers=tuple(_paper(entry) for entry in entries.papers if _applies(entry, known, on)),
        duties=tuple(_duty(entry, known, on) for entry in entries.duties if _applies(entry, known, on)),
    )


def paper_title(kind: str) -> str:
    """What people call this paper; the kind itself for one that is in no list any more."""
    return load_entries().titles.get(kind, kind)


def paper_kinds() -> frozenset[str]:
    """Every kind of paper there is, to photograph or to show."""
    return frozenset(load_entries().titles)


def _applies(entry: Entry, known: Mapping[str, Any], on: date) -> bool:
    if on < entry.valid_from or (entry.valid_to is not None and on > entry.valid_to):
        return False
    if not _died_in_time(entry, str(known.get("died_on") or "")):
        return False
    return all(_code(known.get(name)) in codes for name, codes in entry.when.items())


def _died_in_time(entry: Entry, died_on: str) -> bool:
    """Whether the row is for a death on that day, month or year; of one nobody knows, the rows of today are."""
    if not died_on:
        return entry.deaths_until is None
    first, last = entry.deaths_from or date.min, entry.deaths_until or date.max
    return first.isoformat()[: len(died_on)] <= died_on <= last.isoformat()[: len(died_on)]


def _code(answer: Any) -> str:
    """An answer as the file writes it; what nobody answered is called unanswered."""
    return "unanswered" if answer is None or answer == "" else str(answer)


def _paper(entry: PaperEntry) -> Paper:
    return Paper(
        kind=entry.kind, title=entry.title, why=entry.why,
        state_default="not_needed" if entry.not_needed_reason else "missing", not_needed_reason=entry.not_needed_reason,
        place=entry.place, basis=entry.basis,
    )  # fmt: skip


def _duty(entry: DutyEntry, known: Mapping[str, Any], on: date) -> Duty:
    died_on, by, text = str(known.get("died_on") or ""), None, entry.text
    if entry.working_days and len(died_on) == _WHOLE_DAY:
        deadline = after_working_days(date.fromisoformat(died_on), entry.working_days)
        by = deadline.day
        words = entry.passed if on > by else entry.still_time
        text += words.format(day=f"{by.year}年{by.month}月{by.day}日")
        if deadline.note and on <= by:
            text += f"{deadline.note}。"
    return Duty(entry.key, entry.title, text, entry.place, by, entry.basis)
