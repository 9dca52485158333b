"""Handing in, handing in again, withdrawing, and throwing a draft away."""

from actions.grants import repository
from actions.grants.cases import Cases
from actions.grants.completeness import missing_of
from actions.grants.desk import Work
from actions.grants.drafts import wipe
from actions.grants.errors import AlreadyInHand, IllegalMove, NotComplete, StaleCase
from actions.grants.estimating import Estimating
from actions.grants.model import GrantCase
from actions.grants.neighbours import Applicant
from actions.grants.opening import checked_key
from actions.grants.reasons import checked
from actions.grants.states import APPLICANT, state, states


class Submitting:
    """The applicant's own moves."""

    def __init__(self, cases: Cases, estimating: Estimating) -> None:
        self._cases, self._estimating = cases, estimating

    def submit(self, work: Work, applicant: Applicant, case_id: int, version: int, key: str) -> GrantCase:
        """See GrantService.submit."""
        case = self._cases.own(work.session, applicant, case_id, lock=True)
        if case.submit_key == checked_key(key):
            return case
        if case.version != version:
            raise StaleCase
        move = "resubmit" if case.state == "returned" else "submit"
        if case.state in ("draft", "returned"):
            self._check(work, case)
        self._cases.move(
            work, case, move, APPLICANT, applicant.actor, conversation_id=applicant.conversation_id
        )
        case.submit_key = key
        case.submitted_at, case.draft_until = case.submitted_at or work.now, None
        return case

    def withdraw(self, work: Work, applicant: Applicant, case_id: int, reason: str) -> GrantCase:
        """See GrantService.withdraw."""
        case = self._cases.own(work.session, applicant, case_id, lock=True)
        if case.state == "withdrawn":
            return case
        never_handed_in = case.state == "draft"
        self._cases.move(
            work, case, "withdraw", APPLICANT, applicant.actor, checked(reason, needed=False),
            conversation_id=applicant.conversation_id,
        )  # fmt: skip
        case.closed_at, case.draft_until = work.now, None
        if never_handed_in:  # no office has seen it, so nobody needs what stands in it
            wipe(work, case)
        return case

    def delete_draft(self, work: Work, applicant: Applicant, case_id: int) -> None:
        """See GrantService.delete_draft."""
        case = self._cases.own(work.session, applicant, case_id, lock=True)
        if case.state != "draft":
            raise IllegalMove(state(case.state).family, "删掉", "删掉")
        work.note(
            "grants:case:forgotten", applicant.actor, case.deceased_person_id, applicant.conversation_id, case=case.id,
            reason="applicant",
        )  # fmt: skip
        repository.delete_case(work.session, case.id)

    def _check(self, work: Work, case: GrantCase) -> None:
        if missing := missing_of(case, self._estimating):
            raise NotComplete(missing)
        in_hand = {code for code, told in states().items() if told.in_hand}
        other = repository.fetch_in_hand(work.session, case.deceased_number_index or "", in_hand)
        if other is not None and other.id != case.id:
            raise AlreadyInHand
