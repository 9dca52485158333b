"""Shared lists of other departments (大政办发〔2017〕49号第十九条): silent confirmation, or an investigation."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import SHANGHAI
from actions.eligibility import shared_list_repository as repository
from actions.eligibility.cycle import first_day_still_valid
from actions.eligibility.rules import load_rules
from actions.eligibility.standing import CERTIFICATION_OVERDUE

ACTOR = "system:shared-lists"


@dataclass(frozen=True)
class Applied:
    """What a list did: silent confirmations, investigations opened, suspensions ended."""

    confirmed: int
    opened: int
    resumed: int


def apply_entries(session: Session, audit: Audit, batch_id: int, now: datetime) -> Applied:
    """Applies the lines of `batch_id`, already stored in shared_list_entry, in the caller's transaction.

    Who is called alive is confirmed through data_match without being asked, and an overdue suspension of theirs ends.
    Death, imprisonment and moving away open an investigation and stop nobody (《社会保险经办条例》第二十六条). Applying a
    batch again changes nothing. It writes to the audit chain: call it after your own writes.
    """
    day = now.astimezone(SHANGHAI).date()
    newest = repository.newest_investigation(session)
    # Doubts first: a person called alive and dead by the same batch is looked into, not confirmed.
    opened = repository.open_investigations(session, batch_id, now)
    confirmed = repository.confirm_alive(session, day, ACTOR, batch_id=batch_id)
    resumed = _resume(session, day, batch_id=batch_id)
    if opened:
        for person_id, reason, source in repository.fetch_opened(session, batch_id, newest):
            event = "certification:investigation:opened"
            audit.record(session, event, actor=ACTOR, person_id=person_id, reason=reason, source=source)
    if confirmed:
        audit.record(session, "certification:extended:batch", actor=ACTOR, batch=batch_id, count=confirmed)
    tell_resumed(session, audit, ACTOR, resumed)
    return Applied(confirmed, opened, len(resumed))


def apply_waiting(session: Session, person_id: int, now: datetime) -> list[int]:
    """Lines that call the person alive count now that the doubt is gone; the suspensions that ended, as person ids."""
    day = now.astimezone(SHANGHAI).date()
    repository.confirm_alive(session, day, ACTOR, person_id=person_id)
    return _resume(session, day, person_id=person_id)


def tell_resumed(session: Session, audit: Audit, actor: str, person_ids: list[int]) -> None:
    """An audit entry for every suspension that ended."""
    for person_id in person_ids:
        event = "certification:benefit:resumed"
        audit.record(session, event, actor=actor, person_id=person_id, reason=CERTIFICATION_OVERDUE)


def _resume(session: Session, day: date, *, batch_id: int | None = None, person_id: int | None = None) -> list[int]:
    """Ends overdue suspensions of people whom a line of the batch, or of theirs, confirms; their ids."""
    since = first_day_still_valid(day, load_rules().cycle_months)
    ended = repository.fetch_to_resume(session, since, batch_id=batch_id, person_id=person_id)
    for suspension_id, _ in ended:
        repository.resume(session, suspension_id, day)
    return [person for _, person in ended]
