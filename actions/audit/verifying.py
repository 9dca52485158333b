"""Verifies the chain of a database that is being written to."""

from collections.abc import Callable, Iterator

from sqlalchemy import Engine

from actions.audit.service import Audit, Fault
from actions.database.unit_of_work import UnitOfWork


def verify_chain(engine: Engine, audit: Audit) -> Iterator[Fault]:
    """Every fault of the chain as it stands now; entries written meanwhile are not looked at."""
    # PostgreSQL would otherwise read the head later than the entries, and call what came between a fault.
    frozen = engine.execution_options(isolation_level="REPEATABLE READ") if _is_postgres(engine) else engine
    with UnitOfWork(frozen, reads_only=True) as work:
        yield from audit.verify(work.session)


def count_faults(engine: Engine, audit: Audit, report: Callable[[Fault], object], shown: int) -> int:
    """How many faults there are; the first `shown` are reported."""
    count = 0
    for count, fault in enumerate(verify_chain(engine, audit), 1):
        if count <= shown:
            report(fault)
    return count


def _is_postgres(engine: Engine) -> bool:
    return engine.dialect.name == "postgresql"
