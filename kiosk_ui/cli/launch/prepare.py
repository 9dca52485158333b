"""What must be there before the processes start: folders, keys, schema, knowledge, model."""

import shutil
import subprocess

import click
from sqlalchemy import Engine

from actions.database.engine import build_engine
from actions.database.migrate import upgrade
from actions.database.unit_of_work import UnitOfWork
from actions.keys import Keys
from actions.settings import Settings
from kiosk_ui.cli.launch.demo import prepare_demo
from kiosk_ui.cli.launch.model_training import model_path, train
from kiosk_ui.cli.launch.progress import step
from knowledge_base.store.loading import load_if_changed


def prepare(settings: Settings) -> Settings:
    """Everything `wanqing serve` needs; a second start skips what is done. Returns the settings to start with."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    Keys(settings.home).rasa_token()
    with step("数据库"):
        upgrade(settings.database_url)
    with step("政策知识库"):
        load_knowledge(settings)
    decided = prepare_demo(settings)
    if not model_path(settings).exists():
        with step("训练对话模型"):
            train(settings)
    if font_hint := missing_font_hint():
        click.echo(font_hint)
    return decided


def load_knowledge(settings: Settings) -> None:
    """Load guides and documents of the repository when they changed."""
    engine: Engine = build_engine(settings.database_url)
    with UnitOfWork(engine) as work:
        if load_if_changed(work.session):
            work.commit()
    engine.dispose()


def missing_font_hint() -> str | None:
    """One line on what to install when this machine, if it is the kiosk itself, has no Chinese font."""
    fc_list = shutil.which("fc-list")
    if fc_list is None:
        return None
    done = subprocess.run([fc_list, ":lang=zh"], capture_output=True, text=True, check=False)  # noqa: S603
    if done.stdout.strip():
        return None
    return "提示：这台机器没有中文字体。在本机看页面，请先安装：apt-get install fonts-noto-cjk"
