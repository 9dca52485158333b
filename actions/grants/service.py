"""The grant service (丧葬补助金和抚恤金申请): open, fill in, hand in, and carry a case through its offices."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.benefits.calculator import Calculator
from actions.benefits.registry import calculator as registered
from actions.clock import utc_now
from actions.grants import repository
from actions.grants.cases import Cases
from actions.grants.collisions import Collisions
from actions.grants.desk import GrantDesk, Work
from actions.grants.drafts import Drafts
from actions.grants.errors import AlreadyInHand
from actions.grants.estimating import Estimating, Recomputed
from actions.grants.forgetting import forget
from actions.grants.info import CaseInfo, CaseLine, StaffCase
from actions.grants.model import GrantCase
from actions.grants.neighbours import Applicant, Clerk, Keeper, MakeChecklist, Messages
from actions.grants.opening import Opening
from actions.grants.saving import Saving
from actions.grants.showing import Showing
from actions.grants.staff_access import case_for, post_of
from actions.grants.staff_moves import StaffMoves
from actions.grants.states import states
from actions.grants.submitting import Submitting
from actions.grants.survivors import Survivors
from actions.personal_data.vault import Vault

FOR_STAFF = tuple(code for code in states() if code not in ("draft", "expired"))
WAITING = tuple(code for code, told in states().items() if told.holder not in ("nobody", "applicant"))


class GrantService:
    """Cases in the database behind `engine`. Errors are grants.errors (and BadFacts); whatever raises has changed nothing.

    An `applicant` was proven by grants.access; another family's case is UnknownCase. A `staff` member was checked by number
    and PIN; level and area of their office are read with every call. Money is 分, times are aware.
    """

    def __init__(
        self, engine: Engine, vault: Vault, audit: Audit, messages: Messages, keeper: Keeper, checklist: MakeChecklist,
        now: Callable[[], datetime] = utc_now, calculator: Calculator | None = None,
    ) -> None:  # fmt: skip
        self._desk = GrantDesk(engine, vault, audit, messages, keeper, checklist, now)
        estimating = self._estimating = Estimating(calculator or registered("survivor"), keeper)
        cases = self._cases = Cases(self._desk)
        self._showing = Showing(self._desk, estimating)
        self._opening, self._saving = Opening(self._desk, cases, estimating), Saving(self._desk, cases, estimating)
        self._submitting, self._survivors = Submitting(cases, estimating), Survivors(self._desk, cases)
        self._staff, self._drafts = StaffMoves(cases), Drafts(self._desk, cases)
        self._collisions = Collisions(self._desk)

    # What the family does.

    def open(self, applicant: Applicant, facts: Mapping[str, Any], key: str, *, channel: str) -> CaseInfo:
        """A draft with its number and estimate; the same `key` again gives the same case. What the records know is taken from
        them, and years the office knows (OFFICE_KNOWS) may be left out. Raises NotComplete (facts missing), BadFacts, BadKey,
        KeyInUse, TooManyDrafts, TooManyCases, TooBusy."""
        tables = self._estimating.tables(self._desk.now())
        return self._family(lambda work: self._opening.open(work, applicant, facts, key, channel, tables))

    def save(
        self, applicant: Applicant, case_id: int, part: str, values: Mapping[str, Any], version: int
    ) -> CaseInfo:
        """Saves what is given of a part: deceased (name, number, died_on, office_id), applicant (name, number, relation),
        facts (the calculator's; works the estimate out anew), account (kind, bank, name, number), situation. Raises
        UnknownCase, StaleCase, NotEditable, BadValue, BadFacts, NotComplete."""
        tables = self._estimating.tables(self._desk.now())
        return self._family(lambda work: self._saving.save(work, applicant, case_id, part, values, version, tables))

    def add_survivor(self, applicant: Applicant, case_id: int, name: str, relation: str) -> CaseInfo:
        """Another survivor, to be asked. Raises UnknownCase, NotEditable, BadValue."""
        return self._family(lambda work: self._survivors.add(work, applicant, case_id, name, relation))

    def change_survivor(self, applicant: Applicant, case_id: int, survivor_id: int, consent: str) -> CaseInfo:
        """What they said: asked, agreed, refused, unreachable. Raises UnknownCase, UnknownSurvivor, NotEditable, BadValue."""
        return self._family(lambda work: self._survivors.change(work, applicant, case_id, survivor_id, consent))

    def remove_survivor(self, applicant: Applicant, case_id: int, survivor_id: int) -> CaseInfo:
        """Entered by mistake. Raises UnknownCase, UnknownSurvivor, NotEditable."""
        return self._family(lambda work: self._survivors.remove(work, applicant, case_id, survivor_id))

    def submit(self, applicant: Applicant, case_id: int, version: int, key: str) -> CaseInfo:
        """Hands the case in, or in again after it was returned; the same `key` again changes nothing. Raises UnknownCase,
        StaleCase, NotComplete, AlreadyInHand, IllegalMove, BadKey, TooBusy; IdentityLocked after AlreadyInHand again and again."""

        def action(work: Work) -> GrantCase:
            self._collisions.check(work.session, applicant)
            return self._submitting.submit(work, applicant, case_id, version, key)

        try:
            return self._family(action)
        except AlreadyInHand as error:
            raise self._collisions.count(applicant) from error

    def withdraw(self, applicant: Applicant, case_id: int, reason: str = "") -> CaseInfo:
        """Takes the case back; again changes nothing. Raises UnknownCase, IllegalMove, ReasonNeeded."""
        return self._family(lambda work: self._submitting.withdraw(work, applicant, case_id, reason))

    def delete_draft(self, applicant: Applicant, case_id: int) -> None:
        """The draft and everything in it goes. Raises UnknownCase, IllegalMove."""
        self._desk.run(lambda work: self._submitting.delete_draft(work, applicant, case_id))

    def cases_of(self, applicant: Applicant) -> list[CaseInfo]:
        """The applicant's cases, newest first."""

        def action(session: Session) -> list[CaseInfo]:
            found = repository.fetch_cases_of(session, applicant.phone_index, applicant.person_id, applicant.grant_id)
            return [self._showing.info(session, case) for case in found]

        return self._desk.read(action)

    def case(self, applicant: Applicant, case_id: int) -> CaseInfo:
        """The applicant's own case. Raises UnknownCase."""
        return self._desk.read(
            lambda session: self._showing.info(session, self._cases.own(session, applicant, case_id))
        )

    # What clerks do. `number` may be written in groups; `version` is the one they looked at.

    def list_for(self, staff: Clerk, state: str | None = None, limit: int = 200) -> list[CaseLine]:
        """Cases in the area of the clerk's office, those that wait longest first: in one state, or all that wait for an
        office. Never drafts. Raises StaffOnly."""

        def action(session: Session) -> list[CaseLine]:
            offices = repository.fetch_office_ids_down(session, post_of(session, staff).office.id)
            wanted = [code for code in FOR_STAFF if code == state] if state else WAITING
            found = repository.fetch_cases_in(session, offices, wanted, limit)
            return [self._showing.line(session, case) for case in found]

        return self._desk.read(action)

    def get(self, staff: Clerk, number: str) -> StaffCase:
        """The case, whole; that it was looked at is audited. Raises StaffOnly, UnknownCase."""

        def action(work: Work) -> StaffCase:
            post = post_of(work.session, staff)
            case = case_for(work.session, post, number)
            work.note("grants:case:viewed", post.actor, case.deceased_person_id, case=case.id)
            return self._showing.for_staff(work.session, case)

        return self._desk.run(action)

    def get_for_paper(self, staff: Clerk, number: str) -> StaffCase:
        """The case, whole, for the form a clerk prints; that it was made is audited. Raises StaffOnly, UnknownCase."""

        def action(work: Work) -> StaffCase:
            post = post_of(work.session, staff)
            case = case_for(work.session, post, number)
            work.note("grants:paper:made", post.actor, case.deceased_person_id, case=case.id, paper="whole-form")
            return self._showing.for_staff(work.session, case)

        return self._desk.run(action)

    def accept(self, staff: Clerk, number: str, version: int, reason: str = "") -> StaffCase:
        """受理. All moves raise StaffOnly, UnknownCase, StaleCase, IllegalMove, NotYourLevel, ReasonNeeded, TooBusy."""
        return self._by_staff(lambda work: self._staff.simple(work, staff, number, version, "accept", reason))

    def forward(self, staff: Clerk, number: str, version: int, reason: str = "") -> StaffCase:
        """To the street for review, or from the street to the district."""
        return self._by_staff(lambda work: self._staff.simple(work, staff, number, version, "forward", reason))

    def resubmit(self, staff: Clerk, number: str, version: int, reason: str = "") -> StaffCase:
        """The family brought the papers to the counter: back to where the case was returned from."""
        return self._by_staff(lambda work: self._staff.simple(work, staff, number, version, "resubmit", reason))

    def step_back(self, staff: Clerk, number: str, version: int, reason: str) -> StaffCase:
        """The undo of accept and forward."""
        return self._by_staff(lambda work: self._staff.simple(work, staff, number, version, "step_back", reason))

    def return_(
        self, staff: Clerk, number: str, version: int, papers: Sequence[str], reason: str
    ) -> StaffCase:
        """Back to the family for these kinds of papers. Also raises PapersNeeded."""
        return self._by_staff(lambda work: self._staff.return_(work, staff, number, version, papers, reason))

    def refuse(self, staff: Clerk, number: str, version: int, reason: str) -> StaffCase:
        """The end; the way to object is written into the step."""
        return self._by_staff(lambda work: self._staff.refuse(work, staff, number, version, reason))

    def decide(
        self, staff: Clerk, number: str, version: int, funeral: int, survivor: int, reason: str = ""
    ) -> StaffCase:
        """The amounts, 分. Also raises AmountsNeeded, DiffersFromEstimate, IdentityNotSeen."""
        return self._by_staff(
            lambda work: self._staff.decide(work, staff, number, version, funeral, survivor, reason)
        )

    def pay(self, staff: Clerk, number: str, version: int, reason: str = "") -> StaffCase:
        """The money was sent."""
        return self._by_staff(lambda work: self._staff.pay(work, staff, number, version, reason))

    def set_document(
        self, staff: Clerk, number: str, version: int, kind: str, state: str, reason: str = ""
    ) -> StaffCase:
        """Where a paper stands: missing, shown, copied, not_needed (with a reason). Also raises BadValue."""
        return self._by_staff(
            lambda work: self._staff.set_document(work, staff, number, version, kind, state, reason)
        )

    def see_identity(self, staff: Clerk, number: str, version: int) -> StaffCase:
        """The clerk compared the applicant with their identity card; needed once before a case is decided."""
        return self._by_staff(lambda work: self._staff.see_identity(work, staff, number, version))

    def recompute(self, staff: Clerk, number: str) -> Recomputed:
        """The stored estimate beside the same worked out from the tables as known then. Raises StaffOnly, UnknownCase."""
        case = self._desk.read(lambda session: case_for(session, post_of(session, staff), number))
        return self._estimating.again(case)

    def forget(self, staff: Clerk, number: str, reason: str) -> None:
        """Deletes a closed case; `reason` is one of forgetting.REASONS. No case goes by itself: see forgetting.

        Raises StaffOnly, NotYourLevel (below the district), UnknownCase, NotClosed, BadValue.
        """
        self._desk.run(lambda work: forget(work, staff, number, reason))

    # What the house does by itself.

    def expire_drafts(self) -> int:
        """Job: ends drafts whose 30 days are over, forgets those that ended 30 days ago; how many of both."""
        return self._drafts.expire()

    def _family(self, action: Callable[[Work], GrantCase]) -> CaseInfo:
        def whole(work: Work) -> CaseInfo:
            case = action(work)
            work.session.flush()
            return self._showing.info(work.session, case)

        return self._desk.run(whole)

    def _by_staff(self, action: Callable[[Work], GrantCase]) -> StaffCase:
        def whole(work: Work) -> StaffCase:
            case = action(work)
            work.session.flush()
            return self._showing.for_staff(work.session, case)

        return self._desk.run(whole)
