"""The command group; each command lives in the module named like it."""

import click

from kiosk_ui.cli.bench import bench
from kiosk_ui.cli.evaluate import evaluate
from kiosk_ui.cli.knowledge import knowledge
from kiosk_ui.cli.serve import serve


@click.group()
def wanqing() -> None:
    """晚晴: 企业退休人员和家属的政策咨询助手."""


for command in (serve, knowledge, evaluate, bench):
    wanqing.add_command(command)
