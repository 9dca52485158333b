"""CertificationService: where a person's certification stands, and the record of a new success."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import SHANGHAI, utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.eligibility import repository
from actions.eligibility.cycle import first_day_still_valid
from actions.eligibility.errors import FutureCertification, PersonDeceased, UnknownChannel, UnknownPerson
from actions.eligibility.model import Certification
from actions.eligibility.rules import load_rules
from actions.eligibility.standing import CERTIFICATION_OVERDUE, Known, Standing, judge


@dataclass(frozen=True)
class Success:
    """One certification that succeeded: the day, the channel's code and its Chinese label."""

    day: date
    channel: str
    label: str


@dataclass(frozen=True)
class Told:
    """Who did it, to whom, in which conversation: what every audit entry of one step shares."""

    actor: str
    person_id: int
    conversation_id: str | None


class CertificationService:
    """Certifications in the database behind `engine`. Nobody is suspended here: that is a decision of the office."""

    def __init__(self, engine: Engine, audit: Audit, now: Callable[[], datetime] = utc_now) -> None:
        self._engine = engine
        self._audit = audit
        self._now = now
        self._rules = load_rules()

    def standing(self, person_id: int, on: date | None = None) -> Standing:
        """Where the person stands on `on` (today in Dalian when not given). Raises UnknownPerson."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            return self.standing_in(work.session, person_id, on)

    def standing_in(self, session: Session, person_id: int, on: date | None = None) -> Standing:
        """The same inside the caller's transaction."""
        day = on or self._today()
        person = repository.fetch_person(session, person_id)
        if person is None:
            raise UnknownPerson
        last = repository.fetch_latest_certification(session, person_id, day)
        suspension = repository.fetch_suspension(session, person_id, day)
        known = Known(
            last_on=last.certified_on if last else None,
            last_channel=last.channel if last else None,
            suspended_on=suspension.suspended_on if suspension else None,
            suspension_reason=suspension.reason if suspension else None,
            marks=repository.fetch_marks(session, person_id),
            investigation_open=repository.has_open_investigation(session, person_id),
            deceased=person.died_on is not None,
        )
        return judge(known, day, self._rules)

    def history(self, person_id: int, limit: int = 10) -> Sequence[Success]:
        """The newest successes, newest first."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            rows = repository.fetch_certifications(work.session, person_id, limit)
        return [Success(row.certified_on, row.channel, self._label(row.channel)) for row in rows]

    def record(
        self,
        session: Session,
        person_id: int,
        channel: str,
        day: date,
        recorded_by: str,
        *,
        batch_id: int | None = None,
        conversation_id: str | None = None,
    ) -> Standing:
        """Records a success in the caller's transaction and returns where the person then stands.

        The cycle starts anew on `day`, and a suspension for a missed certification ends when `day` still counts
        today (事实 2-27). The same day and channel again changes nothing. It writes to the audit chain, so call it
        after your other writes. `recorded_by` is an audit actor such as staff:3. Raises UnknownChannel,
        FutureCertification, UnknownPerson, PersonDeceased.
        """
        self._check(channel, day)
        person = repository.fetch_person(session, person_id, lock=True)
        if person is None:
            raise UnknownPerson
        if person.died_on is not None:
            raise PersonDeceased
        known = repository.is_recorded(session, person_id, day, channel)
        resumed = 0 if known else self._add(session, person_id, channel, day, recorded_by, batch_id)
        standing = self.standing_in(session, person_id)
        if not known:
            told = Told(recorded_by, person_id, conversation_id)
            self._tell(session, told, channel, standing.due_on or day, resumed)
        return standing

    def _add(
        self, session: Session, person_id: int, channel: str, day: date, recorded_by: str, batch_id: int | None
    ) -> int:
        """Adds the success; returns how many suspensions it ended."""
        session.add(
            Certification(
                person_id=person_id, certified_on=day, channel=channel, batch_id=batch_id, recorded_by=recorded_by
            )
        )
        resumed = self._resume(session, person_id, day)
        session.flush()
        return resumed

    def _check(self, channel: str, day: date) -> None:
        if channel not in self._rules.channels:
            raise UnknownChannel
        if day > self._today():
            raise FutureCertification

    def _resume(self, session: Session, person_id: int, day: date) -> int:
        """Ends the person's overdue suspensions, unless `day` is too long ago to count today; how many ended."""
        if day < first_day_still_valid(self._today(), self._rules.cycle_months):
            return 0
        suspensions = repository.fetch_overdue_suspensions(session, person_id)
        for suspension in suspensions:
            # A success told late may lie before the suspension: then it was never due, and ends where it began.
            suspension.resumed_on = max(day, suspension.suspended_on)
        return len(suspensions)

    def _tell(self, session: Session, told: Told, channel: str, until: date, resumed: int) -> None:
        """Writes the audit entries of one success."""
        self._audit.record(
            session, "certification:extended", actor=told.actor, person_id=told.person_id,
            conversation_id=told.conversation_id, channel=channel, until=until.isoformat(),
        )  # fmt: skip
        for _ in range(resumed):
            self._audit.record(
                session, "certification:benefit:resumed", actor=told.actor, person_id=told.person_id,
                conversation_id=told.conversation_id, reason=CERTIFICATION_OVERDUE,
            )  # fmt: skip

    def _label(self, channel: str) -> str:
        known = self._rules.channels.get(channel)
        return known.text if known else "其他方式"

    def _today(self) -> date:
        return self._now().astimezone(SHANGHAI).date()
