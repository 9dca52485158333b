"""BookKeeper: the released tables together with the rows staff added; rows are only ever added."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import cast

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.benefits.model import Basis, Confidence
from actions.benefits.parameter_model import BenefitParameter
from actions.benefits.parameters import repository
from actions.benefits.parameters.book import ParameterBook, Row, load_book
from actions.benefits.parameters.errors import BadRow, StaffNeeded, UnknownTable
from actions.benefits.parameters.grammar import released_tables
from actions.benefits.parameters.new_row import check_row
from actions.clock import SHANGHAI, utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.identity.repository import fetch_staff_member

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Source:
    """Where a figure was read and how sure it is."""

    document: str
    number: str = ""
    article: str = ""
    confidence: Confidence = "B"


class BookKeeper:
    """The tables of the database behind `engine`. Every row added is audited in the same transaction."""

    def __init__(self, engine: Engine, audit: Audit, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._audit, self._now = engine, audit, now

    def book(self, known_at: datetime | None = None) -> ParameterBook:
        """The tables as known at `known_at` (aware), or everything known now.

        The book of now carries the moment of its newest row, not the clock's: a row another process is just adding is
        newer than that, so reading the tables of that moment again always gives the same book.
        """
        with UnitOfWork(self._engine, reads_only=True) as work:
            added = [_as_row(row) for row in repository.fetch_rows(work.session)]
        released = load_book().tables  # a row of a table that a later release gave up is kept, and no longer read
        rows = [row for row in added if row.table in released]
        newest = max(row.recorded_at for row in (*rows, *(row for table in released.values() for row in table.rows)))
        return load_book(known_at or newest, rows)

    def add(
        self, table: str, key: str, valid_from: date, valid_to: date | None, values: Mapping[str, Decimal], document: str,
        number: str, article: str, confidence: Confidence, actor: str,
    ) -> Row:  # fmt: skip
        """A new row; one with the same table, key and first day takes the old one's place from now on.

        Raises UnknownTable or BadRow.
        """
        return self._keep(table, key, valid_from, valid_to, values, Source(document, number, article, confidence), actor)

    def confirm(self, row_id: str, source: Source, actor: str) -> Row:
        """The office has seen the figures of this row in `source`: they stand again, with who confirmed them and when.

        Raises UnknownRow, or BadRow when another row has taken its place or nothing was read that confirms it.
        """
        row = self.book().find(row_id)
        if row not in self.book().rows(row.table):
            raise BadRow("这一行已经有新的一行代替了，请确认新的那一行。")
        if source.confidence == "C":
            raise BadRow("确认以后的可信程度要写A或者B。")
        if row.basis.confidence == "C" and not source.document.strip():
            raise BadRow("这一行原来没有核到出处，请写明是在哪份文件里看到的。")
        told = replace(source, document=source.document or row.basis.document)
        return self._keep(row.table, row.key, row.valid_from, row.valid_to, row.values, told, actor, confirmed=True)

    def staff_actor(self, number: str) -> str:
        """The audit actor of the active member of staff with this number. Raises StaffNeeded."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            member = fetch_staff_member(work.session, number.strip())
        if member is None or not member.active:
            raise StaffNeeded
        return f"staff:{member.id}"

    def _keep(
        self, table: str, key: str, valid_from: date, valid_to: date | None, values: Mapping[str, Decimal], source: Source,
        actor: str, *, confirmed: bool = False,
    ) -> Row:  # fmt: skip
        if table not in load_book().tables:
            raise UnknownTable(table)
        check_row(load_book().tables[table], key, valid_from, valid_to, values, source.document, source.confidence)
        with UnitOfWork(self._engine) as work:
            at = self._later_than_all(work.session)
            row = BenefitParameter(
                table_name=table, key=key, valid_from=valid_from, valid_to=valid_to, values=_written(values),
                document=source.document.strip(), number=source.number.strip(), article=source.article.strip(),
                confidence=source.confidence, recorded_at=at, recorded_by=actor,
                confirmed_by=actor if confirmed else "", confirmed_on=at.astimezone(SHANGHAI).date() if confirmed else None,
            )  # fmt: skip
            work.session.add(row)
            work.session.flush()
            self._audit.record(work.session, "parameters:row:added", actor=actor, table=table, row=row.id)
            work.commit()
        return _as_row(row)

    def _later_than_all(self, session: Session) -> datetime:
        """Now, or a moment after the newest row: two rows never share one, so which came last is never in doubt."""
        newest, now = repository.fetch_newest_moment(session), self._now()
        return now if newest is None or newest < now else newest + _TICK


def _written(values: Mapping[str, Decimal]) -> str:
    return json.dumps({name: f"{value:f}" for name, value in values.items()}, sort_keys=True)


def _as_row(row: BenefitParameter) -> Row:
    values = {name: Decimal(text) for name, text in json.loads(row.values).items()}
    basis = Basis(row.document, row.number, row.article, cast(Confidence, row.confidence), _facts(row, values))
    return Row(
        f"{row.table_name}:staff:{row.id}", row.table_name, row.key, row.valid_from, row.valid_to, MappingProxyType(values),
        basis, row.confirmed_by, row.confirmed_on, row.recorded_at,
    )  # fmt: skip


def _facts(row: BenefitParameter, values: Mapping[str, Decimal]) -> tuple[str, ...]:
    """The facts of the released row that says the same, such as the one an office confirmed; else none."""
    for table in released_tables():
        for released in table.rows if table.name == row.table_name else ():
            if (released.key, released.valid_from, dict(released.values)) == (row.key, row.valid_from, values):
                return released.basis.facts
    return ()
