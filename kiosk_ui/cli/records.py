"""`wanqing records import`: files of personal records, checked line by line, all or nothing."""

import sys
from datetime import date, datetime
from pathlib import Path

import click

from actions.audit.service import Audit
from actions.demo.mode import admit_demo_clerk, decide_demo
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.records.importing.errors import ImportRefused
from actions.records.importing.layouts import LAYOUTS
from actions.records.importing.lines import BadLine
from actions.records.importing.service import ImportReport, RecordsImport
from actions.settings import Settings
from kiosk_ui.cli.database import open_database


@click.group()
def records() -> None:
    """个人档案数据：人员、退休、发放、认证等。"""


@records.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(list(LAYOUTS)), default=None, help="文件种类；不写就按表头认")
@click.option("--dry-run", is_flag=True, help="只检查，不改动")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), default=None, help="数据是哪一天的，默认今天；旧数据不会盖掉新的")
def import_(files: tuple[Path, ...], kind: str | None, dry_run: bool, as_of: datetime | None) -> None:
    """导入 CSV 或 XLSX。每个文件要么全部导入，要么一行不动；同一个文件导入两次没有变化。"""
    importer = build_importer()
    failed = 0
    for path in _people_first(importer, files, kind):
        try:
            report = _run(importer, path, kind, as_of.date() if as_of else None, dry_run)
            click.echo(f"{path.name}：{_told(report, dry_run)}")
        except ImportRefused as error:
            failed += 1
            click.echo(f"没有导入 {path.name}：{error.detail}（{error.code}）", err=True)
    close_demo()
    if failed:
        raise click.exceptions.Exit(1)


def close_demo() -> None:
    """The demo's clerk, whose PIN everybody knows, must not vouch for the first real people before the next start."""
    settings = Settings.from_environment()
    engine, vault = open_database(), Vault(Keyring(settings.home))
    decided, _ = decide_demo(settings, engine, vault)
    if decided.demo == "off":
        admit_demo_clerk(engine, False)


def build_importer() -> RecordsImport:
    """The import into this installation's database."""
    engine, keyring = open_database(), Keyring(Settings.from_environment().home)
    return RecordsImport(engine, Vault(keyring), Audit(keyring))


def _people_first(importer: RecordsImport, files: tuple[Path, ...], kind: str | None) -> list[Path]:
    """The files with those of persons first, because the others speak of persons."""
    return sorted(files, key=lambda path: not _holds_persons(importer, path, kind))


def _holds_persons(importer: RecordsImport, path: Path, kind: str | None) -> bool:
    try:
        return importer.recognise(path, kind).kind == "persons"
    except ImportRefused:  # told when its turn comes
        return False


def _run(importer: RecordsImport, path: Path, kind: str | None, as_of: date | None, dry_run: bool) -> ImportReport:
    """One import with a bar that moves by bytes read; every bad line is printed as it is found."""

    def tell(bad: BadLine) -> None:
        click.echo(f"{path.name} {bad}")

    size, bar_file = path.stat().st_size, sys.stderr
    with click.progressbar(length=size, label=path.name, file=bar_file) as bar:

        def move(read: int) -> None:
            bar.update(read - bar.pos)

        return importer.run(path, kind=kind, as_of=as_of, dry_run=dry_run, tell=tell, progress=move)


def _told(report: ImportReport, dry_run: bool) -> str:
    title = report.layout.title
    if report.already:
        return f"“{title}”，这个文件以前导入过，没有改动。"
    if dry_run:
        return f"“{title}”，{report.rows} 行都没有问题。只是检查，什么都没有改动。"
    kept = f"，其中 {report.kept} 行库里已有或者更新，没有动" if report.kept else ""
    return f"“{title}”，导入 {report.rows} 行{kept}。"

