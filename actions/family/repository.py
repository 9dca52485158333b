"""All SQL of family access."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.audit.model import AuditEntry
from actions.family.model import FamilyGrant
from actions.records.model import Person


def fetch_person_and_lock(session: Session, person_id: int) -> Person:
    """Grants of one person are given one after the other, so that their number is true."""
    return session.get_one(Person, person_id, with_for_update=True)


def fetch_grants(session: Session, person_id: int) -> Sequence[FamilyGrant]:
    """Every grant there ever was of this person, newest first."""
    query = select(FamilyGrant).where(FamilyGrant.person_id == person_id).order_by(FamilyGrant.id.desc())
    return session.scalars(query).all()


def fetch_open_grants(session: Session, person_id: int, moment: datetime) -> Sequence[FamilyGrant]:
    """The grants that open something at `moment`, newest first."""
    return [grant for grant in fetch_grants(session, person_id) if grant.revoked_at is None and grant.until > moment]


def fetch_deeds_of_relatives(session: Session, person_id: int, limit: int) -> Sequence[AuditEntry]:
    """What relatives did with this person's records, newest first."""
    query = (
        select(AuditEntry)
        .where(AuditEntry.person_id == person_id, AuditEntry.actor.startswith("relative:", autoescape=True))
        .order_by(AuditEntry.number.desc())
        .limit(limit)
    )
    return session.scalars(query).all()
