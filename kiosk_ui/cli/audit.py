"""`wanqing audit`: the chain of who did what, verified and shown."""

import json

import click

from actions.audit.repository import fetch_entries
from actions.audit.service import Audit, Fault
from actions.audit.verifying import count_faults
from actions.clock import SHANGHAI
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.keyring import Keyring
from actions.settings import Settings
from kiosk_ui.cli.database import open_database
from kiosk_ui.cli.launch.progress import step

SHOWN_FAULTS = 20


@click.group()
def audit() -> None:
    """审计记录：谁在什么时候看了、改了谁的什么。"""


@audit.command()
def verify() -> None:
    """检查有没有记录被改过、删过、换过次序。"""
    faults: list[Fault] = []
    with step("检查审计记录"):
        count = count_faults(open_database(), Audit(Keyring(Settings.from_environment().home)), faults.append, SHOWN_FAULTS)
    for fault in faults:
        click.echo(fault.detail, err=True)
    if count:
        raise click.ClickException(f"审计记录有 {count} 处不对。请保留现场，马上报告信息安全负责人。")
    click.echo("审计记录完整，没有发现改动。")


@audit.command()
@click.option("--person", type=int, help="只看这个人的（人员编号）")
@click.option("--event", help="只看这类事，可以只写开头，如 records:")
@click.option("--actor", help="只看这个人做的，如 staff:3")
@click.option("--last", default=50, show_default=True, type=click.IntRange(1, 10_000), help="最近多少条")
def show(person: int | None, event: str | None, actor: str | None, last: int) -> None:
    """最近的记录，旧的在前。"""
    with UnitOfWork(open_database(), reads_only=True) as work:
        for entry in fetch_entries(work.session, event=event, person_id=person, actor=actor, limit=last):
            whose = f"person:{entry.person_id}" if entry.person_id is not None else "-"
            details = json.dumps(entry.details, ensure_ascii=False, sort_keys=True)
            click.echo(
                f"{entry.number}  {entry.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}  {entry.event}  "
                f"{entry.actor}  {whose}  {details}"
            )
