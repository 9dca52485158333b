"""Showing: a case and its parts put into words, masked for the family or whole for the clerk."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from actions.benefits.wording import card
from actions.clock import SHANGHAI
from actions.grants import repository
from actions.grants.accounts import ACCOUNT_KINDS, CONSENTS, DOCUMENT_STATES, RELATIONS, masked_account
from actions.grants.completeness import missing_of
from actions.grants.desk import GrantDesk
from actions.grants.documents import papers_of
from actions.grants.estimating import Estimating, stored
from actions.grants.info import (
    AccountInfo,
    CaseInfo,
    CaseLine,
    DecidedInfo,
    DocumentInfo,
    DutyInfo,
    OfficeInfo,
    StaffCase,
    StepInfo,
    SurvivorInfo,
    UploadInfo,
    WholeNames,
)
from actions.grants.model import GrantCase, GrantDocument, GrantStep, GrantSurvivor, GrantUpload
from actions.grants.neighbours import Papers
from actions.grants.numbers import grouped
from actions.grants.states import moves, objection, state, words_of_step
from actions.offices.model import Office
from actions.personal_data.masks import masked_identity_number, masked_name, masked_phone
from actions.records.wording import day_name, yuan

EDITABLE = ("draft", "returned")
_PHOTO_SENT = "照片传上来了，等工作人员看"


class Showing:
    """Builds what is told of a case."""

    def __init__(self, desk: GrantDesk, estimating: Estimating) -> None:
        self._desk, self._estimating = desk, estimating

    def info(self, session: Session, case: GrantCase) -> CaseInfo:
        """The case for its applicant."""
        survivors = repository.fetch_survivors(session, case.id)
        steps = repository.fetch_steps(session, case.id)
        papers = papers_of(self._desk, case)
        uploads = repository.fetch_uploads(session, case.id)
        estimate = stored(case)
        may = {move.name for move in moves() if move.source == case.state and "applicant" in move.who}
        where = state(case.state)
        return CaseInfo(
            id=case.id, number=case.number, number_words=grouped(case.number), state=case.state,
            state_words=where.family, next_words=where.next.format(until=_day_words(case.draft_until)),
            version=case.version, editable=case.state in EDITABLE, can_submit=bool(may & {"submit", "resubmit"}),
            can_withdraw="withdraw" in may and case.state != "draft", can_delete=case.state == "draft",
            facts=json.loads(case.facts), situation=json.loads(case.situation), estimate=card(estimate) if estimate else {},
            estimate_words=estimate.text if estimate else "", decided=_decided(case),
            deceased_name=_name(self._desk.open(case.deceased_name_sealed, "deceased_name")),
            deceased_number=_number(self._desk.open(case.deceased_number_sealed, "deceased_number")),
            died_on=case.died_on, applicant_name=_name(self._desk.open(case.applicant_name_sealed, "applicant_name")),
            applicant_number=_number(self._desk.open(case.applicant_number_sealed, "applicant_number")),
            applicant_phone=masked_phone(self._desk.open(case.applicant_phone_sealed, "applicant_phone") or ""),
            relation=case.relation, relation_words=RELATIONS.get(case.relation, ""), account=self._account(case),
            survivors=tuple(map(self._survivor, survivors)),
            documents=_documents(papers, repository.fetch_documents(session, case.id), uploads),
            duties=tuple(DutyInfo(one.key, one.title, one.text, one.place, one.by) for one in papers.duties),
            uploads=tuple(_upload(one, papers) for one in uploads), steps=_steps(session, steps),
            missing=missing_of(case, self._estimating) if case.state in EDITABLE else (),
            reason=steps[-1].reason if steps and case.state in ("returned", "refused") else "",
            objection=objection() if case.state == "refused" else "",
            office=_office(repository.fetch_office(session, case.office_id)), channel=case.channel,
            draft_until=case.draft_until, draft_until_words=_day_words(case.draft_until),
            submitted_at=case.submitted_at, changed_at=case.changed_at, names=self._names(case, survivors),
        )  # fmt: skip

    def for_staff(self, session: Session, case: GrantCase) -> StaffCase:
        """The case for the clerk who handles it, whole."""
        survivors = repository.fetch_survivors(session, case.id)
        return StaffCase(
            info=self.info(session, case), state_words=state(case.state).staff,
            estimated_low=case.estimated_low, estimated_high=case.estimated_high, identity_seen=identity_seen(case),
            known_at=case.known_at, deceased_name=self._desk.open(case.deceased_name_sealed, "deceased_name"),
            deceased_number=self._desk.open(case.deceased_number_sealed, "deceased_number"),
            applicant_name=self._desk.open(case.applicant_name_sealed, "applicant_name") or "",
            applicant_number=self._desk.open(case.applicant_number_sealed, "applicant_number"),
            applicant_phone=self._desk.open(case.applicant_phone_sealed, "applicant_phone") or "",
            account_name=self._desk.open(case.account_name_sealed, "account_name"),
            account=self._desk.open(case.account_sealed, "account"),
            survivor_names={one.id: self._survivor_name(one) for one in survivors},
        )  # fmt: skip

    def line(self, session: Session, case: GrantCase) -> CaseLine:
        """The case in a clerk's list."""
        office, where = repository.fetch_office(session, case.office_id), state(case.state)
        name = _name(self._desk.open(case.deceased_name_sealed, "deceased_name"))
        return CaseLine(
            case.number, case.state, where.staff, case.version, name, office.name if office else "", case.changed_at,
            where.holder,
        )  # fmt: skip

    def _names(self, case: GrantCase, survivors: Sequence[GrantSurvivor]) -> WholeNames:
        return WholeNames(
            self._desk.open(case.deceased_name_sealed, "deceased_name") or "",
            self._desk.open(case.applicant_name_sealed, "applicant_name") or "",
            self._desk.open(case.account_name_sealed, "account_name") or "",
            {one.id: self._survivor_name(one) for one in survivors},
        )

    def _account(self, case: GrantCase) -> AccountInfo:
        number = self._desk.open(case.account_sealed, "account")
        return AccountInfo(
            kind=case.account_kind, kind_words=ACCOUNT_KINDS.get(case.account_kind, ""), bank=case.account_bank,
            name=_name(self._desk.open(case.account_name_sealed, "account_name")),
            number=masked_account(number) if number else "",
        )  # fmt: skip

    def _survivor(self, one: GrantSurvivor) -> SurvivorInfo:
        return SurvivorInfo(
            one.id, masked_name(self._survivor_name(one)), one.relation, RELATIONS.get(one.relation, ""), one.consent,
            CONSENTS[one.consent],
        )  # fmt: skip

    def _survivor_name(self, one: GrantSurvivor) -> str:
        return self._desk.vault.open(one.name_sealed, "grant_survivor.name")


