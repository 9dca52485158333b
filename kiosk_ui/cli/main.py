"""The command group; each command lives in the module named like it."""

import click

from kiosk_ui.cli.audit import audit
from kiosk_ui.cli.backup import backup, restore
from kiosk_ui.cli.bench import bench
from kiosk_ui.cli.callbacks import callbacks
from kiosk_ui.cli.demo import demo
from kiosk_ui.cli.evaluate import evaluate
from kiosk_ui.cli.investigations import investigations
from kiosk_ui.cli.keys import keys
from kiosk_ui.cli.knowledge import knowledge
from kiosk_ui.cli.offices import offices
from kiosk_ui.cli.records import records
from kiosk_ui.cli.serve import serve
from kiosk_ui.cli.staff import staff


@click.group()
def wanqing() -> None:
    """晚晴: 企业退休人员和家属的政策咨询助手."""


for command in (
    serve, knowledge, evaluate, bench, backup, restore, keys, audit, staff, offices, investigations, callbacks, records, demo,
):  # fmt: skip
    wanqing.add_command(command)
