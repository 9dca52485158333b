"""All SQL of continuations."""

from datetime import datetime

from sqlalchemy import ColumnElement, CursorResult, delete, func, or_, select, update
from sqlalchemy.orm import Session

from actions.continuation.model import Continuation
from actions.continuation.place import NUMBER_DIGITS
from actions.conversations.model import Conversation


def fetch_conversation(session: Session, conversation_id: str) -> Conversation | None:
    return session.get(Conversation, conversation_id)


def is_used(session: Session, number: str) -> bool:
    """Whether something waits, or waited lately, under the number of this index."""
    return session.scalar(select(Continuation.id).where(_under(number)).limit(1)) is not None


def delete_offers_of(session: Session, offerer: str) -> None:
    """Removes what the conversation of this index offered before."""
    session.execute(delete(Continuation).where(func.substr(Continuation.code_index, NUMBER_DIGITS + 1) == offerer))


def take(session: Session, number: str, moment: datetime) -> bool:
    """Marks what waits under this number as taken; False when nothing does. Of two at once only one gets it."""
    query = update(Continuation).where(
        _under(number), Continuation.taken_at.is_(None), Continuation.expires_at > moment
    )
    done = session.execute(query.values(taken_at=moment))
    return isinstance(done, CursorResult) and done.rowcount == 1


def fetch_content(session: Session, number: str) -> str:
    """The sealed content under the number of this index."""
    return session.scalars(select(Continuation.content_sealed).where(_under(number))).one()


def delete_over(session: Session, moment: datetime) -> int:
    """Removes what was taken up and what nobody came for until `moment`; returns how many."""
    over = or_(Continuation.taken_at.is_not(None), Continuation.expires_at <= moment)
    done = session.execute(delete(Continuation).where(over))
    return done.rowcount if isinstance(done, CursorResult) else 0


def _under(number: str) -> ColumnElement[bool]:
    """Rows that begin with `number`, as a range of the unique index: hex digits end before g."""
    return Continuation.code_index.between(number, f"{number}g")
