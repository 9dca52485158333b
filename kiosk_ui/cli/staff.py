"""`wanqing staff`: the clerks who may vouch for people at a kiosk. A PIN is typed unseen and never stands in a command."""

from collections.abc import Callable

import click

from actions.audit.service import Audit
from actions.identity.staff import StaffInfo, StaffMembers
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.settings import Settings
from kiosk_ui.cli.database import open_database
from kiosk_ui.cli.refusals import asked


@click.group()
def staff() -> None:
    """窗口工作人员：谁能在机器上替人核对身份。"""


@staff.command("list")
def list_() -> None:
    """列出全部工作人员。"""
    for member in _members().all():
        state = "" if member.active else "\t已停用"
        click.echo(f"{member.number}\t{member.name}\t{member.office_id or '-'}{state}")


@staff.command()
@click.argument("number")
@click.option("--name", required=True, help="姓名")
@click.option("--office", default=None, help="网点编号，见 wanqing offices list")
def add(number: str, name: str, office: str | None) -> None:
    """登记一位工作人员，密码在屏幕上输入两遍，不显示。"""
    _done(lambda: _members().add(number, name, office, _new_pin()), "登记好了")


@staff.command()
@click.argument("number")
def disable(number: str) -> None:
    """停用：从现在起不能再替人核对。做过的事仍留在审计记录里。"""
    _done(lambda: _members().disable(number), "停用了")


@staff.command("reset-pin")
@click.argument("number")
def reset_pin(number: str) -> None:
    """换一个密码，并解开因为输错而锁住的工号。"""
    _done(lambda: _members().reset_pin(number, _new_pin()), "密码换好了")


def _new_pin() -> str:
    pin: str = click.prompt("密码（6到12位数字）", hide_input=True, confirmation_prompt="再输一遍")
    return pin


def _members() -> StaffMembers:
    keyring = Keyring(Settings.from_environment().home)
    return StaffMembers(open_database(), Vault(keyring), Audit(keyring))


def _done(act: Callable[[], StaffInfo], what: str) -> None:
    member = asked(act)
    click.echo(f"{member.number} {member.name}：{what}。")
