"""UnitOfWork: one transaction; everything in it stands or falls together."""

from types import TracebackType

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.database.engine import READS_ONLY


class UnitOfWork:
    """A session whose work is rolled back unless :meth:`commit` was called."""

    session: Session

    def __init__(self, engine: Engine, *, reads_only: bool = False) -> None:
        self._engine, self._reads_only = engine, reads_only

    def __enter__(self) -> "UnitOfWork":
        # Neither a sessionmaker nor an engine with options: both are made anew each time and cost more than a query.
        self.session = Session(self._engine, expire_on_commit=False)
        if self._reads_only:
            self.session.connection(execution_options={READS_ONLY: True})
        return self

    def commit(self) -> None:
        self.session.commit()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()  # rolls back what was not committed, and leaves what was read readable
