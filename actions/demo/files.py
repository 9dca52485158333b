"""Writes fictional retirees as import files, one per kind, streaming."""

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from actions.demo.retiree import Line
from actions.records.importing.layouts import LAYOUTS


class DemoFiles:
    """Open CSV files (UTF-8 with BOM, as table programs like it) in `folder`, headed as the layouts say."""

    def __init__(self, folder: Path, kinds: Iterable[str] = tuple(LAYOUTS)) -> None:
        self._folder, self._kinds, self._open = folder, tuple(kinds), ExitStack()
        self._writers: dict[str, tuple[Any, tuple[str, ...]]] = {}
        self.rows = dict.fromkeys(self._kinds, 0)

    def __enter__(self) -> "DemoFiles":
        self._folder.mkdir(parents=True, exist_ok=True)
        for kind in self._kinds:
            file = self._open.enter_context(self.path(kind).open("w", encoding="utf-8-sig", newline=""))
            columns = LAYOUTS[kind].columns
            writer = csv.writer(file)
            writer.writerow([column.name for column in columns])
            self._writers[kind] = writer, tuple(column.field for column in columns)
        return self

    def path(self, kind: str) -> Path:
        """Where the file of `kind` is."""
        return self._folder / f"{kind}.csv"

    def add(self, kind: str, id_number: str, name: str, line: Line) -> None:
        """Writes one line; kinds that were not asked for are left out."""
        if kind not in self._writers:
            return
        writer, fields = self._writers[kind]
        whole = {"id_number": id_number, "name": name, **line}
        writer.writerow([whole.get(field) for field in fields])
        self.rows[kind] += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
