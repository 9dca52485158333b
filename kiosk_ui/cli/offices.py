"""`wanqing offices import | list | demo`: the offices people are sent to."""

from pathlib import Path

import click

from actions.clock import today
from actions.database.unit_of_work import UnitOfWork
from actions.offices.demo import load_demo_offices
from actions.offices.errors import BadOfficeFile
from actions.offices.importing import import_offices
from actions.offices.levels import level_labels, service_labels
from actions.offices.model import Office
from actions.offices.service import OfficeDirectory
from kiosk_ui.cli.database import open_database


@click.group()
def offices() -> None:
    """网点：导入、查看。"""


@offices.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """导入网点文件（.csv 或 .yaml，写法见 docs/offices_layout.md）；有一处错就什么都不改。"""
    with UnitOfWork(open_database()) as work:
        try:
            done = import_offices(work.session, file)
        except BadOfficeFile as error:
            raise click.ClickException("\n".join([error.detail, *error.faults])) from error
        work.commit()
    click.echo(f"导入完成：新增 {done.added} 个网点，更新 {done.renewed} 个")


@offices.command("list")
@click.argument("text", default="")
def list_(text: str) -> None:
    """列出网点，今天开不开门；可以只列出编号、名称或地址里有某些字的。"""
    directory, day = OfficeDirectory(open_database()), today()
    for office in directory.offices():
        if text in office.id or text in office.name or text in office.address:
            click.echo(_line(directory, office, directory.why_closed(office.id, day)))
    if note := directory.day_kind(day).note:
        click.echo(note)


@offices.command()
def demo() -> None:
    """装入演示用的虚构网点（都标了“示范”）。"""
    click.echo(f"示范网点 {load_demo_offices(open_database())} 个")


def _line(directory: OfficeDirectory, office: Office, closed: str | None) -> str:
    offered = "、".join(service_labels()[row.service] for row in directory.services(office.id)) or "不接待"
    cells = (office.id, level_labels()[office.level], office.name, office.phone or "-", offered, closed or "今天开门")
    return "\t".join(cells)
