"""All SQL about investigations."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from actions.eligibility.model import BenefitSuspension, Certification, Investigation, SharedListEntry
from actions.eligibility.standing import INVESTIGATION_CONFIRMED
from actions.identity.model import StaffMember
from actions.records.model import Person


def _described() -> Select[*tuple[Any, ...]]:
    """Investigations with their person, the line that opened them, and a success later than what it tells."""
    later = (
        select(func.max(Certification.certified_on))
        .where(Certification.person_id == Investigation.person_id)
        .where(Certification.certified_on > SharedListEntry.happened_on)
        .correlate(Investigation, SharedListEntry)
        .scalar_subquery()
    )
    return (
        select(Investigation, Person, SharedListEntry, later.label("later_success"))
        .join(Person, Person.id == Investigation.person_id)
        .outerjoin(SharedListEntry, SharedListEntry.id == Investigation.entry_id)
    )


def fetch_open(session: Session, limit: int, after: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """(investigation, person, entry, later success) of open ones with an id above `after`, oldest first."""
    query = _described().where(Investigation.state == "open", Investigation.id > after)
    return session.execute(query.order_by(Investigation.id).limit(limit)).all()


def fetch_one(session: Session, investigation_id: int) -> Row[*tuple[Any, ...]] | None:
    """The same of one, open or closed."""
    return session.execute(_described().where(Investigation.id == investigation_id)).one_or_none()


def count_open(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Investigation).where(Investigation.state == "open")) or 0


def lock_investigation(session: Session, investigation_id: int) -> Investigation | None:
    """The investigation; whoever else closes it waits."""
    return session.get(Investigation, investigation_id, with_for_update=True, populate_existing=True)


def fetch_confirmed_suspensions(session: Session, person_id: int) -> Sequence[BenefitSuspension]:
    """Suspensions that a confirmed investigation began and that are in force."""
    query = select(BenefitSuspension).where(
        BenefitSuspension.person_id == person_id,
        BenefitSuspension.reason == INVESTIGATION_CONFIRMED,
        BenefitSuspension.resumed_on.is_(None),
    )
    return session.scalars(query).all()


def add_suspension(session: Session, person_id: int, day: date, decided_by: str) -> None:
    """Payment stops from `day` because an investigation was confirmed."""
    reason = INVESTIGATION_CONFIRMED
    session.add(BenefitSuspension(person_id=person_id, reason=reason, suspended_on=day, decided_by=decided_by))


def fetch_staff(session: Session, number: str) -> StaffMember | None:
    """The active member of staff with this number."""
    return session.scalar(select(StaffMember).where(StaffMember.number == number, StaffMember.active.is_(True)))
