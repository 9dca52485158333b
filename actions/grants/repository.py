"""All SQL of grant cases."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from actions.grants.model import GrantCase, GrantDocument, GrantStep, GrantSurvivor, GrantUpload
from actions.identity.model import StaffMember
from actions.offices.model import Office
from actions.records.model import Person


def fetch_case(session: Session, case_id: int, *, lock: bool = False) -> GrantCase | None:
    return session.get(GrantCase, case_id, with_for_update=lock or None, populate_existing=lock)


def fetch_case_of_number(session: Session, number: str, *, lock: bool = False) -> GrantCase | None:
    query = select(GrantCase).where(GrantCase.number == number)
    return session.scalar(query.with_for_update() if lock else query)


def fetch_case_of_key(session: Session, key: str) -> GrantCase | None:
    return session.scalar(select(GrantCase).where(GrantCase.idempotency_key == key))


def number_is_taken(session: Session, number: str) -> bool:
    return session.scalar(select(GrantCase.id).where(GrantCase.number == number)) is not None


def fetch_cases_of(
    session: Session, phone_index: str, person_id: int | None, grant_id: int | None
) -> Sequence[GrantCase]:
    """The cases of one applicant, newest first."""
    mine: list[ColumnElement[bool]] = [GrantCase.applicant_phone_index == phone_index]
    if person_id is not None and grant_id is None:
        mine.append(GrantCase.applicant_person_id == person_id)
    if grant_id is not None:
        mine.append(GrantCase.family_grant_id == grant_id)
    return session.scalars(select(GrantCase).where(or_(*mine)).order_by(GrantCase.id.desc())).all()


def count_in_state(session: Session, phone_index: str, state: str) -> int:
    query = select(func.count()).select_from(GrantCase)
    mine = GrantCase.applicant_phone_index == phone_index, GrantCase.state == state
    return session.scalars(query.where(*mine)).one()


def count_made_since(session: Session, phone_index: str, moment: datetime) -> int:
    query = select(func.count()).select_from(GrantCase)
    return session.scalars(query.where(GrantCase.applicant_phone_index == phone_index, GrantCase.made_at > moment)).one()


def fetch_in_hand(session: Session, number_index: str, states: Collection[str]) -> GrantCase | None:
    """The application for this person that stands, if there is one."""
    query = select(GrantCase).where(GrantCase.deceased_number_index == number_index, GrantCase.state.in_(states))
    return session.scalar(query)


def fetch_steps(session: Session, case_id: int) -> Sequence[GrantStep]:
    """The moves of a case, in order."""
    query = select(GrantStep).where(GrantStep.case_id == case_id).order_by(GrantStep.position)
    return session.scalars(query).all()


def fetch_survivors(session: Session, case_id: int) -> Sequence[GrantSurvivor]:
    query = select(GrantSurvivor).where(GrantSurvivor.case_id == case_id).order_by(GrantSurvivor.id)
    return session.scalars(query).all()


def fetch_survivor(session: Session, case_id: int, survivor_id: int) -> GrantSurvivor | None:
    found = session.get(GrantSurvivor, survivor_id)
    return found if found is not None and found.case_id == case_id else None


def fetch_documents(session: Session, case_id: int) -> Sequence[GrantDocument]:
    query = select(GrantDocument).where(GrantDocument.case_id == case_id).order_by(GrantDocument.id)
    return session.scalars(query).all()


def fetch_uploads(session: Session, case_id: int) -> Sequence[GrantUpload]:
    query = select(GrantUpload).where(GrantUpload.case_id == case_id).order_by(GrantUpload.id)
    return session.scalars(query).all()


def fetch_person(session: Session, person_id: int) -> Person | None:
    return session.get(Person, person_id)


def fetch_active_staff(session: Session, staff_id: int) -> StaffMember | None:
    member = session.get(StaffMember, staff_id)
    return member if member is not None and member.active else None


def fetch_office(session: Session, office_id: str | None) -> Office | None:
    return session.get(Office, office_id) if office_id else None


def fetch_offices_up(session: Session, office_id: str | None) -> list[Office]:
    """The office and every office above it, from the bottom up; a ring ends where it closes."""
    found: list[Office] = []
    step = fetch_office(session, office_id)
    while step is not None and step not in found:
        found.append(step)
        step = fetch_office(session, step.parent_id)
    return found


def fetch_office_ids_down(session: Session, office_id: str) -> set[str]:
    """The office and every office below it."""
    found, level = {office_id}, {office_id}
    while level:
        below = set(session.scalars(select(Office.id).where(Office.parent_id.in_(level))))
        level = below - found
        found |= level
    return found


def fetch_cases_in(
    session: Session, office_ids: Collection[str], states: Collection[str], limit: int
) -> Sequence[GrantCase]:
    """Cases taken by these offices, those that wait longest first."""
    query = select(GrantCase).where(GrantCase.office_id.in_(office_ids), GrantCase.state.in_(states))
    return session.scalars(query.order_by(GrantCase.changed_at, GrantCase.id).limit(limit)).all()


def fetch_ids_of_old(session: Session, state: str, moment: datetime, limit: int) -> Sequence[int]:
    """Cases in `state` whose form waited until before `moment`, oldest first."""
    query = select(GrantCase.id).where(GrantCase.state == state, GrantCase.draft_until <= moment)
    return session.scalars(query.order_by(GrantCase.draft_until).limit(limit)).all()


def delete_parts(session: Session, case_id: int) -> None:
    """Everything the family put into a case goes; its steps stay."""
    for table in (GrantSurvivor, GrantDocument, GrantUpload):
        session.execute(delete(table).where(table.case_id == case_id))


def delete_case(session: Session, case_id: int) -> None:
    """The case and everything of it."""
    delete_parts(session, case_id)
    session.execute(delete(GrantStep).where(GrantStep.case_id == case_id))
    session.execute(delete(GrantCase).where(GrantCase.id == case_id))
