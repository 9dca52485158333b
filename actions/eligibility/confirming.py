"""What a confirmed investigation changes: the death entered or taken back, the payment stopped or going on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from actions.eligibility import investigation_repository as repository
from actions.eligibility.cycle import first_of_next_month
from actions.eligibility.errors import DayNeeded
from actions.eligibility.rules import GIVEN, NEVER, load_rules
from actions.eligibility.shared_list_repository import ALIVE_THOUGH_DEAD, DEATH
from actions.records.model import Person

SUSPENDED, RESUMED = "certification:benefit:suspended", "certification:benefit:resumed"


@dataclass(frozen=True)
class Decision:
    """What the clerk found: the day payment stops from, the day of the death; None where the rule or list tells it."""

    stops_on: date | None
    died_on: date | None


@dataclass(frozen=True)
class Listed:
    """The day the list tells, and whether the person was certified after it."""

    happened_on: date | None
    contradicted: bool


def carry_out(
    session: Session,
    person: Person,
    reason: str,
    listed: Listed,
    decision: Decision,
    actor: str,
    today: date,
) -> list[str]:
    """Applies the confirmed `reason` to `person`, locked by the caller; the audit events to record.

    Raises DayNeeded.
    """
    if reason == ALIVE_THOUGH_DEAD:
        return _take_back_death(session, person, today)
    if reason == DEATH:
        return _enter_death(session, person, _day_of_death(listed, decision, person, today), actor)
    stops = load_rules().reasons[reason].stops
    if stops == NEVER:
        return []
    if stops != GIVEN or decision.stops_on is None:
        raise DayNeeded
    return _suspend(session, person, decision.stops_on, actor)


def _day_of_death(listed: Listed, decision: Decision, person: Person, today: date) -> date:
    if listed.contradicted and decision.died_on is None:
        raise DayNeeded("名单上的日子以后又有认证记录。请核实清楚，写明去世的日期。")
    day = decision.died_on or listed.happened_on
    if day is None or not person.birth_date <= day <= today:
        raise DayNeeded("去世的日子不对。请写明核实到的日期，不能晚于今天。")
    return day


def _enter_death(session: Session, person: Person, day: date, actor: str) -> list[str]:
    """Paid in full for the month of the death, stopped from the month after (事实 3-35)."""
    person.died_on = day
    return _suspend(session, person, first_of_next_month(day), actor)


def _suspend(session: Session, person: Person, day: date, actor: str) -> list[str]:
    """Stops the payment from `day`; a stop already in force is only moved forward, never doubled."""
    in_force = repository.fetch_confirmed_suspensions(session, person.id)
    if not in_force:
        repository.add_suspension(session, person.id, day, actor)
        return [SUSPENDED]
    for suspension in in_force:
        suspension.suspended_on = min(suspension.suspended_on, day)
    return []


def _take_back_death(session: Session, person: Person, today: date) -> list[str]:
    """The person lives: the death is removed, and payment stopped because of it goes on from today.

    What was withheld meanwhile is for the office to settle; nothing here pays.
    """
    if person.died_on is None:
        return []
    stopped = first_of_next_month(person.died_on)
    person.died_on = None
    ended = [one for one in repository.fetch_confirmed_suspensions(session, person.id) if one.suspended_on == stopped]
    for suspension in ended:
        suspension.resumed_on = max(today, suspension.suspended_on)
    return [RESUMED] * len(ended)
