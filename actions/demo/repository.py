"""Queries of the demo people."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from actions.eligibility.model import BenefitSuspension, Certification
from actions.family.model import FamilyGrant
from actions.identity.model import StaffMember
from actions.records.model import Person


def fetch_person_id(session: Session, id_number_index: str) -> int:
    """Id of a person who was imported."""
    return session.execute(select(Person.id).where(Person.id_number_index == id_number_index)).scalar_one()


def delete_older_certifications(session: Session, recorded_by: str, batch_id: int) -> None:
    """Removes what earlier batches of `recorded_by` recorded; what people did themselves in the demo stays."""
    old = Certification.recorded_by == recorded_by, Certification.batch_id != batch_id
    session.execute(delete(Certification).where(*old))


def fetch_suspensions(session: Session, person_id: int) -> Sequence[BenefitSuspension]:
    return session.scalars(select(BenefitSuspension).where(BenefitSuspension.person_id == person_id)).all()


def fetch_grant(session: Session, person_id: int, phone_index: str) -> FamilyGrant | None:
    """The newest grant to that phone, revoked or not."""
    query = select(FamilyGrant).where(FamilyGrant.person_id == person_id, FamilyGrant.phone_index == phone_index)
    return session.scalars(query.order_by(FamilyGrant.id.desc())).first()


def staff_member_exists(session: Session, number: str) -> bool:
    return session.scalar(select(StaffMember.id).where(StaffMember.number == number)) is not None


def set_demo_staff_active(session: Session, number: str, active: bool) -> None:
    """Lets the demo's clerk vouch, or no longer; a real clerk of the same number sits in no demo office."""
    theirs = StaffMember.number == number, StaffMember.office_id.startswith("demo-")
    session.execute(update(StaffMember).where(*theirs).values(active=active))
