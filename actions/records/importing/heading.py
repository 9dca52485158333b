"""Recognises a file's kind by its heading row, and plans how each line is read."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from actions.records.importing.errors import EmptyFile, WrongColumns
from actions.records.importing.files import Row
from actions.records.importing.layouts import LAYOUTS, Column, Layout
from actions.records.importing.quoting import shown
from actions.records.importing.readers import Reader

_TITLE_ROWS = 5  # a title or a note may stand above the heading
_UNIT = re.compile(r"[(（](?:元|分|月|个月|元/月)[)）]$")


@dataclass(frozen=True)
class Plan:
    """How the lines of one file are read: (position, column, reader) of every column that is there."""

    layout: Layout
    width: int
    cells: tuple[tuple[int, Column, Reader], ...]

    @cached_property
    def fields(self) -> frozenset[str]:
        """Fields this file fills; what it has no column for is left as it is in the database."""
        return frozenset(column.field for _, column, _ in self.cells)


def read_heading(rows: Iterator[Row], kind: str | None, readers: Mapping[str, Reader]) -> Plan:
    """Takes rows up to the heading. Raises EmptyFile or WrongColumns, which says what is missing or not known."""
    seen: list[list[str]] = []
    for _, cells in rows:
        heading = [_plain(cell) for cell in cells]
        while heading and not heading[-1]:
            heading.pop()
        if layout := _fitting(heading, kind):
            return _plan(layout, heading, readers)
        seen.append(heading)
        if len(seen) == _TITLE_ROWS:
            break
    if not seen:
        raise EmptyFile
    raise WrongColumns(_explained(max(seen, key=_known_headings), kind))


def _plain(heading: str) -> str:
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", heading)).lstrip("*")
    return _UNIT.sub("", squeezed).replace("(", "（").replace(")", "）")


def _columns(layout: Layout) -> dict[str, Column]:
    return {name: column for column in layout.columns for name in (column.name, *column.aliases)}


def _missing(layout: Layout, heading: list[str]) -> list[str]:
    there = {_columns(layout)[name].field for name in heading if name in _columns(layout)}
    return [column.name for column in layout.columns if column.required and column.field not in there]


def _fitting(heading: list[str], kind: str | None) -> Layout | None:
    """The layout whose required columns are all there and which knows every heading."""
    for layout in LAYOUTS.values():
        if kind in (None, layout.kind) and not _missing(layout, heading) and not set(heading) - set(_columns(layout)):
            return layout
    return None


def _plan(layout: Layout, heading: list[str], readers: Mapping[str, Reader]) -> Plan:
    columns = [_columns(layout)[name] for name in heading]
    twice = [column.name for position, column in enumerate(columns) if column in columns[:position]]
    if twice:
        raise WrongColumns(f"同一列出现了两次：{'、'.join(twice)}。请留一列。")
    cells = tuple((position, column, readers[column.type]) for position, column in enumerate(columns))
    return Plan(layout, len(heading), cells)


def _known_headings(heading: list[str]) -> int:
    return max(len(set(heading) & set(_columns(layout))) for layout in LAYOUTS.values())


def _likeness(layout: Layout, heading: list[str]) -> int:
    return 2 * len(set(heading) & set(_columns(layout))) - len(_missing(layout, heading))


def _explained(heading: list[str], kind: str | None) -> str:
    candidates = [LAYOUTS[kind]] if kind else list(LAYOUTS.values())
    nearest = max(candidates, key=lambda layout: _likeness(layout, heading))
    if not set(heading) & set(_columns(nearest)):
        return "第一行不是认识的表头。请看 docs/records_layout.md，第一行要写列名。"
    parts = [f"表头不对（最像“{nearest.title}”）。"]
    if missing := _missing(nearest, heading):
        parts.append(f"缺少：{'、'.join(missing)}。")
    if unknown := [shown(name) or "空白" for name in heading if name not in _columns(nearest)]:
        parts.append(f"不认识：{'、'.join(unknown)}。")
    parts.append(f"可以有的列：{'、'.join(column.name for column in nearest.columns)}。")
    return "".join(parts)
