"""All SQL about one person's certification."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from actions.eligibility.model import BenefitSuspension, Certification, Investigation
from actions.eligibility.standing import CERTIFICATION_OVERDUE
from actions.records.model import CareMark, Person


def fetch_person(session: Session, person_id: int, *, lock: bool = False) -> Person | None:
    """The person; with `lock`, whoever else changes their eligibility waits."""
    return session.get(Person, person_id, with_for_update=lock or None, populate_existing=lock)


def fetch_latest_certification(session: Session, person_id: int, on: date) -> Certification | None:
    """The last success not after `on`."""
    query = (
        select(Certification)
        .where(Certification.person_id == person_id, Certification.certified_on <= on)
        .order_by(Certification.certified_on.desc(), Certification.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def fetch_certifications(session: Session, person_id: int, limit: int) -> Sequence[Certification]:
    """The newest `limit` successes, newest first."""
    query = (
        select(Certification)
        .where(Certification.person_id == person_id)
        .order_by(Certification.certified_on.desc(), Certification.id.desc())
        .limit(limit)
    )
    return session.scalars(query).all()


def is_recorded(session: Session, person_id: int, day: date, channel: str) -> bool:
    query = select(Certification.id).where(
        Certification.person_id == person_id, Certification.certified_on == day, Certification.channel == channel
    )
    return session.scalar(query) is not None


def fetch_suspension(session: Session, person_id: int, on: date) -> BenefitSuspension | None:
    """The suspension in force on `on`; of several, one that a certification alone does not end."""
    query = (
        select(BenefitSuspension)
        .where(
            BenefitSuspension.person_id == person_id,
            BenefitSuspension.suspended_on <= on,
            or_(BenefitSuspension.resumed_on.is_(None), BenefitSuspension.resumed_on > on),
        )
        .order_by(BenefitSuspension.reason.desc(), BenefitSuspension.suspended_on)
        .limit(1)
    )
    return session.scalar(query)


def fetch_overdue_suspensions(session: Session, person_id: int) -> Sequence[BenefitSuspension]:
    """Suspensions for a missed certification that are still in force."""
    query = select(BenefitSuspension).where(
        BenefitSuspension.person_id == person_id,
        BenefitSuspension.reason == CERTIFICATION_OVERDUE,
        BenefitSuspension.resumed_on.is_(None),
    )
    return session.scalars(query).all()


def has_open_investigation(session: Session, person_id: int) -> bool:
    query = select(Investigation.id).where(Investigation.person_id == person_id, Investigation.state == "open").limit(1)
    return session.scalar(query) is not None


def fetch_marks(session: Session, person_id: int) -> frozenset[str]:
    return frozenset(session.scalars(select(CareMark.mark).where(CareMark.person_id == person_id)))
