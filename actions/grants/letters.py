"""The text message at each step: no name, no amount, only the number and what comes next."""

from actions.booking.daytime import next_daytime
from actions.clock import SHANGHAI
from actions.grants.desk import GrantDesk, Work
from actions.grants.model import GrantCase
from actions.grants.numbers import grouped
from actions.grants.states import Move
from actions.records.wording import day_name

KIND = "grant_step"


class Letters:
    """Writes into the outbox within the caller's transaction, so a message stands or falls with its step."""

    def __init__(self, desk: GrantDesk) -> None:
        self._desk = desk

    def moved(self, work: Work, case: GrantCase, move: Move) -> None:
        """What the move means for the family, to the phone of the case; by day only, unless they did it themselves."""
        phone = self._desk.open(case.applicant_phone_sealed, "applicant_phone") or ""
        until = day_name(case.draft_until.astimezone(SHANGHAI).date()) if case.draft_until else ""
        text = move.sms.format(number=grouped(case.number), until=until)
        when = None if "applicant" in move.who else next_daytime(work.now)
        self._desk.messages.write(work.session, case.applicant_person_id, KIND, phone, text, when)
