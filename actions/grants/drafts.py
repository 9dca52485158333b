"""Drafts nobody finished: after 30 days what the family typed goes, after 30 more the case goes too."""

from collections.abc import Callable
from datetime import timedelta

from actions.grants import repository
from actions.grants.cases import Cases
from actions.grants.desk import SYSTEM, GrantDesk, Work
from actions.grants.estimating import dumps
from actions.grants.model import GrantCase
from actions.grants.opening import DRAFT_LIFE
from actions.grants.states import SYSTEM as SYSTEM_ROLE

_BATCH = 200
# As long as the text message may be looked for, the number still says what became of the form.
_REMEMBERED = DRAFT_LIFE


class Drafts:
    """The job that ends drafts."""

    def __init__(self, desk: GrantDesk, cases: Cases) -> None:
        self._desk, self._cases = desk, cases

    def expire(self) -> int:
        """Ends drafts whose time is over and forgets those that ended long ago; how many of both. Each stands for itself."""
        return self._each("draft", timedelta(), self._end) + self._each("expired", _REMEMBERED, self._forget)

    def _each(self, state: str, after: timedelta, act: Callable[[Work, GrantCase], None]) -> int:
        moment = self._desk.now() - after
        ids = self._desk.read(lambda session: repository.fetch_ids_of_old(session, state, moment, _BATCH))

        def one(case_id: int) -> int:
            def action(work: Work) -> int:
                case = repository.fetch_case(work.session, case_id, lock=True)
                if case is None or case.state != state or case.draft_until is None or case.draft_until > moment:
                    return 0  # the family was quicker
                act(work, case)
                return 1

            return self._desk.run(action)

        return sum(map(one, ids))

    def _end(self, work: Work, case: GrantCase) -> None:
        self._cases.move(work, case, "expire", SYSTEM_ROLE, SYSTEM)
        wipe(work, case)
        case.closed_at = work.now

    def _forget(self, work: Work, case: GrantCase) -> None:
        work.note("grants:case:forgotten", SYSTEM, case=case.id, reason="expired")
        repository.delete_case(work.session, case.id)


def wipe(work: Work, case: GrantCase) -> None:
    """Everything the family typed goes but name and phone of who applied; with the uploads' rows go their keys."""
    for column in (
        "deceased_name_sealed", "deceased_number_sealed", "deceased_number_index", "died_on", "applicant_number_sealed",
        "applicant_number_index", "account_name_sealed", "account_sealed",
    ):  # fmt: skip
        setattr(case, column, None)
    case.account_bank, case.account_kind, case.relation = "", "", ""
    case.facts, case.situation, case.estimate = dumps({}), dumps({}), dumps({})
    case.estimated_low, case.estimated_high = None, None
    repository.delete_parts(work.session, case.id)
