"""UnitOfWork: one transaction; everything in it stands or falls together."""

import threading
from types import TracebackType
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.database.engine import READS_ONLY

# SQLite has one writer. Waiting for it inside SQLite is sleeping and looking again, for ever longer: of many threads
# some wait for seconds. So the threads of a process queue here first; another process still meets them in SQLite.
_QUEUES: WeakKeyDictionary[Engine, threading.RLock] = WeakKeyDictionary()
_PATIENCE_SECONDS = 5.0  # as long as SQLite's own busy_timeout, which then says that the database is locked


class UnitOfWork:
    """A session whose work is rolled back unless :meth:`commit` was called."""

    session: Session

    def __init__(self, engine: Engine, *, reads_only: bool = False) -> None:
        self._engine, self._reads_only = engine, reads_only
        queues = not reads_only and engine.dialect.name == "sqlite"
        self._queue = _QUEUES.setdefault(engine, threading.RLock()) if queues else None
        self._first = False

    def __enter__(self) -> "UnitOfWork":
        if self._queue:
            self._first = self._queue.acquire(timeout=_PATIENCE_SECONDS)
        # Neither a sessionmaker nor an engine with options: both are made anew each time and cost more than a query.
        self.session = Session(self._engine, expire_on_commit=False)
        if self._reads_only:
            self.session.connection(execution_options={READS_ONLY: True})
        return self

    def commit(self) -> None:
        self.session.commit()
        self._let_others()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.session.close()  # rolls back what was not committed, and leaves what was read readable
        finally:
            self._let_others()

    def _let_others(self) -> None:
        if self._queue and self._first:
            self._first = False
            self._queue.release()
