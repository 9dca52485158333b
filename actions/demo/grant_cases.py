"""The demo's clerks of three levels and its applications in different states; nothing in them is about anybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Engine, select

from actions.audit.service import Audit
from actions.benefits.parameters.keeper import BookKeeper
from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.demo.numbers import bank_account, identity_number
from actions.demo.people import day_of
from actions.demo.repository import staff_member_exists
from actions.grants.access.applicant import Applicant
from actions.grants.checklist import checklist
from actions.grants.info import StaffCase
from actions.grants.repository import fetch_case_of_key
from actions.grants.service import GrantService
from actions.identity.model import StaffMember
from actions.identity.pins import hashed_pin
from actions.messages.service import MessageOutbox
from actions.personal_data.vault import Vault

_FILE = Path(__file__).with_name("grant_cases.yaml")
_SITUATION = {"deemed_years": "no", "death_registered": "hospital", "abroad": "no", "overpaid": "no", "only_survivor": "yes"}


@dataclass(frozen=True)
class _Clerk:
    id: int


def demo_clerks() -> tuple[Mapping[str, str], ...]:
    """Number, name and office of the clerks who handle applications; their PIN is the demo clerk's."""
    return tuple(yaml.safe_load(_FILE.read_text(encoding="utf-8"))["clerks"])


def load_demo_grants(engine: Engine, vault: Vault, audit: Audit, pin: str, on: date) -> None:
    """Clerks and applications, through the service that real ones take. What is there already stays as it is."""
    told = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    _add_clerks(engine, told["clerks"], pin)
    messages, keeper = MessageOutbox(engine, vault), BookKeeper(engine, audit)
    service = GrantService(engine, vault, audit, messages, keeper, checklist, utc_now)
    for case in told["cases"]:
        with UnitOfWork(engine, reads_only=True) as work:
            known = fetch_case_of_key(work.session, f"demo-{case['key']}") is not None
        if not known:
            _load(engine, service, vault, case, on)


def _add_clerks(engine: Engine, clerks: list[dict[str, str]], pin: str) -> None:
    with UnitOfWork(engine) as work:
        missing = [one for one in clerks if not staff_member_exists(work.session, one["number"])]
        kept = hashed_pin(pin) if missing else ""  # one PIN for all of them: hashing it is slow on purpose
        for one in missing:
            work.session.add(
                StaffMember(number=one["number"], name=one["name"], office_id=one["office"], pin_hash=kept, active=True)
            )
        work.commit()


def _load(engine: Engine, service: GrantService, vault: Vault, told: dict[str, Any], on: date) -> None:
    died_on = day_of(on, told["died"], 12)
    index = vault.index(told["phone"], "person.phone")
    me = Applicant("demo", "web", told["applicant"], told["phone"], index)
    case = service.open(me, {**told["facts"], "died_on": died_on.isoformat()}, f"demo-{told['key']}", channel="web")
    number = identity_number(told["born"], told["order"])
    own = identity_number(told["applicant_born"], told["applicant_order"])
    parts: tuple[tuple[str, dict[str, Any]], ...] = (
        ("deceased", {"name": told["deceased"], "number": number, "office_id": told["office"]}),
        ("applicant", {"number": own, "relation": told["relation"]}),
        (
            "account",
            {"kind": "applicant", "bank": "大连银行", "name": told["applicant"], "number": bank_account(told["order"])},
        ),
        ("situation", _SITUATION),
    )
    for part, values in parts:
        case = service.save(me, case.id, part, values, case.version)
    case = service.submit(me, case.id, case.version, f"demo-submit-{told['key']}")
    version = case.version
    for move in told["moves"]:
        clerk = _clerk(engine, move["staff"])
        version = _moves(service, clerk, case.number, version, move)[move["do"]]().info.version


def _moves(
    service: GrantService, clerk: _Clerk, number: str, version: int, told: dict[str, Any]
) -> dict[str, Callable[[], StaffCase]]:
    reason = told.get("reason", "")
    return {
        "accept": lambda: service.accept(clerk, number, version),
        "see_identity": lambda: service.see_identity(clerk, number, version),
        "forward": lambda: service.forward(clerk, number, version),
        "return": lambda: service.return_(clerk, number, version, told["papers"], reason),
        "decide": lambda: service.decide(clerk, number, version, told["funeral"], told["survivor"], reason),
        "pay": lambda: service.pay(clerk, number, version),
    }


def _clerk(engine: Engine, number: str) -> _Clerk:
    with UnitOfWork(engine, reads_only=True) as work:
        return _Clerk(work.session.scalars(select(StaffMember.id).where(StaffMember.number == number)).one())
