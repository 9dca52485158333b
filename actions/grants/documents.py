"""The papers of a case: kept in step with the checklist of its situation, and marked by clerks."""

import json

from sqlalchemy.orm import Session

from actions.clock import SHANGHAI
from actions.grants import repository
from actions.grants.accounts import DOCUMENT_STATES
from actions.grants.desk import GrantDesk, Work
from actions.grants.errors import BadValue, PapersNeeded
from actions.grants.model import GrantCase, GrantDocument
from actions.grants.neighbours import Papers

_GIVEN = ("shown", "copied")


def papers_of(desk: GrantDesk, case: GrantCase) -> Papers:
    """What the situation of the case asks for, by the rules of the day it was handed in, or worked out last."""
    on = (case.submitted_at or case.known_at).astimezone(SHANGHAI).date()
    return desk.checklist(json.loads(case.situation), json.loads(case.facts), on)


def keep_in_step(desk: GrantDesk, work: Work, case: GrantCase, actor: str) -> None:
    """Adds papers the situation asks for now and takes out those it no longer does, unless a clerk has seen them."""
    wanted = {paper.kind: paper for paper in papers_of(desk, case).papers}
    rows = {row.kind: row for row in repository.fetch_documents(work.session, case.id)}
    for kind, row in rows.items():
        if kind not in wanted and row.state not in _GIVEN:
            work.session.delete(row)
    work.session.flush()
    for kind, paper in wanted.items():
        known = rows.get(kind)
        if known and (known.state == paper.state_default or known.changed_by.startswith("staff:")):
            continue  # what a clerk said stands
        row = known or GrantDocument(case_id=case.id, kind=kind)
        work.session.add(row)
        _mark(row, paper.state_default, paper.not_needed_reason, actor, work)


def mark(work: Work, case: GrantCase, kind: str, state: str, reason: str, actor: str) -> None:
    """A clerk says where a paper stands. Raises BadValue."""
    row = _row(work.session, case, kind)
    if row is None or state not in DOCUMENT_STATES:
        raise BadValue("kind", "这份申请没有这样材料，或者没有这样写法。请看看材料清单。")
    _mark(row, state, reason, actor, work)
    work.note("grants:document:changed", actor, case=case.id, kind=kind, state=state)


def ask_again(work: Work, case: GrantCase, kinds: tuple[str, ...], reason: str, actor: str) -> None:
    """These papers have to be brought (again), and why. Raises PapersNeeded."""
    rows = [_row(work.session, case, kind) for kind in kinds]
    if not rows or None in rows:
        raise PapersNeeded
    for row in rows:
        if row is not None:
            _mark(row, "missing", reason[:200], actor, work)


def _row(session: Session, case: GrantCase, kind: str) -> GrantDocument | None:
    return next((row for row in repository.fetch_documents(session, case.id) if row.kind == kind), None)


def _mark(row: GrantDocument, state: str, reason: str, actor: str, work: Work) -> None:
    row.state, row.reason, row.changed_at, row.changed_by = state, reason, work.now, actor
