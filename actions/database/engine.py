"""Builds the SQLAlchemy engine: SQLite in WAL mode by default, PostgreSQL by URL."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import ConnectionPoolEntry

READS_ONLY = "wanqing_reads_only"  # execution option of a transaction that will not write

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",  # readers never wait for the writer
    "PRAGMA synchronous=NORMAL",  # safe with WAL: a power cut loses at most the last commits, never the file
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",  # milliseconds a writer queues before it gives up
)


def build_engine(url: str) -> Engine:
    """An engine for `url`. SQLite connections get WAL, foreign keys and immediate write transactions.

    Its errors never quote the parameters of a statement: they may be a person's.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, connect_args={"timeout": 5}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later cannot wait its turn in SQLite, it fails; so a transaction that
    # may write says so at once and queues (busy_timeout), and one that only reads never queues.
    reads_only = connection.get_execution_options().get(READS_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _prepare_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:
    # The driver's own transaction handling starts transactions late; SQLAlchemy's BEGIN above replaces it.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()
