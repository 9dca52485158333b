"""The voice and the hearing as the settings want them."""

from collections.abc import Iterator
from pathlib import Path

from actions.settings import Settings
from kiosk_ui.voice.choice import EngineChoice
from kiosk_ui.voice.hearing import HearingService
from kiosk_ui.voice.recordings import RecordingsFolder
from kiosk_ui.voice.service import SpeechService

NOTHING_HEARS = "none"


def configured_voice(settings: Settings, workers: int | None = None, niceness: int = 0) -> SpeechService:
    """The voice; starts nothing yet. Raises ValueError when the index of the recordings cannot be read."""
    recorded = settings.speech_recordings
    return SpeechService(
        cache_dir=settings.speech_cache,
        workers=workers or settings.voice_workers,
        cache_mb=settings.speech_cache_mb,
        niceness=niceness,
        recordings=RecordingsFolder(Path(recorded)) if recorded else None,
        choice=engine_choice(settings),
    )


def configured_hearing(settings: Settings) -> HearingService | None:
    """What hears a spoken question, None when nothing does."""
    return HearingService(EngineChoice.of(settings.speech_input)) if settings.speech_input != NOTHING_HEARS else None


def engine_choice(settings: Settings) -> EngineChoice:
    """The engine that speaks."""
    return EngineChoice.of(settings.speech_engine, settings.speech_rates)


def problems(settings: Settings) -> Iterator[str]:
    """What is missing on this machine for the configured engines and recordings, each with the name of its setting."""
    try:
        engine_choice(settings).check()
    except ValueError as error:
        yield f"WANQING_SPEECH_ENGINE：{error}"
    try:
        if settings.speech_input != NOTHING_HEARS:
            EngineChoice.of(settings.speech_input).check(listens=True)
    except ValueError as error:
        yield f"WANQING_SPEECH_INPUT：{error}"
    try:
        if settings.speech_recordings:
            RecordingsFolder(Path(settings.speech_recordings))
    except (ValueError, OSError) as error:
        yield f"WANQING_SPEECH_RECORDINGS：{error}"
