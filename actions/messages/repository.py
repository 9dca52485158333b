"""All SQL of the outbox."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from actions.messages.model import OutgoingMessage


def fetch_due_and_lock(
    session: Session, moment: datetime, most_tries: int, first: Collection[str] = ()
) -> OutgoingMessage | None:
    """The oldest unsent message that is due, of the kinds `first` before any other, locked.

    One that another process holds is passed over.
    """
    query = (
        select(OutgoingMessage)
        .where(
            OutgoingMessage.sent_at.is_(None), OutgoingMessage.send_after <= moment, OutgoingMessage.tries < most_tries
        )
        .order_by(OutgoingMessage.kind.not_in(first), OutgoingMessage.send_after, OutgoingMessage.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return session.scalar(query)


def fetch_sent(session: Session, limit: int, unreal_kind: str) -> Sequence[OutgoingMessage]:
    """Messages that were sent, newest first."""
    query = (
        select(OutgoingMessage)
        .where(OutgoingMessage.sent_at.is_not(None), OutgoingMessage.kind != unreal_kind)
        .order_by(OutgoingMessage.id.desc())
        .limit(limit)
    )
    return session.scalars(query).all()


def delete_finished_before(session: Session, moment: datetime, most_tries: int) -> int:
    """Removes messages written before `moment` that were sent or given up; returns how many."""
    finished = or_(OutgoingMessage.sent_at.is_not(None), OutgoingMessage.tries >= most_tries)
    ids = session.scalars(select(OutgoingMessage.id).where(OutgoingMessage.written_at < moment, finished)).all()
    for start in range(0, len(ids), 500):
        session.execute(delete(OutgoingMessage).where(OutgoingMessage.id.in_(ids[start : start + 500])))
    return len(ids)
