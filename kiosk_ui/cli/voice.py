"""`wanqing voice ...`: try the configured voice, and make sounds ahead of the visitors."""

import sys

import click

from actions.settings import Settings
from kiosk_ui.voice.check import measure, report
from kiosk_ui.voice.configured import configured_voice, engine_choice, problems
from kiosk_ui.voice.errors import VoiceUnavailable
from kiosk_ui.voice.fixed_texts import Portion, portions
from kiosk_ui.voice.service import SpeechService
from knowledge_base.guides.files import load_guides

_IN_THE_BACKGROUND = 19  # what visitors are waiting for comes first


@click.group()
def voice() -> None:
    """语音：检查、提前合成."""


@voice.command("check")
def check() -> None:
    """检查配置的语音：能不能说，三种快慢合不合适，声音会不会太大."""
    settings = _ready_settings()
    service = configured_voice(settings, workers=1)
    try:
        click.echo(f"引擎：{service.engine_version()}")
        if not report(measure(service), engine_choice(settings).rates, click.echo):
            raise click.ClickException("语音能说，快慢还不合适。")
    except VoiceUnavailable as error:
        raise click.ClickException(f"语音不能用：{error}") from error
    finally:
        service.close()


@voice.command("prepare")
def prepare() -> None:
    """把固定的话和办事指南提前合成好，放进语音缓存；可以随时中断，再运行就接着做."""
    settings = _ready_settings()
    service = configured_voice(settings, workers=1, niceness=_IN_THE_BACKGROUND)
    try:
        whole = all(_made(service, portion) for portion in portions(settings, load_guides()))  # ends where the cache is full
    except VoiceUnavailable as error:
        raise click.ClickException(f"语音不能用：{error}") from error
    finally:
        service.close()
    if not whole:
        click.echo(f"语音缓存（WANQING_SPEECH_CACHE_MB={settings.speech_cache_mb}）满了，其余的用到时再合成。")


def _ready_settings() -> Settings:
    settings = Settings.from_environment()
    if missing := list(problems(settings)):
        raise click.ClickException("\n".join(missing))
    return settings


def _made(service: SpeechService, portion: Portion) -> bool:
    """Whether all of a portion is in the cache now; shows how far it is."""
    with click.progressbar(length=len(portion.texts), label=portion.name, file=sys.stderr) as bar:
        made = service.presynthesise(portion.texts, portion.speeds, told=lambda: bar.update(1))
        done = bar.pos
    click.echo(f"{portion.name}：{done}/{len(portion.texts)} 段，新合成 {made} 句")
    return bool(done == len(portion.texts))
