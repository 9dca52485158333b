"""`wanqing callbacks`: people who wait to be called back, until there is a back office."""

import click

from actions.audit.service import Audit
from actions.clock import SHANGHAI
from actions.eligibility.investigations import InvestigationService
from actions.personal_data.keyring import Keyring
from actions.personal_data.masks import last_four
from actions.personal_data.vault import Vault
from actions.records.callbacks import Callback, Callbacks
from actions.settings import Settings
from kiosk_ui.cli.database import open_database
from kiosk_ui.cli.refusals import refusals_said


@click.group()
def callbacks() -> None:
    """回电：查不到记录时，请我们打回去的人。"""


@callbacks.command("list")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 1000), help="最多列几条")
@click.option("--show", is_flag=True, help="显示完整电话；谁看的会记下来，要写 --staff")
@click.option("--staff", default=None, help="工号")
def list_(limit: int, show: bool, staff: str | None) -> None:
    """还没有回的电话，等得最久的在前。电话只显示后四位。"""
    if show and not staff:
        raise click.UsageError("显示完整电话，要写 --staff 工号。")
    service, people = _services()
    with refusals_said():
        waiting = service.show_numbers(people.staff_actor(staff), limit) if staff and show else service.open(limit)
    for request in waiting:
        click.echo(_line(request, show))
    click.echo(f"还没有回的一共 {len(waiting)} 条")


@callbacks.command()
@click.argument("number", type=int)
@click.option("--staff", required=True, help="工号")
def done(number: int, staff: str) -> None:
    """这个电话回过了。"""
    service, people = _services()
    with refusals_said():
        service.done(number, people.staff_actor(staff))
    click.echo(f"第{number}条，回过电话了。")


def _services() -> tuple[Callbacks, InvestigationService]:
    engine, keyring = open_database(), Keyring(Settings.from_environment().home)
    audit = Audit(keyring)
    return Callbacks(engine, Vault(keyring), audit), InvestigationService(engine, audit)


def _line(request: Callback, show: bool) -> str:
    asked = request.asked_at.astimezone(SHANGHAI)
    phone = "没有电话" if request.number is None else request.number if show else f"尾号{last_four(request.number)}"
    who = f"{request.name}（人员编号{request.person_id}）" if request.person_id is not None else "没有核对身份"
    return f"{request.id}\t{asked:%Y-%m-%d %H:%M}\t{who}\t{request.matter}\t{phone}"
