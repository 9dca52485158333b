"""Queries of the import. The same on SQLite and PostgreSQL."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, case, func, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from actions.offices.model import Office
from actions.records.model import ImportBatch, Person
from knowledge_base.database import Base

Upsert = sqlite.Insert | postgresql.Insert
_PHONE = ("phone_sealed", "phone_index")  # of person
_ASKED_AT_ONCE = 1_000
_CACHE_KIB = 98_304  # the indexes of a million people fit; without it every new row would reread and rewrite pages


@contextmanager
def bulk_work(session: Session) -> Iterator[None]:
    """While many rows are written SQLite keeps more of the file in memory; PostgreSQL has its own."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        yield
        return
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {int(usual)}")


def fetch_batch(session: Session, kind: str, sha256: str) -> ImportBatch | None:
    return session.scalar(select(ImportBatch).where(ImportBatch.kind == kind, ImportBatch.sha256 == sha256))


def fetch_newer_batches(session: Session, kind: str, as_of: date) -> list[int]:
    """Batches of `kind` whose data were true on a later day."""
    return list(session.scalars(select(ImportBatch.id).where(ImportBatch.kind == kind, ImportBatch.as_of > as_of)))


def fetch_people(session: Session, indexes: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """(blind index, id, name) of the people there are among `indexes`."""
    columns = (Person.id_number_index, Person.id, Person.name)
    for start in range(0, len(indexes), _ASKED_AT_ONCE):
        asked = indexes[start : start + _ASKED_AT_ONCE]
        found = session.execute(select(*columns).where(Person.id_number_index.in_(asked)))
        yield from ((index, person_id, name) for index, person_id, name in found)


def fetch_places(session: Session, level: str) -> dict[str, str]:
    """Office id and, where only one office is called so, name -> office id, of one level of the tree."""
    offices = session.execute(select(Office.id, Office.name).where(Office.level == level)).all()
    named: dict[str, str] = {}
    for office_id, name in offices:
        named[name] = "" if name in named else office_id
    return {name: office_id for name, office_id in named.items() if office_id} | {row.id: row.id for row in offices}


def upsert(
    session: Session,
    table_name: str,
    identifies: Sequence[str],
    replaces: Sequence[str],
    newer: Sequence[int],
    since: datetime,
) -> Upsert:
    """A statement that adds a row, or puts `replaces` into the row there is unless a batch in `newer` wrote that.

    A phone that the person changed here at or after `since` (the day the data were true) stays.
    """
    table: Table = Base.metadata.tables[table_name]
    dialect = postgresql if session.connection().dialect.name == "postgresql" else sqlite
    adding = dialect.insert(table)
    if not replaces:
        return adding.on_conflict_do_nothing(index_elements=list(identifies))
    return adding.on_conflict_do_update(
        index_elements=list(identifies),
        set_={name: _value(table, name, adding.excluded[name], since) for name in replaces},
        where=and_(*(table.c.batch_id != batch for batch in newer)) if newer else None,
    )


def _value(table: Table, name: str, incoming: ColumnElement[Any], since: datetime) -> ColumnElement[Any]:
    if name not in _PHONE:
        return incoming
    changed = table.c.phone_changed_at
    return case((and_(changed.is_not(None), changed >= since), table.c[name]), else_=incoming)


def write_rows(session: Session, statement: Upsert, rows: list[dict[str, Any]]) -> None:
    """Runs `statement` for every row in the session's transaction."""
    if rows:
        session.connection().execute(statement, rows)


def note_sizes(session: Session, table_name: str) -> None:
    """Tells PostgreSQL how large a table has become, or its next queries would read all of it."""
    if session.connection().dialect.name == "postgresql":
        session.execute(text(f"ANALYZE {table_name}"))


def count_rows(session: Session, table_name: str, batch_id: int) -> int:
    """Rows that batch `batch_id` wrote last."""
    table = Base.metadata.tables[table_name]
    return session.execute(select(func.count()).select_from(table).where(table.c.batch_id == batch_id)).scalar_one()