def identity_seen(case: GrantCase) -> bool:
    """Whether anybody but a phone vouches for the applicant: a clerk who saw the card, or our records."""
    return bool(case.applicant_checked_by) or case.applicant_person_id is not None or case.family_grant_id is not None


def _documents(
    papers: Papers, rows: Sequence[GrantDocument], uploads: Sequence[GrantUpload]
) -> tuple[DocumentInfo, ...]:
    stands = {row.kind: row for row in rows}
    found = []
    for paper in papers.papers:
        row, sent = stands.get(paper.kind), sum(one.kind == paper.kind for one in uploads)
        code = row.state if row else paper.state_default
        words = _PHOTO_SENT if code == "missing" and sent else DOCUMENT_STATES[code]
        reason = (row.reason if row else "") or (paper.not_needed_reason if code == "not_needed" else "")
        found.append(DocumentInfo(paper.kind, paper.title, paper.why, code, words, reason, paper.place, sent))
    return tuple(found)


def _upload(one: GrantUpload, papers: Papers) -> UploadInfo:
    title = next((paper.title for paper in papers.papers if paper.kind == one.kind), "其他材料")
    return UploadInfo(
        one.id, one.kind, title, one.media_type, one.size, one.pages, one.scan, _moment_words(one.uploaded_at)
    )


def _steps(session: Session, steps: Sequence[GrantStep]) -> tuple[StepInfo, ...]:
    return tuple(
        StepInfo(
            step.at, _moment_words(step.at), words_of_step(step.from_state, step.to_state), step.reason,
            _office_name(repository.fetch_office(session, step.office_id)), step.to_state,
        )
        for step in steps
    )  # fmt: skip


def _decided(case: GrantCase) -> DecidedInfo | None:
    if case.decided_funeral is None or case.decided_survivor is None:
        return None
    funeral, survivor = case.decided_funeral, case.decided_survivor
    return DecidedInfo(
        funeral, survivor, funeral + survivor, yuan(funeral), yuan(survivor), yuan(funeral + survivor), case.decided_on,
        case.paid_on,
    )  # fmt: skip


def _office(office: Office | None) -> OfficeInfo | None:
    return OfficeInfo(office.id, office.name, office.address, office.phone) if office else None


def _office_name(office: Office | None) -> str:
    return office.name if office else ""


def _name(name: str | None) -> str:
    return masked_name(name) if name else ""


def _number(number: str | None) -> str:
    return masked_identity_number(number) if number else ""


def _day_words(moment: datetime | None) -> str:
    return day_name(moment.astimezone(SHANGHAI).date()) if moment else ""


def _moment_words(moment: datetime) -> str:
    local = moment.astimezone(SHANGHAI)
    return f"{day_name(local.date())} {local:%H:%M}"
