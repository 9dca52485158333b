"""Standing: where a person's certification stands on a day; a pure judgement over what is known."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from actions.eligibility.cycle import due_on
from actions.eligibility.rules import Rules

SILENT, FINE, DUE_SOON, OVERDUE, SUSPENDED, NEVER = "silent", "fine", "due_soon", "overdue", "suspended", "never"
DATA_MATCH = "data_match"
CERTIFICATION_OVERDUE, INVESTIGATION_CONFIRMED = "certification_overdue", "investigation_confirmed"


@dataclass(frozen=True)
class Known:
    """What the office knows of a person's eligibility on a day."""

    last_on: date | None = None
    last_channel: str | None = None
    suspended_on: date | None = None
    suspension_reason: str | None = None  # certification_overdue, investigation_confirmed
    marks: Collection[str] = ()
    investigation_open: bool = False
    deceased: bool = False


@dataclass(frozen=True)
class Standing:
    """The judgement. Days are Dalian calendar days; `due_on` is the last day in time, None when never certified.

    `needs_visit` suggests a visit at home: something is to be done and a care mark says that going out is hard.
    An open investigation changes no state: it stops nothing by itself (《社会保险经办条例》第二十六条).
    """

    state: str
    last_on: date | None
    last_channel: str | None
    due_on: date | None
    needs_visit: bool
    suspended_on: date | None
    suspension_reason: str | None
    investigation_open: bool
    deceased: bool

    @property
    def nothing_to_do(self) -> bool:
        """The person need do nothing before the due-soon time begins."""
        return self.state in (SILENT, FINE)


def judge(known: Known, on: date, rules: Rules) -> Standing:
    """Where `known` stands on `on`."""
    due = due_on(known.last_on, rules.cycle_months) if known.last_on else None
    state = _state(known, due, on, rules)
    to_do = state not in (SILENT, FINE) and not known.deceased
    return Standing(
        state=state,
        last_on=known.last_on,
        last_channel=known.last_channel,
        due_on=due,
        needs_visit=to_do and bool(rules.home_visit_marks & set(known.marks)),
        suspended_on=known.suspended_on,
        suspension_reason=known.suspension_reason,
        investigation_open=known.investigation_open,
        deceased=known.deceased,
    )


def _state(known: Known, due: date | None, on: date, rules: Rules) -> str:
    if known.suspended_on is not None:
        return SUSPENDED
    if due is None:
        return NEVER
    if on > due:
        return OVERDUE
    if due - on <= timedelta(days=rules.due_soon_days):
        return DUE_SOON
    return SILENT if known.last_channel == DATA_MATCH else FINE
