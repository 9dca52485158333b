"""`wanqing investigations list | clear | confirm`: suspected losses of eligibility, until there is a back office."""

from collections.abc import Callable
from datetime import date, datetime

import click

from actions.clock import SHANGHAI
from actions.counter import build_counter
from actions.eligibility.investigations import CLEARED, InvestigationInfo, InvestigationService
from actions.settings import Settings
from kiosk_ui.cli.database import open_database
from kiosk_ui.cli.refusals import asked

SOURCES = {"police": "公安", "civil_affairs": "民政", "justice": "司法", "health": "卫健"}
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def investigations() -> None:
    """核实：名单上说去世、服刑、迁出的人。没有核实以前，谁的养老金也不停。"""


@investigations.command("list")
@click.option("--limit", default=100, show_default=True, help="最多列几条")
@click.option("--after", default=0, help="从这个编号后面列起")
def list_(limit: int, after: int) -> None:
    """列出还没有核实的，先来的在前。"""
    service = _service()
    for found in service.open_list(limit, after):
        click.echo(_line(found))
    click.echo(f"还没有核实的一共 {service.count_open()} 条")


@investigations.command()
@click.argument("number", type=int)
@click.option("--staff", required=True, help="工号")
@click.option("--note", required=True, help="怎么核实的；不要写身份证号、电话和卡号")
def clear(number: int, staff: str, note: str) -> None:
    """核实下来没有这回事：什么都不变。"""
    _closed(lambda service: service.clear(number, service.staff_actor(staff), note))


@investigations.command()
@click.argument("number", type=int)
@click.option("--staff", required=True, help="工号")
@click.option("--note", required=True, help="怎么核实的；不要写身份证号、电话和卡号")
@click.option("--died", type=_DAY, default=None, help="核实到的去世日期；不写就用名单上的")
@click.option("--stops", type=_DAY, default=None, help="从哪天停发；服刑的必须写")
def confirm(number: int, staff: str, note: str, died: datetime | None, stops: datetime | None) -> None:
    """核实下来确有其事：去世的次月起停发；服刑的从写明的那天停发；迁出的不停发。"""

    def act(service: InvestigationService) -> InvestigationInfo:
        actor = service.staff_actor(staff)
        return service.confirm(number, actor, note, stops_on=_day(stops), died_on=_day(died))

    _closed(act)


def _service() -> InvestigationService:
    counter = build_counter(Settings.from_environment(), open_database())
    return InvestigationService(counter.engine, counter.audit, after_death=counter.bookings.end_for_deceased)


def _closed(act: Callable[[InvestigationService], InvestigationInfo]) -> None:
    """Runs one closing and says how it stands; a refusal says what to do."""
    found = asked(lambda: act(_service()))
    result = "没有这回事" if found.state == CLEARED else "确有其事"
    click.echo(f"第{found.id}条（{found.label}，{found.person_name}）核实结论：{result}")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _line(found: InvestigationInfo) -> str:
    told = f"{SOURCES.get(found.source, found.source)} {found.happened_on or ''}".strip()
    opened = found.opened_at.astimezone(SHANGHAI).date()
    later = f"\t注意：{found.later_success}又有认证记录" if found.later_success else ""
    return f"{found.id}\t{found.label}\t{found.person_name}（人员编号{found.person_id}）\t{told}\t{opened}立\t待核实{later}"
