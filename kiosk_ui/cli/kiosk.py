"""`wanqing kiosk`: the machine in the hall, checked on the spot."""

import sys

import click

from kiosk_ui.kiosk.install import check as machine_check


@click.group()
def kiosk() -> None:
    """大厅里的这台机器。"""


@kiosk.command()
@click.option("--server-here", is_flag=True, help="服务器也在这台机器上")
def check(server_here: bool) -> None:
    """检查这台机器：文件、浏览器的规定和参数、字体、时钟、音量、打印机、服务器。每一项说通过没有，不通过怎么办。"""
    sys.exit(machine_check.main(["--server-here"] if server_here else []))
