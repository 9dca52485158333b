"""`wanqing keys`: the data keys of this installation, listed and rotated."""

import click

from actions.audit.service import Audit
from actions.clock import SHANGHAI
from actions.personal_data.keyring import Keyring
from actions.personal_data.rotation import REST, KeyRotation
from actions.personal_data.vault import Vault
from actions.settings import Settings
from kiosk_ui.cli.database import open_database

SHOWN_BROKEN = 20


@click.group()
def keys() -> None:
    """个人信息的加密密钥。"""


@keys.command("list")
def list_keys() -> None:
    """每把密钥：什么时候生成，加密着多少条数据。"""
    keyring, rotation = _rotation()
    uses = rotation.uses()
    for key_id in keyring.ids:
        made = keyring.made_at(key_id).astimezone(SHANGHAI)
        now = "  正在使用" if key_id == keyring.current else ""
        click.echo(f"{key_id}  {made:%Y-%m-%d %H:%M}  {uses.get(key_id, 0)} 条{now}")
    for key_id in sorted(set(uses) - set(keyring.ids)):
        click.echo(f"{key_id}  密钥不在了  {uses[key_id]} 条打不开", err=True)


@keys.command()
@click.option("--stopped", is_flag=True, help="晚晴已经停了：旧密钥没有数据在用就马上删除，不等一天")
def rotate(stopped: bool) -> None:
    """换一把新密钥，把全部数据重新加密。运行中也可以做；中断了再运行一次，会接着做完。"""
    _, rotation = _rotation()
    if rotation.unfinished():
        click.echo("上一次没有做完，接着做。")
    done = rotation.rotate(_report, at_rest=stopped)
    click.echo(f"现在用密钥 {done.key_id}，重新加密了 {done.resealed} 条。")
    for key_id in done.removed:
        click.echo(f"旧密钥 {key_id} 没有数据在用，已删除。")
    for key_id in done.resting:
        click.echo(f"旧密钥 {key_id} 没有数据在用，{REST.total_seconds() / 3600:.0f} 小时后由后台任务删除。")
    if done.broken:
        for row in done.broken[:SHOWN_BROKEN]:
            click.echo(f"打不开：{row}", err=True)
        raise click.ClickException(f"有 {len(done.broken)} 条打不开，没有动它们，它们的密钥也留着。")


def _rotation() -> tuple[Keyring, KeyRotation]:
    keyring = Keyring(Settings.from_environment().home)
    return keyring, KeyRotation(open_database(), Vault(keyring), Audit(keyring))


def _report(done: int, total: int) -> None:
    click.echo(f"\r重新加密 {done} / {total} 条", nl=done >= total)
