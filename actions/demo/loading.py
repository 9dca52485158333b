"""Puts the demo people, offices and the demo clerk into a database; again and again gives the same."""

import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import SHANGHAI, today
from actions.database.unit_of_work import UnitOfWork
from actions.demo import repository
from actions.demo.files import DemoFiles
from actions.demo.grant_cases import load_demo_grants
from actions.demo.people import build_retiree, day_of, demo_months, told_people
from actions.demo.retiree import lines_of
from actions.eligibility.model import BenefitSuspension
from actions.family.model import FamilyGrant
from actions.identity.staff import StaffMembers
from actions.offices.demo import load_demo_offices
from actions.personal_data.vault import Vault
from actions.records.importing.service import RecordsImport

ACTOR = "system:demo"
DEMO_STAFF_NUMBER, DEMO_STAFF_PIN = "8001", "246810"
_STAFF_NAME, _STAFF_OFFICE = "陈静", "demo-zhongshan-wanghai"
_GRANT_DAYS = 365


def load_demo_people(engine: Engine, vault: Vault, audit: Audit, on: date | None = None) -> None:
    """Imports the people of people.yaml through the import that real files take, as of `on` (default today).

    A second load on the same day changes nothing; in a new month everything moves on with it.
    """
    on = on or today()
    load_demo_offices(engine)
    with tempfile.TemporaryDirectory() as folder:
        batches = _import_files(RecordsImport(engine, vault, audit, actor=ACTOR), Path(folder), on)
    with UnitOfWork(engine) as work:
        if "certifications" in batches:
            repository.delete_older_certifications(work.session, ACTOR, batches["certifications"])
        for told in told_people():
            _arrange(work.session, vault, told, on)
        work.commit()
    _add_clerk(engine, vault, audit)
    load_demo_grants(engine, vault, audit, DEMO_STAFF_PIN, on)


def _import_files(importer: RecordsImport, folder: Path, on: date) -> dict[str, int]:
    """Batches that brought something new, by kind."""
    with DemoFiles(folder) as files:
        for told in told_people():
            person = build_retiree(told, on)
            for kind, line in lines_of(person, demo_months(on)):
                files.add(kind, person.id_number, person.name, line)
    reports = {kind: importer.run(files.path(kind), kind=kind) for kind, rows in files.rows.items() if rows}
    return {kind: report.batch_id for kind, report in reports.items() if report.batch_id is not None}


def _arrange(session: Session, vault: Vault, told: Mapping[str, Any], on: date) -> None:
    """What no import file holds: a suspension, and what relatives may see."""
    number = build_retiree(dict(told), on).id_number
    person_id = repository.fetch_person_id(session, vault.index(number, "person.id_number"))
    if "suspended" in told and not repository.fetch_suspensions(session, person_id):
        session.add(
            BenefitSuspension(
                person_id=person_id, reason="certification_overdue",
                suspended_on=day_of(on, told["suspended"], 1), decided_by=ACTOR,
            )  # fmt: skip
        )
    for relative in told.get("family", ()):
        _let(session, vault, person_id, relative, on)


def _let(session: Session, vault: Vault, person_id: int, relative: Mapping[str, str], on: date) -> None:
    index = vault.index(relative["phone"], "person.phone")
    moment = datetime.combine(on, time(), SHANGHAI).astimezone(UTC)
    grant = repository.fetch_grant(session, person_id, index)
    if grant and (grant.revoked_at or grant.until > moment):  # what a visitor of the demo revoked stays revoked
        return
    session.add(
        FamilyGrant(
            person_id=person_id, relative_name=relative["name"], relation=relative["relation"],
            phone_sealed=vault.seal(relative["phone"], "family_grant.phone"), phone_index=index,
            scopes=relative["scopes"], granted_at=moment, until=moment + timedelta(days=_GRANT_DAYS), revoked_at=None,
        )  # fmt: skip
    )


def _add_clerk(engine: Engine, vault: Vault, audit: Audit) -> None:
    with UnitOfWork(engine, reads_only=True) as work:
        known = repository.staff_member_exists(work.session, DEMO_STAFF_NUMBER)
    if not known:
        StaffMembers(engine, vault, audit).add(DEMO_STAFF_NUMBER, _STAFF_NAME, _STAFF_OFFICE, DEMO_STAFF_PIN)
