"""Imports one file of records: checked line by line, all or nothing, the same file twice changes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import SHANGHAI, utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.vault import Vault
from actions.records.importing import repository
from actions.records.importing.after_loading import after_loading
from actions.records.importing.building import target_of
from actions.records.importing.duplicates import KeyLog
from actions.records.importing.errors import BadDay, BadLines, DatabaseFailed, EmptyFile
from actions.records.importing.files import Progress, Row, SurveyedFile, opened_rows, survey
from actions.records.importing.heading import Plan, read_heading
from actions.records.importing.layouts import Layout
from actions.records.importing.lines import Line, LineReader, Tell
from actions.records.importing.people import PeopleFinder
from actions.records.importing.readers import build_readers
from actions.records.model import ImportBatch

_BATCH = 10_000
_NO_PLACES: dict[str, dict[str, str]] = {"street": {}, "community": {}}


@dataclass(frozen=True)
class ImportReport:
    """What became of a file. `kept`: rows left alone because the database holds newer data, or holds them already."""

    layout: Layout
    rows: int
    kept: int = 0
    already: bool = False  # this very file was imported before
    batch_id: int | None = None


class RecordsImport:
    """Imports files into the database behind `engine`."""

    def __init__(
        self, engine: Engine, vault: Vault, audit: Audit, now: Callable[[], datetime] = utc_now, actor: str = "system:import"
    ) -> None:
        self._engine, self._vault, self._audit, self._now, self._actor = engine, vault, audit, now, actor

    def recognise(self, path: Path, kind: str | None = None) -> Layout:
        """Which layout `path` has. Raises ImportRefused."""
        with opened_rows(survey(path), lambda read: None) as rows:
            return read_heading(rows, kind, build_readers(_NO_PLACES)).layout

    def run(
        self,
        path: Path,
        *,
        kind: str | None = None,
        as_of: date | None = None,
        dry_run: bool = False,
        tell: Tell = lambda bad: None,
        progress: Progress = lambda read: None,
    ) -> ImportReport:
        """Imports `path`, or only checks it; `tell` hears of every bad line, `progress` of bytes read.

        `as_of` is the day the data were true (default today); rows of a later day are not overwritten. Raises
        ImportRefused (BadLines after the last line was checked), and nothing was changed then.
        """
        today = self._now().astimezone(SHANGHAI).date()
        if as_of and as_of > today:
            raise BadDay
        surveyed = survey(path)
        try:
            return self._run(_Source(surveyed, kind, as_of or today, dry_run, tell, progress))
        except StatementError as error:
            raise DatabaseFailed from error

    def _run(self, source: "_Source") -> ImportReport:
        with UnitOfWork(self._engine, reads_only=source.dry_run) as work:
            with repository.bulk_work(work.session):
                report = self._load(work.session, source)
            if report.batch_id is not None:
                after_loading(work.session, self._audit, report.layout, report.batch_id, self._now())
                self._audit.record(
                    work.session, "records:import:done", actor=self._actor,
                    kind=report.layout.kind, batch=report.batch_id, rows=report.rows,
                )  # fmt: skip
                work.commit()
        return report

    def _load(self, session: Session, source: "_Source") -> ImportReport:
        readers = build_readers({level: repository.fetch_places(session, level) for level in ("street", "community")})
        with opened_rows(source.file, source.progress) as rows:
            plan = read_heading(rows, source.kind, readers)
            if repository.fetch_batch(session, plan.layout.kind, source.file.sha256):
                return ImportReport(plan.layout, 0, already=True)
            checked = _CheckedLines(session, self._vault, plan, source)
            if source.dry_run:
                count = sum(len(batch) for batch in checked.batches(rows))
                checked.finish()
                return ImportReport(plan.layout, count)
            return self._write(session, plan, source, checked, rows)

    def _write(
        self, session: Session, plan: Plan, source: "_Source", checked: "_CheckedLines", rows: Iterator[Row]
    ) -> ImportReport:
        newer = repository.fetch_newer_batches(session, plan.layout.kind, source.as_of)
        batch = self._new_batch(session, plan, source)
        target = target_of(plan, self._vault, batch.id, self._actor)
        since = datetime.combine(source.as_of, time(), SHANGHAI)
        statement = repository.upsert(session, plan.layout.table, target.identifies, target.replaces, newer, since)
        for lines in checked.batches(rows):
            batch.rows += len(lines)
            if not checked.faults:  # a file with a bad line is not kept; its other lines are still checked
                repository.write_rows(session, statement, target.build(lines))
        checked.finish()
        session.flush()
        repository.note_sizes(session, plan.layout.table)
        kept = 0
        if newer or plan.layout.keeps_existing:
            kept = batch.rows - repository.count_rows(session, plan.layout.table, batch.id)
        return ImportReport(plan.layout, batch.rows, kept, batch_id=batch.id)

    def _new_batch(self, session: Session, plan: Plan, source: "_Source") -> ImportBatch:
        batch = ImportBatch(
            kind=plan.layout.kind, file_name=source.file.path.name[:200], sha256=source.file.sha256, rows=0,
            as_of=source.as_of, imported_at=self._now(), imported_by=self._actor,
        )  # fmt: skip
        session.add(batch)
        session.flush()
        return batch


@dataclass(frozen=True)
class _Source:
    """A file to import and how it was asked for."""

    file: SurveyedFile
    kind: str | None
    as_of: date
    dry_run: bool
    tell: Tell
    progress: Progress


class _CheckedLines:
    """The good lines of a file in batches; after the last one, whether the file may be kept."""

    def __init__(self, session: Session, vault: Vault, plan: Plan, source: _Source) -> None:
        self._plan, self._source = plan, source
        self._reader = LineReader(plan, source.tell)
        self._people = None if plan.layout.kind == "persons" else PeopleFinder(session, vault)
        self._keys = KeyLog(plan.layout.key)
        self._rows = 0

    @property
    def faults(self) -> int:
        return self._reader.faults

    def batches(self, rows: Iterator[Row]) -> Iterator[list[Line]]:
        """Lines without a fault of their own. What is wrong with the others was told."""
        read = self._reader.read
        while batch := list(islice(rows, _BATCH)):
            self._rows += len(batch)
            lines = [(number, values) for number, cells in batch if (values := read(number, cells)) is not None]
            self._keys.note(lines)
            yield self._people.attach(lines, self._reader) if self._people else lines

    def finish(self) -> None:
        """Raises EmptyFile, or BadLines when any line was bad or repeats another."""
        if alike := self._keys.alike():
            self._tell_repeated(alike)
        if not self._rows:
            raise EmptyFile
        if self.faults:
            raise BadLines(self.faults)

    def _tell_repeated(self, alike: frozenset[int]) -> None:
        quiet = LineReader(self._plan, lambda bad: None)  # these lines were told of when they were first read
        columns = "、".join(c.name for c in self._plan.layout.columns if c.field in self._plan.layout.key)
        with opened_rows(self._source.file, lambda read: None) as rows:
            read_heading(rows, self._plan.layout.kind, {column.type: reader for _, column, reader in self._plan.cells})
            lines = ((number, values) for number, cells in rows if (values := quiet.read(number, cells)) is not None)
            for number, earlier in self._keys.repeated(lines, alike):
                self._reader.refuse(number, columns, f"和第{earlier}行重复")
