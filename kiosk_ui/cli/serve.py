"""`wanqing serve`: everything prepared, started, awaited and watched; Ctrl-C ends every process."""

import signal
import sys
import time
from types import FrameType
from typing import NoReturn

import click

from actions.setting_values import SettingsError
from actions.settings import Settings
from kiosk_ui.cli.launch.house import house
from kiosk_ui.cli.launch.model_training import TrainingFailed
from kiosk_ui.cli.launch.ports import busy_ports
from kiosk_ui.cli.launch.prepare import prepare
from kiosk_ui.cli.launch.processes import ManagedProcess, ProcessDied
from kiosk_ui.cli.launch.progress import step
from kiosk_ui.voice.configured import problems as voice_problems
from knowledge_base.guides.files import ContentError

READY_SECONDS = 120
ENDINGS = (signal.SIGINT, signal.SIGTERM)


@click.command()
def serve() -> None:
    """准备并启动全部服务，Ctrl-C 结束。"""
    try:
        settings = Settings.from_environment()
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    _refuse_what_cannot_start(settings)
    try:
        settings = prepare(settings)
    except ContentError as error:
        raise click.ClickException(f"知识库内容有错，没有装进去：\n{error}") from error
    except TrainingFailed as error:
        raise click.ClickException(f"对话模型没有训练成功。\n{error}") from error
    processes = house(settings)
    for ending in ENDINGS:  # also where a shell started us with Ctrl-C ignored
        signal.signal(ending, _interrupt)
    try:
        _start(processes)
        _announce(settings)
        _watch(processes)
    except KeyboardInterrupt:
        click.echo("\n正在结束 ...")
    except ProcessDied as error:
        click.echo(f"{error.name} 进程停了，它最后写的是：\n{error.tail}", err=True)
        sys.exit(1)
    finally:
        for ending in ENDINGS:  # a second Ctrl-C must not leave a process behind that holds its port
            signal.signal(ending, signal.SIG_IGN)
        for process in reversed(processes):
            process.stop()


def _refuse_what_cannot_start(settings: Settings) -> None:
    if missing := list(voice_problems(settings)):
        raise click.ClickException("\n".join(missing))
    if busy := busy_ports(settings):
        raise click.ClickException(f"端口已被占用：{'、'.join(busy)}。请用环境变量换一个端口，见 README。")


def _start(processes: list[ManagedProcess]) -> None:
    with step("启动服务"):
        for process in processes:
            process.start()
        for process in processes:
            process.wait_until_ready(READY_SECONDS)


def _announce(settings: Settings) -> None:
    address = f"http://{settings.host}:{settings.port}"
    demo = f"\n  演示用的人和短信  {address}/demo" if settings.demo == "on" else ""
    click.echo(f"\n晚晴已经就绪\n  一体机页面  {address}/kiosk\n  手机聊天页  {address}/chat{demo}\n按 Ctrl-C 结束\n")


def _watch(processes: list[ManagedProcess]) -> None:
    """Until a process dies or Ctrl-C."""
    while True:
        for process in processes:
            process.check()
        time.sleep(0.5)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
