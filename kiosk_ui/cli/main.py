"""The command group; each command lives in the module named like it."""

import click

from kiosk_ui.cli.audit import audit
from kiosk_ui.cli.backup import backup, restore
from kiosk_ui.cli.bench import bench
from kiosk_ui.cli.callbacks import callbacks
from kiosk_ui.cli.demo import demo
from kiosk_ui.cli.devices import devices
from kiosk_ui.cli.estimate import estimate
from kiosk_ui.cli.evaluate import evaluate
from kiosk_ui.cli.feedback import feedback
from kiosk_ui.cli.grants import grants
from kiosk_ui.cli.investigations import investigations
from kiosk_ui.cli.keys import keys
from kiosk_ui.cli.kiosk import kiosk
from kiosk_ui.cli.knowledge import knowledge
from kiosk_ui.cli.offices import offices
from kiosk_ui.cli.parameters import parameters
from kiosk_ui.cli.records import records
from kiosk_ui.cli.serve import serve
from kiosk_ui.cli.staff import staff
from kiosk_ui.cli.voice import voice
from kiosk_ui.cli.wechat import wechat


@click.group()
def wanqing() -> None:
    """晚晴: 企业退休人员和家属的政策咨询助手."""


for command in (
    serve, knowledge, evaluate, bench, backup, restore, keys, audit, staff, offices, investigations, callbacks, records, parameters, estimate, grants,
    feedback, devices, kiosk, wechat, voice, demo,
):  # fmt: skip
    wanqing.add_command(command)
