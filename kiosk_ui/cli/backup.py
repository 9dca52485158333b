"""`wanqing backup` and `wanqing restore`."""

from collections.abc import Callable
from pathlib import Path

import click

from actions.backup.locked_keys import SHORTEST_PASSPHRASE
from actions.backup.service import Backups
from actions.settings import Settings
from kiosk_ui.cli.refusals import asked

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--with-keys", is_flag=True, help="把密钥也放进去，用口令加密")
def backup(file: Path, with_keys: bool) -> None:
    """把整个数据库备份到 FILE。运行中也可以做。默认不含密钥。"""
    passphrase = _new_passphrase() if with_keys else None
    settings = Settings.from_environment()
    manifest = asked(lambda: Backups(settings.database_url, settings.home).make(file, _report("备份"), passphrase))
    rows = sum(manifest.counts.values())
    click.echo(f"已备份到 {file}：{len(manifest.counts)} 张表，{rows} 行，{file.stat().st_size / 2**20:.1f} MB。")
    if with_keys:
        click.echo("密钥在里面，用您的口令加密。口令丢了，就打不开了。")
    else:
        click.echo("里面没有密钥。请把 WANQING_HOME 下的 keys/personal 另外保存；没有它，恢复后读不出个人信息。")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--with-keys", is_flag=True, help="备份里的密钥也恢复，要输口令")
@click.option("--force", is_flag=True, help="还有进程在用数据库也恢复：备份以后写进去的都会换掉")
def restore(file: Path, with_keys: bool, force: bool) -> None:
    """从 FILE 恢复数据库。先验证，不对就什么都不改；换下来的会留着。"""
    passphrase = click.prompt("口令", hide_input=True) if with_keys else None
    settings = Settings.from_environment()
    backups = Backups(settings.database_url, settings.home)
    restored = asked(lambda: backups.restore(file, _report("验证和恢复"), passphrase, force=force))
    click.echo(f"已恢复 {restored.manifest.made_at} 的备份，行数和审计记录都对得上。")
    if restored.kept:
        click.echo(f"换下来的数据库留在 {restored.kept}，确认不要了再删。")
    if restored.kept_uploads:
        click.echo(f"当时的照片留在 {restored.kept_uploads}，和数据库一起删。")


def _new_passphrase() -> str:
    passphrase: str = click.prompt("口令", hide_input=True, confirmation_prompt="再输一遍")
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise click.ClickException(f"口令至少 {SHORTEST_PASSPHRASE} 个字。")
    return passphrase


def _report(label: str) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        click.echo(f"\r{label} {100 * done // max(total, 1)}%", nl=done >= total)

    return report
