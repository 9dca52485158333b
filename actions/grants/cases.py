"""Finding a case for whoever may see it, and the one place where a case changes its state."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from actions.grants import repository
from actions.grants.desk import GrantDesk, Work
from actions.grants.errors import StaleCase, UnknownCase
from actions.grants.letters import Letters
from actions.grants.model import GrantCase, GrantStep
from actions.grants.neighbours import Applicant
from actions.grants.states import ORIGIN, RETURNED_FROM, Move, find_move
from actions.offices.model import Office


class Cases:
    """Cases in the caller's transaction."""

    def __init__(self, desk: GrantDesk) -> None:
        self._letters = Letters(desk)

    def own(self, session: Session, applicant: Applicant, case_id: int, *, lock: bool = False) -> GrantCase:
        """The applicant's own case. Raises UnknownCase, for another family's too."""
        case = repository.fetch_case(session, case_id, lock=lock)
        if case is None or not is_own(applicant, case):
            raise UnknownCase
        return case

    def own_locked(self, work: Work, applicant: Applicant, case_id: int, version: int) -> GrantCase:
        """The applicant's own case, which nobody else changes now. Raises UnknownCase or StaleCase."""
        case = self.own(work.session, applicant, case_id, lock=True)
        if case.version != version:
            raise StaleCase
        return case

    def move(
        self, work: Work, case: GrantCase, name: str, role: str, actor: str, reason: str = "",
        office: Office | None = None, conversation_id: str | None = None,
    ) -> Move:  # fmt: skip
        """Does the move `name` on a locked case: state, step, text message and audit note. Raises IllegalMove, NotYourLevel."""
        move = find_move(name, case.state, role)
        source, steps = case.state, repository.fetch_steps(work.session, case.id)
        case.state = origin_of(steps) if move.target == ORIGIN else move.target
        changed(work, case)
        work.session.add(
            GrantStep(
                case_id=case.id, position=len(steps) + 1, from_state=source, to_state=case.state, at=work.now, reason=reason,
                actor=family_actor(actor), office_id=office.id if office else None,
            )  # fmt: skip
        )
        work.session.flush()
        work.note(
            "grants:case:moved", actor, case.deceased_person_id, conversation_id,
            **{"case": case.id, "from": source, "to": case.state, "reason": name},
        )  # fmt: skip
        self._letters.moved(work, case, move)
        return move


def is_own(applicant: Applicant, case: GrantCase) -> bool:
    """Whether the proven phone, person or grant is the one the case was made with."""
    if applicant.phone_index and applicant.phone_index == case.applicant_phone_index:
        return True
    if applicant.grant_id is not None:
        return applicant.grant_id == case.family_grant_id
    return applicant.person_id is not None and applicant.person_id == case.applicant_person_id


def origin_of(steps: Sequence[GrantStep]) -> str:
    """The state from which a case was returned last."""
    return next(step.from_state for step in reversed(steps) if step.to_state == "returned" and step.from_state in RETURNED_FROM)


def changed(work: Work, case: GrantCase) -> None:
    """Another change of the case: whoever read the version before must read again."""
    case.version += 1
    case.changed_at = work.now


def family_actor(actor: str) -> str:
    """As steps name who acted: applicant, staff:<id>, system."""
    if actor.startswith("staff:"):
        return actor
    return "system" if actor.startswith("system") else "applicant"
