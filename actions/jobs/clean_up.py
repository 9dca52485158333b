"""Clean-up of what people left behind when they walked away from the kiosk."""

from datetime import timedelta

from actions.clock import utc_now
from actions.counter import Counter
from actions.database.unit_of_work import UnitOfWork
from actions.jobs import repository

STALE_CODE_AGE = timedelta(hours=1)


def end_idle_proofs(counter: Counter) -> int:
    """Ends every proof that no longer holds, with everything personal of its conversation; returns how many."""
    with UnitOfWork(counter.engine, reads_only=True) as work:
        proven = repository.fetch_proven_conversations(work.session)
    return sum(counter.identity.peek(conversation_id) is None for conversation_id in proven)


def forget_stale_codes(counter: Counter) -> int:
    """Deletes codes and phone changes nobody came back for; returns how many."""
    with UnitOfWork(counter.engine) as work:
        count = repository.delete_stale_codes(work.session, utc_now() - STALE_CODE_AGE)
        work.commit()
    return count
