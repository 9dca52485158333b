"""All SQL about offices."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from actions.booking.model import VisitTeam
from actions.offices.model import Closure, Office, OfficeService, OpeningHours


def fetch_office(session: Session, office_id: str) -> Office | None:
    return session.get(Office, office_id)


def fetch_offices(session: Session) -> Sequence[Office]:
    """Every office, by id."""
    return session.scalars(select(Office).order_by(Office.id)).all()


def fetch_children(session: Session, parent_id: str) -> Sequence[Office]:
    return session.scalars(select(Office).where(Office.parent_id == parent_id).order_by(Office.name)).all()


def fetch_offering(session: Session, service: str) -> Sequence[Office]:
    """Offices that offer `service`, by id."""
    offered = select(OfficeService.office_id).where(OfficeService.service == service)
    return session.scalars(select(Office).where(Office.id.in_(offered)).order_by(Office.id)).all()


def fetch_services(session: Session, office_id: str) -> Sequence[OfficeService]:
    query = select(OfficeService).where(OfficeService.office_id == office_id).order_by(OfficeService.service)
    return session.scalars(query).all()


def fetch_hours(session: Session, office_id: str) -> Sequence[OpeningHours]:
    query = select(OpeningHours).where(OpeningHours.office_id == office_id)
    return session.scalars(query.order_by(OpeningHours.weekday, OpeningHours.opens)).all()


def fetch_closures(session: Session, office_id: str) -> Sequence[Closure]:
    return session.scalars(select(Closure).where(Closure.office_id == office_id).order_by(Closure.first_day)).all()


def fetch_teams(session: Session, office_id: str) -> Sequence[VisitTeam]:
    return session.scalars(select(VisitTeam).where(VisitTeam.office_id == office_id).order_by(VisitTeam.name)).all()


def clear_details(session: Session, office_id: str) -> None:
    """Removes services, hours and closures of the office, to be entered anew."""
    for table in (OfficeService, OpeningHours, Closure):
        session.execute(delete(table).where(table.office_id == office_id))
