"""Demo mode: whether this start shows the fictional people and the outbox, and why not."""

import dataclasses
import ipaddress

from sqlalchemy import Engine, func, select

from actions.database.unit_of_work import UnitOfWork
from actions.demo import repository
from actions.demo.grant_cases import demo_clerks
from actions.demo.loading import DEMO_STAFF_NUMBER
from actions.demo.people import list_demo_people
from actions.personal_data.vault import Vault
from actions.records.model import Person
from actions.settings import Settings

NOT_LOOPBACK = "没有打开演示：WANQING_HOST 不是本机地址，别的机器也会看到。一定要打开，设 WANQING_DEMO=on。"
BEHIND_PROXY = "没有打开演示：前面有代理（WANQING_TRUSTED_PROXIES），别的机器也会看到。一定要打开，设 WANQING_DEMO=on。"
REAL_SENDER = "没有打开演示：短信会真的发出去。一定要打开，设 WANQING_DEMO=on。"
REAL_PEOPLE = "没有打开演示：数据库里有演示以外的人。一定要打开，设 WANQING_DEMO=on。"


def decide_demo(settings: Settings, engine: Engine, vault: Vault) -> tuple[Settings, str | None]:
    """`settings` with demo on or off, and what to tell whoever started us when "auto" came out as off."""
    if settings.demo != "auto":
        return settings, None
    refusal = _refusal(settings, engine, vault)
    return dataclasses.replace(settings, demo="off" if refusal else "on"), refusal


def admit_demo_clerk(engine: Engine, admitted: bool) -> None:
    """Outside the demo its clerks, whose PIN everybody knows, vouch for nobody and move no application."""
    with UnitOfWork(engine) as work:
        for number in (DEMO_STAFF_NUMBER, *(clerk["number"] for clerk in demo_clerks())):
            repository.set_demo_staff_active(work.session, number, admitted)
        work.commit()


def _refusal(settings: Settings, engine: Engine, vault: Vault) -> str | None:
    if not is_loopback(settings.host):
        return NOT_LOOPBACK
    if settings.trusted_proxies:
        return BEHIND_PROXY
    if settings.sms_sender not in ("outbox", "console"):
        return REAL_SENDER
    return REAL_PEOPLE if _has_other_people(engine, vault) else None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`. A name other than localhost could be anything."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _has_other_people(engine: Engine, vault: Vault) -> bool:
    ours = [vault.index(person.id_number, "person.id_number") for person in list_demo_people()]
    others = select(func.count()).select_from(Person).where(Person.id_number_index.not_in(ours))
    with UnitOfWork(engine, reads_only=True) as work:
        return work.session.scalars(others.limit(1)).one() > 0
