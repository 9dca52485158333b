"""Works out a sheet that is complete: what was said, with what stands in one's own records."""

from dataclasses import dataclass
from datetime import date

from rasa_sdk import Tracker

from actions.benefits.bounds import between
from actions.benefits.errors import BadFacts
from actions.benefits.model import Estimate
from actions.counter import Counter
from actions.dialogue.benefits.own import OwnRecords
from actions.dialogue.benefits.sheet import Sheet


@dataclass(frozen=True)
class WorkedOut:
    """The estimate; `private` when something of one's own records is in it."""

    estimate: Estimate
    private: bool


def work_out(sheet: Sheet, counter: Counter, tracker: Tracker, today: date) -> WorkedOut | None:
    """The result, or None when something has to be asked again; the sheet then says why."""
    if sheet.calculator is None:
        return None
    own = OwnRecords(counter).facts(sheet, tracker, sheet.own) if sheet.own else {}
    if set(own) != set(sheet.own):  # the proof ended meanwhile
        sheet.from_records([])
        return None
    try:
        facts = {**sheet.facts, **own}
        estimate = between(sheet.calculator, facts, sheet.unknown, counter.parameters.book(), today)
    except BadFacts as error:
        sheet.say(error.detail)
        sheet.forget(error.field)
        return None
    return WorkedOut(estimate, bool(own))
