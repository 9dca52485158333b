"""Opening an application: a draft with its number, the facts as told and the estimate as it was then."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from actions.grants import repository
from actions.grants.cases import Cases, is_own
from actions.grants.desk import GrantDesk, Work
from actions.grants.documents import keep_in_step
from actions.grants.errors import BadKey, KeyInUse, TooBusy, TooManyCases, TooManyDrafts
from actions.grants.estimating import Estimating, Tables
from actions.grants.model import GrantCase
from actions.grants.neighbours import Applicant
from actions.grants.numbers import fresh_numbers
from actions.grants.values import exact_day

DRAFT_LIFE = timedelta(days=30)  # our own rule: an interrupted form waits so long
MOST_DRAFTS = 5  # of one phone
MOST_A_DAY = 20  # of one phone, withdrawn ones too: their photos stay
_LONGEST_KEY = 80


class Opening:
    """Makes cases."""

    def __init__(self, desk: GrantDesk, cases: Cases, estimating: Estimating) -> None:
        self._desk, self._cases, self._estimating = desk, cases, estimating

    def open(
        self, work: Work, applicant: Applicant, facts: Mapping[str, Any], key: str, channel: str, tables: Tables
    ) -> GrantCase:
        """See GrantService.open."""
        if earlier := repository.fetch_case_of_key(work.session, checked_key(key)):
            if not is_own(applicant, earlier):
                raise KeyInUse
            return earlier
        if repository.count_in_state(work.session, applicant.phone_index, "draft") >= MOST_DRAFTS:
            raise TooManyDrafts
        if repository.count_made_since(work.session, applicant.phone_index, work.now - timedelta(days=1)) >= MOST_A_DAY:
            raise TooManyCases
        case = self._new(work, applicant, key, channel)
        self._take_records(work.session, applicant, case)
        known = self._estimating.facts(facts)
        case.died_on = case.died_on or exact_day(known.get("died_on"))
        self._estimating.keep(case, known, tables)
        work.session.add(case)
        work.session.flush()
        keep_in_step(self._desk, work, case, applicant.actor)
        work.note(
            "grants:case:opened", applicant.actor, case.deceased_person_id, applicant.conversation_id, case=case.id,
            channel=channel,
        )  # fmt: skip
        self._cases.move(work, case, "open", "applicant", applicant.actor, conversation_id=applicant.conversation_id)
        return case

    def _new(self, work: Work, applicant: Applicant, key: str, channel: str) -> GrantCase:
        seal = self._desk.vault.seal
        return GrantCase(
            number=_free_number(work.session), idempotency_key=key, state="", version=0, channel=channel,
            applicant_name_sealed=seal(applicant.name, "grant_case.applicant_name"),
            applicant_phone_sealed=seal(applicant.phone, "grant_case.applicant_phone"),
            applicant_phone_index=applicant.phone_index, family_grant_id=applicant.grant_id,
            applicant_person_id=None if applicant.grant_id is not None else applicant.person_id,
            relation="", account_kind="", account_bank="", situation="{}",
            made_at=work.now, changed_at=work.now, draft_until=work.now + DRAFT_LIFE,
        )  # fmt: skip

    def _take_records(self, session: Session, applicant: Applicant, case: GrantCase) -> None:
        """What the records know need not be typed: the deceased, when they allowed this relative, and the applicant."""
        if applicant.deceased_person_id is not None:
            deceased = repository.fetch_person(session, applicant.deceased_person_id)
            if deceased is not None:
                number = self._desk.vault.open(deceased.id_number_sealed, "person.id_number")
                case.deceased_person_id, case.died_on = deceased.id, deceased.died_on
                case.deceased_name_sealed = self._desk.seal(deceased.name, "deceased_name")
                case.deceased_number_sealed = self._desk.seal(number, "deceased_number")
                case.deceased_number_index = deceased.id_number_index
                case.office_id = _known_office(session, deceased.community_id)
        if case.applicant_person_id is not None:
            person = repository.fetch_person(session, case.applicant_person_id)
            if person is not None:
                number = self._desk.vault.open(person.id_number_sealed, "person.id_number")
                case.applicant_number_sealed = self._desk.seal(number, "applicant_number")
                case.applicant_number_index = person.id_number_index


def checked_key(key: str) -> str:
    """The idempotency key. Raises BadKey."""
    if not 1 <= len(key) <= _LONGEST_KEY:
        raise BadKey
    return key


def _free_number(session: Session) -> str:
    for number in fresh_numbers():
        if not repository.number_is_taken(session, number):
            return number
    raise TooBusy


def _known_office(session: Session, office_id: str | None) -> str | None:
    office = repository.fetch_office(session, office_id)
    return office.id if office else None
