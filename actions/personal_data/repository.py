"""All SQL over sealed columns, whichever table they are in."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Table, bindparam, func, select, update
from sqlalchemy.orm import Session

import actions.database.models  # noqa: F401 - declares every table on Base
from actions.personal_data.vault import VERSION
from knowledge_base.database import Base

_KEY_ID_STARTS, _KEY_ID_LENGTH = len(VERSION) + 2, 5  # "s1.k0001.…", counted from 1 as SQL does


def table_of(name: str) -> Table:
    return Base.metadata.tables[name]


def count_by_key(session: Session, table: str, column: str) -> dict[str, int]:
    """How many values of a sealed column each key seals."""
    key_id = func.substr(table_of(table).c[column], _KEY_ID_STARTS, _KEY_ID_LENGTH).label("key_id")
    rows = session.execute(
        select(key_id, func.count()).where(table_of(table).c[column].is_not(None)).group_by(key_id)
    )
    return {str(key): count for key, count in rows}


def fetch_sealed_with_other_keys(
    session: Session, table: str, column: str, key_id: str, after: Any, limit: int
) -> Sequence[tuple[Any, str]]:
    """(primary key, sealed value) of rows not sealed with `key_id`, in order, beyond the primary key `after`."""
    key, sealed = _key_column(table), table_of(table).c[column]
    query = select(key, sealed).where(sealed.not_like(f"{VERSION}.{key_id}.%")).order_by(key).limit(limit)
    if after is not None:
        query = query.where(key > after)
    return [(row[0], row[1]) for row in session.execute(query)]


def replace_sealed(session: Session, table: str, column: str, changes: Sequence[tuple[Any, str, str]]) -> None:
    """Puts the new value of each (primary key, old, new) in place, where the old one still stands."""
    sealed = table_of(table).c[column]
    statement = (
        update(table_of(table))
        .where(_key_column(table) == bindparam("row"), sealed == bindparam("old"))
        .values({column: bindparam("new")})
    )
    session.connection().execute(statement, [{"row": row, "old": old, "new": new} for row, old, new in changes])


def _key_column(table: str) -> Column[Any]:
    (only,) = table_of(table).primary_key.columns
    return only
