"""`wanqing devices`: the kiosks of the offices. Every change asks for a clerk's number and PIN, typed unseen."""

from collections.abc import Callable

import click

from actions.clock import SHANGHAI
from actions.counter import Counter
from actions.devices.info import DeviceInfo
from actions.identity.staff import StaffInfo
from kiosk_ui.cli.at_the_counter import STAFF_OPTION, checked, services
from kiosk_ui.cli.refusals import asked


@click.group()
def devices() -> None:
    """大厅里的一体机：登记、锁定、改名、移除，看哪台没有声息。"""


@devices.command()
@click.option("--office", required=True, help="网点编号，见 wanqing offices list")
@click.option("--name", default="大厅一体机", help="机器的名字，比如：大厅一号机")
@STAFF_OPTION
def code(office: str, name: str, staff: str) -> None:
    """要一个登记码。在机器上打开 /kiosk/register 输入；30分钟内有效，只能用一次。"""
    counter, clerk = checked(staff)
    offer = asked(lambda: counter.devices.make_code(clerk, office, name))
    until = offer.expires_at.astimezone(SHANGHAI)
    click.echo(f"登记码：{offer.grouped}（{until:%H:%M}以前有效，只能用一次）")


@devices.command("list")
def list_() -> None:
    """列出登记过的机器：编号、网点、名字、状态、最后一次声息、语音、打印机、页面版本。"""
    found = services().devices.all()
    for device in found:
        seen = f"{device.last_seen_at.astimezone(SHANGHAI):%m-%d %H:%M:%S}" if device.last_seen_at else "还没有过"
        told = (
            str(device.id), device.office_id, device.name, _state(device), seen, f"语音{_works(device.voice_ok)}",
            f"打印{_works(device.printer_ok)}", device.page_version or "-",
        )  # fmt: skip
        click.echo("\t".join(told))
    click.echo(f"一共 {len(found)} 台，没有声息的 {sum(device.silent for device in found)} 台")


@devices.command()
@click.argument("number", type=int)
@STAFF_OPTION
def lock(number: int, staff: str) -> None:
    """锁定：屏幕上显示本机暂停使用，来的人请到窗口。"""
    _change(staff, lambda counter, clerk: counter.devices.lock(clerk, number), "锁定了，半分钟内屏幕就会变")


@devices.command()
@click.argument("number", type=int)
@STAFF_OPTION
def unlock(number: int, staff: str) -> None:
    """解除锁定。"""
    _change(staff, lambda counter, clerk: counter.devices.unlock(clerk, number), "可以用了")


@devices.command()
@click.argument("number", type=int)
@click.argument("name")
@STAFF_OPTION
def rename(number: int, name: str, staff: str) -> None:
    """改名。"""
    _change(staff, lambda counter, clerk: counter.devices.rename(clerk, number, name), "改好了")


@devices.command()
@click.argument("number", type=int)
@STAFF_OPTION
@click.option("--yes", is_flag=True, help="不再问一遍")
def remove(number: int, staff: str, yes: bool) -> None:
    """移除：机器要重新登记才知道自己在哪个网点。"""
    if not yes:
        click.confirm("移除以后，这台机器要重新登记。移除吗？", abort=True)
    _change(staff, lambda counter, clerk: counter.devices.remove(clerk, number), "移除了")


def _state(device: DeviceInfo) -> str:
    standing = "锁定" if device.locked else "在用"
    return f"{standing}，没有声息" if device.silent else standing


def _works(well: bool | None) -> str:
    return "没有装" if well is None else "正常" if well else "不正常"


def _change(staff: str, act: Callable[[Counter, StaffInfo], DeviceInfo], said: str) -> None:
    counter, clerk = checked(staff)
    device = asked(lambda: act(counter, clerk))
    click.echo(f"{device.id} {device.name}：{said}。")
