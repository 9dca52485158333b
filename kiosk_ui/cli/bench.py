"""`wanqing bench`: the figures that are measured rather than tested, with the machine they were measured on."""

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from actions.settings import Settings
from kiosk_ui.cli.benchmarks.booking_fight import ROUNDS, measure_booking_fight
from kiosk_ui.cli.benchmarks.first_sound import measure_first_sound
from kiosk_ui.cli.benchmarks.grant_cases import measure_grants
from kiosk_ui.cli.benchmarks.keyboard import measure_keyboard
from kiosk_ui.cli.benchmarks.load import measure_load
from kiosk_ui.cli.benchmarks.machine import machine
from kiosk_ui.cli.benchmarks.records import MONTHS, PEOPLE, measure_records
from kiosk_ui.cli.benchmarks.wechat import SECONDS, measure_wechat
from kiosk_ui.cli.benchmarks.whole_voice import measure_whole_voice
from kiosk_ui.cli.launch.model_training import BOT, bot_python, dialogue_environment, model_path, train
from kiosk_ui.cli.launch.progress import step
from kiosk_ui.cli.launch.temporary import temporary_house
from knowledge_base.evaluation.model import load_questions

FIRST_SOUND_ANSWERS = 60

Command = Callable[..., Any]


@dataclass(frozen=True)
class Wanted:
    """What is measured, and how much of it."""

    settings: Settings
    people: int
    fight_rounds: int
    wechat_seconds: int
    wechat_stub: bool
    skip_pipelines: bool
    retrieval: Path | None


def only(name: str, what: str) -> Callable[[Command], Command]:
    """A flag that measures one part and nothing else."""
    return click.option(f"--only-{name}", "part", flag_value=name, help=f"只测{what}")


@click.command()
@click.option("--retrieval", type=click.Path(exists=True, file_okay=False, path_type=Path), help="检索评测集的目录")
@click.option("--skip-pipelines", is_flag=True, help="不和 Rasa 默认流水线比较（它训练要几分钟）")
@click.option("--people", type=click.IntRange(100), default=PEOPLE, help="导入多少虚构人员来测")
@click.option("--fight-rounds", type=click.IntRange(1, 1_500), default=ROUNDS, help="抢号测多少轮")
@click.option("--wechat-seconds", type=click.IntRange(5), default=SECONDS, help="公众号测多少秒")
@click.option("--wechat-stub", is_flag=True, help="公众号用只会复述的助手来测，不起 Rasa")
@only("keyboard", "屏幕键盘的拼音")
@only("records", "个人数据的导入和查询")
@only("booking", "两百人抢十个号")
@only("grants", "一百份申请，二十人同时办到发放")
@only("wechat", "公众号")
@only("voice", "语音：第一声、人多、进程死掉或卡住、缓存写不进、快慢交替")
def bench(part: str | None, **options: Any) -> None:
    """性能：屏幕键盘、个人数据、抢号、申请、公众号、训练、一轮的 CPU、二十人同时问、语音、检索。"""
    wanted = Wanted(Settings.from_environment(), **options)
    click.echo(f"machine: {machine()}")
    for measure in [MEASURED[part]] if part else [*MEASURED.values(), _training, _pipelines, _conversations, _retrieval]:
        measure(wanted)


def _keyboard(_wanted: Wanted) -> None:
    measure_keyboard(click.echo)


def _records(wanted: Wanted) -> None:
    measure_records(wanted.people, MONTHS, click.echo)


def _booking(wanted: Wanted) -> None:
    measure_booking_fight(wanted.settings, wanted.fight_rounds, click.echo)


def _grants(wanted: Wanted) -> None:
    measure_grants(wanted.settings, click.echo)


def _wechat(wanted: Wanted) -> None:
    questions = [question.text for question in load_questions("development")]
    measure_wechat(wanted.settings, questions, wanted.wechat_seconds, wanted.wechat_stub, click.echo)


def _voice(wanted: Wanted) -> None:
    measure_whole_voice(wanted.settings, click.echo)


# The parts that can be measured alone, in the order in which the whole is measured.
MEASURED: dict[str, Callable[[Wanted], None]] = {
    "keyboard": _keyboard, "records": _records, "booking": _booking, "grants": _grants, "wechat": _wechat, "voice": _voice,
}  # fmt: skip


def _retrieval(wanted: Wanted) -> None:
    if wanted.retrieval is None:
        click.echo("retrieval: not measured, give --retrieval FOLDER (make bench RETRIEVAL=FOLDER)")
        return
    from knowledge_base.search.bench import run_bench as run_retrieval_bench

    run_retrieval_bench(wanted.retrieval, click.echo)


def _training(wanted: Wanted) -> None:
    settings = wanted.settings
    model_path(settings).unlink(missing_ok=True)
    started = time.perf_counter()
    train(settings)
    click.echo(f"model training: {time.perf_counter() - started:.0f} s (ceiling 180 s)")


def _pipelines(wanted: Wanted) -> None:
    if wanted.skip_pipelines:
        return
    # The stock pipeline costs the same per turn after 5 epochs as after its 100, which train for a quarter of an hour.
    command = [str(bot_python()), "bench_pipelines.py", "--epochs", "5"]
    with step("流水线比较，几分钟"):
        done = subprocess.run(  # noqa: S603 - our own script
            command, cwd=BOT, env=dialogue_environment(wanted.settings), capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise click.ClickException(f"流水线没有比较成。\n{done.stderr[-2000:]}")
    click.echo(done.stdout)


def _conversations(wanted: Wanted) -> None:
    questions = [question.text for question in load_questions("development")]
    generous = replace(wanted.settings, messages_per_minute=100_000, conversations_per_minute=100_000)
    with temporary_house(generous) as running:
        measure_load(f"http://127.0.0.1:{running.port}", questions, click.echo)
    measure_first_sound(generous, questions[:FIRST_SOUND_ANSWERS], click.echo)
