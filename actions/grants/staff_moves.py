"""What clerks do with a case: take it, pass it on, return it, refuse it, decide it, pay it, undo a step."""

from collections.abc import Sequence

from actions.grants import documents
from actions.grants.cases import Cases, changed
from actions.grants.desk import Work
from actions.grants.errors import AmountsNeeded, DiffersFromEstimate, IdentityNotSeen
from actions.grants.estimating import FUNERAL, SURVIVOR_GRANT, estimated_part, stored
from actions.grants.model import GrantCase
from actions.grants.neighbours import Clerk
from actions.grants.reasons import checked
from actions.grants.showing import identity_seen
from actions.grants.staff_access import Post, locked_case, post_of
from actions.grants.states import find_move, objection

MOST_CENTS = 100_000_000  # a million yuan: beyond it somebody typed an amount wrong


class StaffMoves:
    """The moves of clerks; each checks level, area and version."""

    def __init__(self, cases: Cases) -> None:
        self._cases = cases

    def simple(self, work: Work, clerk: Clerk, number: str, version: int, name: str, reason: str = "") -> GrantCase:
        """accept, forward, resubmit, step_back: a move that changes nothing but the state."""
        post = post_of(work.session, clerk)
        case = locked_case(work, post, number, version)
        return self._do(work, post, case, name, reason)

    def return_(
        self, work: Work, clerk: Clerk, number: str, version: int, papers: Sequence[str], reason: str
    ) -> GrantCase:
        """Back to the family for these papers."""
        post = post_of(work.session, clerk)
        case = locked_case(work, post, number, version)
        self._do(work, post, case, "return", reason)
        documents.ask_again(work, case, tuple(papers), checked(reason, needed=True), post.actor)
        return case

    def refuse(self, work: Work, clerk: Clerk, number: str, version: int, reason: str) -> GrantCase:
        """The end, with the way to object in the step (事实 8-24)."""
        post = post_of(work.session, clerk)
        case = locked_case(work, post, number, version)
        find_move("refuse", case.state, post.level)
        told = checked(reason, needed=True)
        self._move(work, post, case, "refuse", f"{told}{'' if told[-1] in '。.' else '。'}{objection()}")
        case.closed_at = work.now
        return case

    def decide(
        self, work: Work, clerk: Clerk, number: str, version: int, funeral: int, survivor: int, reason: str
    ) -> GrantCase:
        """The amounts, 分."""
        post = post_of(work.session, clerk)
        case = locked_case(work, post, number, version)
        find_move("decide", case.state, post.level)
        if not identity_seen(case):
            raise IdentityNotSeen
        if min(funeral, survivor) < 0 or funeral + survivor == 0 or funeral + survivor > MOST_CENTS:
            raise AmountsNeeded
        if not reason.strip() and not _as_estimated(case, funeral, survivor):
            raise DiffersFromEstimate
        case.decided_funeral, case.decided_survivor, case.decided_on = funeral, survivor, work.today
        return self._do(work, post, case, "decide", reason)

    def pay(self, work: Work, clerk: Clerk, number: str, version: int, reason: str) -> GrantCase:
        """The money was sent."""
        post = post_of(work.session, clerk)
        case = locked_case(work, post, number, version)
        self._do(work, post, case, "pay", reason)
        case.paid_on, case.closed_at = work.today, work.now
        return case

    def set_document(
        self, work: Work, clerk: Clerk, number: str, version: int, kind: str, state: str, reason: str
    ) -> GrantCase:
        """A clerk saw, copied or waived a paper."""
        post = post_of(work.session, clerk)
        case = _open(locked_case(work, post, number, version))
        documents.mark(work, case, kind, state, checked(reason, needed=state == "not_needed")[:200], post.actor)
        changed(work, case)
        return case

    def see_identity(self, work: Work, clerk: Clerk, number: str, version: int) -> GrantCase:
        """A clerk compared the applicant with their identity card."""
        post = post_of(work.session, clerk)
        case = _open(locked_case(work, post, number, version))
        case.applicant_checked_by = post.actor
        changed(work, case)
        work.note("grants:document:changed", post.actor, case=case.id, kind="applicant_seen", state="shown")
        return case

    def _do(self, work: Work, post: Post, case: GrantCase, name: str, reason: str) -> GrantCase:
        move = find_move(name, case.state, post.level)
        self._move(work, post, case, name, checked(reason, needed=move.needs_reason))
        return case

    def _move(self, work: Work, post: Post, case: GrantCase, name: str, reason: str) -> None:
        self._cases.move(work, case, name, post.level, post.actor, reason, post.office)


def _open(case: GrantCase) -> GrantCase:
    """The case, while its papers still matter; afterwards it stays as it was. Raises IllegalMove."""
    if case.state in ("decided", "paid", "refused", "withdrawn"):
        find_move("accept", case.state, "city")
    return case


def _as_estimated(case: GrantCase, funeral: int, survivor: int) -> bool:
    """Whether both amounts lie within the estimate; without an estimated sum nothing does."""
    estimate = stored(case)
    if estimate is None or estimate.low is None or estimate.high is None:
        return False
    if not estimate.low <= funeral + survivor <= estimate.high:
        return False
    parts = ((estimated_part(estimate, FUNERAL), funeral), (estimated_part(estimate, SURVIVOR_GRANT), survivor))
    return all(part is None or part[0] <= cents <= part[1] for part, cents in parts)
