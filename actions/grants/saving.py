"""Saving one part of the form: deceased, applicant, facts, account or situation."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions.benefits.facts_in import read_value
from actions.grants import accounts, repository, values
from actions.grants.cases import Cases, changed
from actions.grants.checklist.situation import SITUATION_FIELDS
from actions.grants.desk import GrantDesk, Work
from actions.grants.documents import keep_in_step
from actions.grants.errors import BadValue, NotEditable
from actions.grants.estimating import Estimating, Tables, dumps
from actions.grants.model import GrantCase
from actions.grants.neighbours import Applicant
from actions.grants.states import STAFF_LEVELS

EDITABLE = ("draft", "returned")
_DECEASED = frozenset({"name", "number", "died_on", "office_id"})
_APPLICANT = frozenset({"name", "number", "relation"})
_ACCOUNT = frozenset({"kind", "bank", "name", "number"})
_QUESTIONS = {field.name: field for field in SITUATION_FIELDS}


@dataclass(frozen=True)
class _Page:
    """What writing one part may need beside the case."""

    work: Work
    tables: Tables


class Saving:
    """Writes the parts; each is a whole answer to one page of the form."""

    def __init__(self, desk: GrantDesk, cases: Cases, estimating: Estimating) -> None:
        self._desk, self._cases, self._estimating = desk, cases, estimating
        self._parts = {
            "deceased": self._deceased, "applicant": self._applicant, "facts": self._facts, "account": self._account,
            "situation": self._situation,
        }  # fmt: skip

    def save(
        self, work: Work, applicant: Applicant, case_id: int, part: str, told: Mapping[str, Any], version: int,
        tables: Tables,
    ) -> GrantCase:  # fmt: skip
        """See GrantService.save."""
        case = editable(self._cases.own_locked(work, applicant, case_id, version))
        if part not in self._parts:
            raise BadValue("part", "没有这一页。请重新打开申请，再填一遍。")
        self._parts[part](_Page(work, tables), case, told)
        changed(work, case)
        work.session.flush()
        keep_in_step(self._desk, work, case, applicant.actor)
        work.note(
            "grants:case:saved", applicant.actor, case.deceased_person_id, applicant.conversation_id, case=case.id,
            part=part,
        )  # fmt: skip
        return case

    def _deceased(self, page: _Page, case: GrantCase, told: Mapping[str, Any]) -> None:
        values.only(told, _DECEASED)
        if case.deceased_person_id is not None and {"name", "number"} & set(told):
            raise BadValue("number", "老人的姓名和身份证号是记录里的，不用填。不对的话，请告诉社区。")
        if "name" in told:
            case.deceased_name_sealed = self._desk.seal(values.name(told), "deceased_name")
        if "number" in told:
            number = values.identity_number(told)
            case.deceased_number_sealed = self._desk.seal(number, "deceased_number")
            case.deceased_number_index = self._desk.number_index(number)
        if "office_id" in told:
            case.office_id = self._office(page.work, values.text(told, "office_id"))
        if "died_on" in told:
            case.died_on = values.past_day(told, "died_on", page.work.today)
            self._estimating.keep(case, {**json.loads(case.facts), "died_on": case.died_on.isoformat()}, page.tables)

    def _office(self, work: Work, office_id: str) -> str:
        office = repository.fetch_office(work.session, office_id[:40])
        if office is None or office.level not in STAFF_LEVELS[:2]:
            raise BadValue("office_id", "请选一个社区或者街道。")
        return office.id

    def _applicant(self, page: _Page, case: GrantCase, told: Mapping[str, Any]) -> None:
        values.only(told, _APPLICANT)
        if case.applicant_person_id is not None and {"name", "number"} & set(told):
            raise BadValue("number", "您的姓名和身份证号是核对过的，不用填。")
        if case.family_grant_id is not None and "name" in told:  # the deceased trusted this relative, and nobody else
            raise BadValue("name", "您的姓名是老人当时写下的，不用填。不对的话，请告诉社区。")
        if "name" in told:
            case.applicant_name_sealed = self._desk.vault.seal(values.name(told), "grant_case.applicant_name")
        if "number" in told:
            number = values.identity_number(told)
            case.applicant_number_sealed = self._desk.seal(number, "applicant_number")
            case.applicant_number_index = self._desk.number_index(number)
        if {"name", "number"} & set(told):
            case.applicant_checked_by = None  # the card that was seen named somebody else
        if "relation" in told:
            case.relation = accounts.chosen("relation", told["relation"], accounts.RELATIONS)

    def _facts(self, page: _Page, case: GrantCase, told: Mapping[str, Any]) -> None:
        facts = self._estimating.facts(told)
        case.died_on = values.exact_day(facts.get("died_on")) or _if_it_fits(case, facts.get("died_on"))
        self._estimating.keep(case, facts, page.tables)

    def _account(self, page: _Page, case: GrantCase, told: Mapping[str, Any]) -> None:
        values.only(told, _ACCOUNT)
        if "kind" in told:
            self._account_of(case, accounts.chosen("kind", told["kind"], accounts.ACCOUNT_KINDS))
        if "bank" in told:
            case.account_bank = accounts.normal_bank(values.text(told, "bank"))
        if "name" in told:
            case.account_name_sealed = self._desk.seal(values.name(told), "account_name")
        if "number" in told:
            case.account_sealed = self._desk.seal(accounts.normal_account(values.text(told, "number")), "account")

    def _account_of(self, case: GrantCase, kind: str) -> None:
        if kind != case.account_kind:  # another person's account: the old figures must not stay with it
            case.account_bank, case.account_name_sealed, case.account_sealed = "", None, None
        case.account_kind = kind
        case.situation = dumps({**json.loads(case.situation), "account_whose": kind})

    def _situation(self, page: _Page, case: GrantCase, told: Mapping[str, Any]) -> None:
        values.only(told, frozenset(_QUESTIONS))
        given = {name: read_value(_QUESTIONS[name], answer) for name, answer in told.items() if answer is not None}
        answers = {**json.loads(case.situation), **given}
        if "account_whose" in given:
            self._account_of(case, given["account_whose"])
        case.situation = dumps(answers)


def editable(case: GrantCase) -> GrantCase:
    """The case, if the family may change it now. Raises NotEditable."""
    if case.state not in EDITABLE:
        raise NotEditable
    return case


def _if_it_fits(case: GrantCase, day: Any) -> Any:
    """The day known so far, if it lies in the year or month now told."""
    return case.died_on if case.died_on and isinstance(day, str) and case.died_on.isoformat().startswith(day) else None
