"""All SQL that turns lines of shared lists into certifications and investigations, a whole list at a time."""

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Insert, Select, case, exists, func, insert, literal, select, update
from sqlalchemy.orm import Session, aliased

from actions.eligibility.model import BenefitSuspension, Certification, Investigation, SharedListEntry
from actions.eligibility.standing import CERTIFICATION_OVERDUE, DATA_MATCH
from actions.records.model import Person

ALIVE, DEATH, ALIVE_THOUGH_DEAD = "alive", "death", "alive_though_dead"
SUSPICIOUS = (DEATH, "imprisonment", "moved_away")
_OPEN = "open"
_FIRST = func.min(SharedListEntry.id).label("entry_id")


def open_investigations(session: Session, batch_id: int, opened_at: datetime) -> int:
    """One investigation for each person the batch casts doubt on; returns how many were opened.

    An entry is looked into once, a person once per reason at a time. Somebody known to be dead is not looked into
    again, unless a list of a later day calls them alive.
    """
    doubts = _doubted_living(batch_id), _living_dead(batch_id)
    return sum(_insert_investigations(session, doubt, opened_at) for doubt in doubts)


def _doubted_living(batch_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(SharedListEntry.person_id, _FIRST, SharedListEntry.kind.label("reason"))
        .join(Person, Person.id == SharedListEntry.person_id)
        .where(
            SharedListEntry.batch_id == batch_id,
            SharedListEntry.kind.in_(SUSPICIOUS),
            Person.died_on.is_(None),
        )
        .group_by(SharedListEntry.person_id, SharedListEntry.kind)
    )


def _living_dead(batch_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(SharedListEntry.person_id, _FIRST, literal(ALIVE_THOUGH_DEAD).label("reason"))
        .join(Person, Person.id == SharedListEntry.person_id)
        .where(
            SharedListEntry.batch_id == batch_id,
            SharedListEntry.kind == ALIVE,
            SharedListEntry.happened_on > Person.died_on,
        )
        .group_by(SharedListEntry.person_id)
    )


def _insert_investigations(session: Session, doubts: Select[*tuple[Any, ...]], opened_at: datetime) -> int:
    doubt = doubts.subquery()
    known = aliased(Investigation)
    already = exists().where(
        (known.entry_id == doubt.c.entry_id)
        | ((known.person_id == doubt.c.person_id) & (known.reason == doubt.c.reason) & (known.state == _OPEN))
    )
    stamp = literal(opened_at, Investigation.opened_at.type)
    told = (doubt.c.person_id, doubt.c.entry_id, doubt.c.reason, literal(_OPEN), stamp, literal(""))
    rows = select(*told).where(~already)
    columns = ["person_id", "entry_id", "reason", "state", "opened_at", "note"]
    return _insert(session, insert(Investigation).from_select(columns, rows, include_defaults=False))


def newest_investigation(session: Session) -> int:
    """The highest id so far, 0 when there is none."""
    return session.scalar(select(func.max(Investigation.id))) or 0


def fetch_opened(session: Session, batch_id: int, after: int) -> list[tuple[int, str, str]]:
    """(person id, reason, source) of investigations with an id above `after` that entries of the batch opened."""
    query = (
        select(Investigation.person_id, Investigation.reason, SharedListEntry.source)
        .join(SharedListEntry, SharedListEntry.id == Investigation.entry_id)
        .where(SharedListEntry.batch_id == batch_id, Investigation.id > after)
        .order_by(Investigation.id)
    )
    return [(person, reason, source) for person, reason, source in session.execute(query)]


def confirm_alive(
    session: Session, today: date, recorded_by: str, *, batch_id: int | None = None, person_id: int | None = None
) -> int:
    """Records a data-match success for every line that calls somebody alive; returns how many were new.

    A line waits while a list calls the same person dead and that is still looked into; it counts once the doubt is
    cleared. Lines about the known dead and lines of a day to come are left out.
    """
    entry, person, success = SharedListEntry, Person, aliased(Certification)
    doubted = exists().where(
        Investigation.person_id == entry.person_id, Investigation.reason == DEATH, Investigation.state == _OPEN
    )
    known = exists().where(
        success.person_id == entry.person_id, success.certified_on == entry.happened_on, success.channel == DATA_MATCH
    )
    rows = (
        select(entry.person_id, entry.happened_on, literal(DATA_MATCH), func.min(entry.batch_id), literal(recorded_by))
        .join(person, person.id == entry.person_id)
        .where(*_scope(batch_id, person_id), entry.kind == ALIVE, entry.happened_on <= today)
        .where(person.died_on.is_(None), ~doubted, ~known)
        .group_by(entry.person_id, entry.happened_on)
    )
    columns = ["person_id", "certified_on", "channel", "batch_id", "recorded_by"]
    return _insert(session, insert(Certification).from_select(columns, rows, include_defaults=False))


def fetch_to_resume(
    session: Session, since: date, *, batch_id: int | None = None, person_id: int | None = None
) -> list[tuple[int, int]]:
    """(suspension id, person id) of overdue suspensions that a data match on or after `since` ends."""
    entry, success = SharedListEntry, Certification
    matched = (
        select(success.person_id)
        .join(entry, (entry.person_id == success.person_id) & (entry.happened_on == success.certified_on))
        .where(*_scope(batch_id, person_id), entry.kind == ALIVE, entry.happened_on >= since)
        .where(success.channel == DATA_MATCH)
    )
    query = (
        select(BenefitSuspension.id, BenefitSuspension.person_id)
        .where(BenefitSuspension.reason == CERTIFICATION_OVERDUE, BenefitSuspension.resumed_on.is_(None))
        .where(BenefitSuspension.person_id.in_(matched))
        .order_by(BenefitSuspension.id)
    )
    return [(suspension, person) for suspension, person in session.execute(query)]


def resume(session: Session, suspension_id: int, day: date) -> None:
    """Payment goes on from `day`, or from the first suspended day when that is later."""
    began = BenefitSuspension.suspended_on
    session.execute(
        update(BenefitSuspension)
        .where(BenefitSuspension.id == suspension_id)
        .values(resumed_on=case((began > day, began), else_=day))
        .execution_options(synchronize_session=False)
    )


def _scope(batch_id: int | None, person_id: int | None) -> list[Any]:
    """Lines of a batch, of a person, or of both."""
    wanted = []
    if batch_id is not None:
        wanted.append(SharedListEntry.batch_id == batch_id)
    if person_id is not None:
        wanted.append(SharedListEntry.person_id == person_id)
    return wanted


def _insert(session: Session, statement: Insert) -> int:
    """Runs it; how many rows it wrote (which psycopg's dialect tells only when it is asked to keep the number)."""
    result = session.execute(statement, execution_options={"preserve_rowcount": True})
    return int(cast("CursorResult[Any]", result).rowcount)
