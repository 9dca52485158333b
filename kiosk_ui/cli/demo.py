"""`wanqing demo ...`: fictional retirees for trials, and the hand-made ones of the demo."""

import sys
from datetime import datetime
from pathlib import Path

import click

from actions.audit.service import Audit
from actions.clock import today
from actions.demo.generating import generate
from actions.demo.loading import load_demo_people
from actions.demo.people import list_demo_people
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.records.importing.layouts import LAYOUTS
from actions.settings import Settings
from kiosk_ui.cli.database import open_database
from kiosk_ui.cli.refusals import refusals_said


@click.group()
def demo() -> None:
    """虚构的退休人员：演示和测试用。"""


@demo.command("generate")
@click.option("--people", type=click.IntRange(1, 5_000_000), required=True, help="多少人")
@click.option("--months", type=click.IntRange(0, 120), default=6, help="每人几个月的发放记录")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="写到哪个目录")
@click.option("--seed", type=int, default=1, help="同一个数生成同样的人")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), default=None, help="截止到哪一天，默认今天")
def generate_(people: int, months: int, out: Path, seed: int, until: datetime | None) -> None:
    """生成虚构人员的导入文件（CSV）。身份证号用没有人使用的 210201 开头。"""
    with click.progressbar(length=people, label="生成", file=sys.stderr) as bar:

        def move(done: int) -> None:
            bar.update(done - bar.pos)

        with refusals_said():
            rows = generate(out, people, months, on=until.date() if until else today(), seed=seed, progress=move)
    for kind, count in rows.items():
        click.echo(f"{LAYOUTS[kind].title}\t{count} 行\t{out / f'{kind}.csv'}")
    click.echo(f"导入：wanqing records import {out}/*.csv")


@demo.command("load")
def load() -> None:
    """装入演示用的十几个虚构人员；可以重复执行。"""
    engine, keyring = open_database(), Keyring(Settings.from_environment().home)
    load_demo_people(engine, Vault(keyring), Audit(keyring))
    for person in list_demo_people():
        click.echo(f"{person.name}\t{person.id_number}\t{person.phone or '没有手机'}\t{person.situation}")
