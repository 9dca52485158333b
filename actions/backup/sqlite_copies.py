"""Copies of a SQLite database through its online backup, in both directions."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, NullPool, create_engine, event
from sqlalchemy.engine import make_url

from actions.backup.copies import Progress
from actions.backup.errors import BackupError, BrokenBackup
from actions.backup.manifest import row_counts
from actions.clock import SHANGHAI

PAGES_A_STEP = 2_000
BUSY_SECONDS = 30


class SqliteCopies:
    """The database file of a SQLite URL."""

    kind = "sqlite"

    def __init__(self, url: str) -> None:
        self._file = Path(make_url(url).database or "")

    def save(self, target: Path, progress: Progress) -> dict[str, int]:
        """The moment is that of the first page: a read transaction keeps it while others write on."""
        target.touch(mode=0o600)
        with closing(self._connect(self._file)) as source, closing(sqlite3.connect(target)) as copy:
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the snapshot starts with the first read
            source.backup(copy, pages=PAGES_A_STEP, progress=lambda _, left, total: progress(total - left, total))
            source.execute("ROLLBACK")
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        with self.opened(target) as engine:
            return row_counts(engine)

    @contextmanager
    def opened(self, saved: Path) -> Iterator[Engine]:
        """Raises BrokenBackup when the file is not a sound database."""
        try:
            with closing(sqlite3.connect(saved)) as copy:
                (sound,) = copy.execute("PRAGMA integrity_check").fetchone()
                dangling = copy.execute("PRAGMA foreign_key_check").fetchone()
        except sqlite3.DatabaseError as error:
            raise BrokenBackup from error
        if sound != "ok" or dangling:
            raise BrokenBackup
        engine = create_engine(f"sqlite:///{saved}", poolclass=NullPool)
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
        try:
            yield engine
        finally:
            engine.dispose()

    def in_use(self) -> bool:
        """SQLite leaves its shared log only when nobody else is connected."""
        if not self._file.exists():
            return False
        with closing(self._connect(self._file)) as connection:
            connection.execute("PRAGMA busy_timeout=0")
            try:
                (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
            except sqlite3.OperationalError:
                return True
            return bool(mode != "delete")

    def put_in_place(self, opened: Engine) -> str | None:
        """One write transaction into the file in use: who is connected sees all of it or nothing."""
        kept = self._keep()
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with closing(sqlite3.connect(opened.url.database or "")) as copy, closing(self._connect(self._file)) as target:
            target.execute("PRAGMA journal_mode=WAL")
            try:
                copy.backup(target)
            except sqlite3.OperationalError as error:
                raise BackupError("数据库一直有人在写，没有恢复，什么都没有改动。请过一会儿再试，或者先停下晚晴。") from error
        return kept

    def _keep(self) -> str | None:
        if not self._file.exists():
            return None
        kept = self._file.with_name(f"{self._file.stem}-replaced-{datetime.now(SHANGHAI):%Y%m%d%H%M%S}.db")
        self.save(kept, lambda done, total: None)
        return str(kept)

    @staticmethod
    def _connect(file: Path) -> sqlite3.Connection:
        return sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
