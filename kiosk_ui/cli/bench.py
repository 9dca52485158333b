"""`wanqing bench`: the figures that are measured rather than tested, with the machine they were measured on."""

import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import click

from actions.settings import Settings
from kiosk_ui.cli.benchmarks.booking_fight import ROUNDS, measure_booking_fight
from kiosk_ui.cli.benchmarks.first_sound import measure_first_sound
from kiosk_ui.cli.benchmarks.load import measure_load
from kiosk_ui.cli.benchmarks.machine import machine
from kiosk_ui.cli.benchmarks.records import MONTHS, PEOPLE, measure_records
from kiosk_ui.cli.launch.model_training import BOT, bot_python, dialogue_environment, model_path, train
from kiosk_ui.cli.launch.progress import step
from kiosk_ui.cli.launch.temporary import temporary_house
from kiosk_ui.voice.bench import measure as measure_voice
from kiosk_ui.voice.bench import report as report_voice
from knowledge_base.evaluation.model import load_questions

FIRST_SOUND_ANSWERS = 60


@click.command()
@click.option("--retrieval", type=click.Path(exists=True, file_okay=False, path_type=Path), help="检索评测集的目录")
@click.option("--skip-pipelines", is_flag=True, help="不和 Rasa 默认流水线比较（它训练要几分钟）")
@click.option("--people", type=click.IntRange(100), default=PEOPLE, help="导入多少虚构人员来测")
@click.option("--only-records", is_flag=True, help="只测个人数据的导入和查询")
@click.option("--fight-rounds", type=click.IntRange(1, 1_500), default=ROUNDS, help="抢号测多少轮")
@click.option("--only-booking", is_flag=True, help="只测两百人抢十个号")
def bench(
    retrieval: Path | None, skip_pipelines: bool, people: int, only_records: bool, fight_rounds: int, only_booking: bool
) -> None:
    """性能：个人数据、抢号、训练、一轮的 CPU、二十人同时问、第一声、语音、检索。"""
    settings = Settings.from_environment()
    click.echo(f"machine: {machine()}")
    if not only_booking:
        measure_records(people, MONTHS, click.echo)
    if only_records:
        return
    measure_booking_fight(settings, fight_rounds, click.echo)
    if only_booking:
        return
    _training(settings)
    if not skip_pipelines:
        _pipelines(settings)
    _conversations(settings)
    with tempfile.TemporaryDirectory() as cache:
        report_voice(measure_voice(Path(cache)), click.echo)
    if retrieval:
        from knowledge_base.search.bench import run_bench as run_retrieval_bench

        run_retrieval_bench(retrieval, click.echo)
    else:
        click.echo("retrieval: not measured, give --retrieval FOLDER (make bench RETRIEVAL=FOLDER)")


def _training(settings: Settings) -> None:
    model_path(settings).unlink(missing_ok=True)
    started = time.perf_counter()
    train(settings)
    click.echo(f"model training: {time.perf_counter() - started:.0f} s (ceiling 180 s)")


def _pipelines(settings: Settings) -> None:
    # The stock pipeline costs the same per turn after 5 epochs as after its 100, which train for a quarter of an hour.
    command = [str(bot_python()), "bench_pipelines.py", "--epochs", "5"]
    with step("流水线比较，几分钟"):
        done = subprocess.run(  # noqa: S603 - our own script
            command, cwd=BOT, env=dialogue_environment(settings), capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise click.ClickException(f"流水线没有比较成。\n{done.stderr[-2000:]}")
    click.echo(done.stdout)


def _conversations(settings: Settings) -> None:
    questions = [question.text for question in load_questions("development")]
    generous = replace(settings, messages_per_minute=100_000, conversations_per_minute=100_000)
    with temporary_house(generous) as running:
        measure_load(f"http://127.0.0.1:{running.port}", questions, click.echo)
    measure_first_sound(generous, questions[:FIRST_SOUND_ANSWERS], click.echo)
