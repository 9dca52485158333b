"""All SQL of the jobs: who leads, and what is past its time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CursorResult, delete, or_, select, update
from sqlalchemy.orm import Session

from actions.grants.model import ApplicantChallenge
from actions.identity.model import IdentityChallenge, PhoneChange, Proof
from actions.jobs.model import Leadership


def take_or_renew(session: Session, name: str, holder: str, now: datetime, until: datetime) -> bool:
    """Gives `name` to `holder` when it is theirs already or its lease has run out; False when somebody else has it."""
    free = or_(Leadership.holder == holder, Leadership.until < now)
    taken = session.execute(update(Leadership).where(Leadership.name == name, free).values(holder=holder, until=until))
    return isinstance(taken, CursorResult) and taken.rowcount == 1


def fetch_leadership(session: Session, name: str) -> Leadership | None:
    return session.get(Leadership, name)


def delete_leadership(session: Session, name: str, holder: str) -> None:
    """Lets go of `name`, if it is the holder's."""
    session.execute(delete(Leadership).where(Leadership.name == name, Leadership.holder == holder))


def fetch_proven_conversations(session: Session) -> Sequence[str]:
    """Conversations that speak for somebody."""
    return session.scalars(select(Proof.conversation_id)).all()


def delete_stale_codes(session: Session, before: datetime) -> int:
    """Removes codes that expired, and phone changes that were asked for, before `before`; returns how many."""
    stale = (
        delete(IdentityChallenge).where(IdentityChallenge.expires_at < before),
        delete(ApplicantChallenge).where(ApplicantChallenge.expires_at < before),
        delete(PhoneChange).where(PhoneChange.asked_at < before),
    )
    return sum(done.rowcount for done in map(session.execute, stale) if isinstance(done, CursorResult))
