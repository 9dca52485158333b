"""OfficeDirectory: the tree of offices, what they offer, when they are open and which one is near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.database.unit_of_work import UnitOfWork
from actions.offices import repository
from actions.offices.calendar.days import DayKind, day_kind
from actions.offices.distance import metres_between
from actions.offices.errors import UnknownOffice
from actions.offices.hours import ClosedDays, OfficeHours, Span
from actions.offices.model import Office, OfficeService
from actions.records.model import Person


@dataclass(frozen=True)
class Chain:
    """The offices above a place, as in 大政办发〔2017〕49号第五至九条; None below the office asked for, or where missing."""

    community: Office | None = None
    street: Office | None = None
    district: Office | None = None
    city: Office | None = None


@dataclass(frozen=True)
class Near:
    """An office and how far it is, in metres as the crow flies."""

    office: Office
    metres: float


class OfficeDirectory:
    """Offices in the database behind `engine`; the rows it hands out are read-only copies."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def office(self, office_id: str) -> Office:
        """The office. Raises UnknownOffice."""
        with self._reading() as work:
            return _known(work.session, office_id)

    def offices(self) -> Sequence[Office]:
        """Every office, by id."""
        with self._reading() as work:
            return repository.fetch_offices(work.session)

    def children(self, office_id: str) -> Sequence[Office]:
        """The offices right below, by name."""
        with self._reading() as work:
            return repository.fetch_children(work.session, office_id)

    def chain(self, office_id: str) -> Chain:
        """The office and everything above it. Raises UnknownOffice."""
        with self._reading() as work:
            return _chain(work.session, _known(work.session, office_id))

    def offering(self, service: str) -> Sequence[Office]:
        """The offices that offer `service` (counter_check, home_visit, video_check), by id."""
        with self._reading() as work:
            return repository.fetch_offering(work.session, service)

    def services(self, office_id: str) -> Sequence[OfficeService]:
        """What the office offers, with minutes and places of a slot."""
        with self._reading() as work:
            return repository.fetch_services(work.session, office_id)

    def nearest(self, latitude: float, longitude: float, service: str, limit: int = 3) -> list[Near]:
        """The closest offices that offer `service`, closest first; offices without coordinates are left out."""
        near = [
            Near(office, metres_between(latitude, longitude, office.latitude, office.longitude))
            for office in self.offering(service)
            if office.latitude is not None and office.longitude is not None
        ]
        return sorted(near, key=lambda found: (found.metres, found.office.id))[:limit]

    def for_person(self, person: Person) -> Office | None:
        """The street office that serves the person (第八条: 街道负责本辖区资格认证); None when the records do not tell."""
        with self._reading() as work:
            street = repository.fetch_office(work.session, person.street_id) if person.street_id else None
            if street is not None:
                return street
            community = repository.fetch_office(work.session, person.community_id) if person.community_id else None
            return _chain(work.session, community).street if community else None

    def hours(self, office_id: str) -> OfficeHours:
        """The hours of one office, to be asked about many days. Raises UnknownOffice."""
        with self._reading() as work:
            _known(work.session, office_id)
            hours = [(row.weekday, row.opens, row.closes) for row in repository.fetch_hours(work.session, office_id)]
            closures = [
                ClosedDays(row.first_day, row.last_day, row.reason)
                for row in repository.fetch_closures(work.session, office_id)
            ]
        return OfficeHours(hours, closures)

    def spans(self, office_id: str, day: date) -> list[Span]:
        """(opens, closes) of the day as aware Dalian times; empty when closed. Raises UnknownOffice."""
        return self.hours(office_id).spans(day)

    def why_closed(self, office_id: str, day: date) -> str | None:
        """A sentence for the visitor, or None when the office opens that day. Raises UnknownOffice."""
        return self.hours(office_id).why_closed(day)

    def day_kind(self, day: date) -> DayKind:
        """What the State Council's calendar says of the day; `note` must be shown when the year is not announced."""
        return day_kind(day)

    def _reading(self) -> UnitOfWork:
        return UnitOfWork(self._engine, reads_only=True)


def _known(session: Session, office_id: str) -> Office:
    office = repository.fetch_office(session, office_id)
    if office is None:
        raise UnknownOffice
    return office


def _chain(session: Session, office: Office) -> Chain:
    found: dict[str, Office] = {}
    step: Office | None = office
    while step is not None and step.level not in found:  # a level twice would be a ring
        found[step.level] = step
        step = repository.fetch_office(session, step.parent_id) if step.parent_id else None
    return Chain(**found)
