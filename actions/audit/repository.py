"""All SQL that reads the audit chain for people."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.audit.model import AuditEntry


def fetch_entries(
    session: Session,
    *,
    event: str | None = None,
    person_id: int | None = None,
    actor: str | None = None,
    limit: int | None = 50,
) -> Sequence[AuditEntry]:
    """The newest `limit` entries that fit, oldest first. `event` may be a beginning ("records:")."""
    query = select(AuditEntry).order_by(AuditEntry.number.desc()).limit(limit)
    if event is not None:
        query = query.where(AuditEntry.event.startswith(event, autoescape=True))
    if person_id is not None:
        query = query.where(AuditEntry.person_id == person_id)
    if actor is not None:
        query = query.where(AuditEntry.actor == actor)
    return session.scalars(query).all()[::-1]
