"""UnitOfWork: one transaction; everything in it stands or falls together."""

from types import TracebackType

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from actions.database.engine import READS_ONLY


class UnitOfWork:
    """A session whose work is rolled back unless :meth:`commit` was called."""

    session: Session

    def __init__(self, engine: Engine, *, reads_only: bool = False) -> None:
        bound = engine.execution_options(**{READS_ONLY: True}) if reads_only else engine
        self._sessions = sessionmaker(bound, expire_on_commit=False)

    def __enter__(self) -> "UnitOfWork":
        self.session = self._sessions()
        return self

    def commit(self) -> None:
        self.session.commit()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()  # rolls back what was not committed, and leaves what was read readable
