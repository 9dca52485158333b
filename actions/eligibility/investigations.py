"""InvestigationService: suspected losses of eligibility, closed by a named member of staff as cleared or confirmed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, Row
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import SHANGHAI, utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.eligibility import investigation_repository as repository
from actions.eligibility.confirming import Decision, Listed, carry_out
from actions.eligibility.errors import AlreadyClosed, NoteNeeded, StaffNeeded, UnknownInvestigation
from actions.eligibility.model import Investigation
from actions.eligibility.repository import fetch_person
from actions.eligibility.rules import load_rules
from actions.eligibility.shared_lists import apply_waiting, tell_resumed

OPEN, CONFIRMED, CLEARED = "open", "confirmed", "cleared"
_NOTE_LENGTH = 300
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_LOOKS_PERSONAL = re.compile(r"\d[\d \-]{9,}[\dXx]")  # eleven digits, however grouped: a phone, ID or card number


@dataclass(frozen=True)
class InvestigationInfo:
    """One investigation as a clerk sees it. `later_success` is a certification after the day the list tells of."""

    id: int
    person_id: int
    person_name: str
    reason: str
    label: str
    source: str
    happened_on: date | None
    state: str
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    note: str
    later_success: date | None


class InvestigationService:
    """Investigations in the database behind `engine`. Only `confirm` ever stops a payment."""

    def __init__(
        self, engine: Engine, audit: Audit, now: Callable[[], datetime] = utc_now,
        after_death: Callable[[int, str], object] | None = None,
    ) -> None:  # fmt: skip
        """`after_death(person_id, actor)` ends what the dead left open (BookingService.end_for_deceased); it runs once
        the death is committed, and a job does it too, should the process end in between."""
        self._engine, self._audit, self._now, self._after_death = engine, audit, now, after_death

    def open_list(self, limit: int = 100, after: int = 0) -> list[InvestigationInfo]:
        """Open ones, oldest first; `after` is the last id of the page before."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            return [_info(row) for row in repository.fetch_open(work.session, limit, after)]

    def count_open(self) -> int:
        """How many are open."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            return repository.count_open(work.session)

    def staff_actor(self, number: str) -> str:
        """The audit actor of the active member of staff with this number. Raises StaffNeeded."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            member = repository.fetch_staff(work.session, number)
        if member is None:
            raise StaffNeeded
        return f"staff:{member.id}"

    def clear(self, investigation_id: int, actor: str, note: str) -> InvestigationInfo:
        """The doubt was unfounded: payment and death stay as they were, lines that waited for it count now.

        Clearing it again changes nothing. Raises UnknownInvestigation, AlreadyClosed (confirmed before), NoteNeeded,
        StaffNeeded.
        """
        return self._close(investigation_id, CLEARED, actor, note, None)

    def confirm(
        self, investigation_id: int, actor: str, note: str, *, stops_on: date | None = None, died_on: date | None = None
    ) -> InvestigationInfo:
        """The loss is true, as staff found out; what follows stands in rules.yaml under `reasons`.

        A death is entered (`died_on`, or the day the list tells) and payment stops from the month after (事实 3-35);
        when the person was certified after the day the list tells, the clerk must name the day. For imprisonment
        `stops_on` names the day. Confirming it again changes nothing. Raises UnknownInvestigation, AlreadyClosed
        (cleared before), NoteNeeded, StaffNeeded, DayNeeded.
        """
        return self._close(investigation_id, CONFIRMED, actor, note, Decision(stops_on, died_on))

    def _close(
        self, investigation_id: int, result: str, actor: str, note: str, decision: Decision | None
    ) -> InvestigationInfo:
        if not actor.startswith("staff:"):
            raise StaffNeeded
        with UnitOfWork(self._engine) as work:
            found = repository.lock_investigation(work.session, investigation_id)
            if found is None:
                raise UnknownInvestigation
            if found.state == OPEN:
                self._decide(work.session, found, result, actor, _checked(note), decision)
                work.commit()
            elif found.state != result:
                raise AlreadyClosed
            row = repository.fetch_one(work.session, investigation_id)
        if row is None:
            raise UnknownInvestigation
        if self._after_death and row[1].died_on is not None:
            self._after_death(row[1].id, actor)
        return _info(row)

    def _decide(
        self, session: Session, found: Investigation, result: str, actor: str, note: str, decision: Decision | None
    ) -> None:
        now = self._now()
        person = fetch_person(session, found.person_id, lock=True)
        if person is None:
            raise UnknownInvestigation
        row = repository.fetch_one(session, found.id)
        listed = Listed(row[2].happened_on, row[3] is not None) if row and row[2] else Listed(None, False)
        found.state, found.closed_at, found.closed_by, found.note = result, now, actor, note
        today = now.astimezone(SHANGHAI).date()
        changed = carry_out(session, person, found.reason, listed, decision, actor, today) if decision else []
        session.flush()
        resumed = apply_waiting(session, person.id, now)
        self._audit.record(
            session, "certification:investigation:closed", actor=actor, person_id=person.id, result=result
        )
        for event in changed:
            self._audit.record(session, event, actor=actor, person_id=person.id, reason=found.reason)
        tell_resumed(session, self._audit, actor, resumed)


def _checked(note: str) -> str:
    """`note` trimmed. Raises NoteNeeded when it is empty, too long or holds what looks like a personal number."""
    trimmed = note.strip()
    if not trimmed or len(trimmed) > _NOTE_LENGTH or _LOOKS_PERSONAL.search(_DATE.sub("日", trimmed)):
        raise NoteNeeded
    return trimmed


def _info(row: Row[*tuple[Any, ...]]) -> InvestigationInfo:
    found, person, entry, later = row
    return InvestigationInfo(
        id=found.id,
        person_id=person.id,
        person_name=person.name,
        reason=found.reason,
        label=load_rules().reasons[found.reason].label,
        source=entry.source if entry else "",
        happened_on=entry.happened_on if entry else None,
        state=found.state,
        opened_at=found.opened_at,
        closed_at=found.closed_at,
        closed_by=found.closed_by,
        note=found.note,
        later_success=later,
    )
