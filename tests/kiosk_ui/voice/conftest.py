"""One real voice for the whole folder: real worker processes, a fresh cache."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_ui.voice.service import SpeechService


@pytest.fixture(scope="session")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SpeechService]:
    service = SpeechService(tmp_path_factory.mktemp("speech"))
    yield service
    service.close()


@pytest.fixture
def own_voice(tmp_path: Path) -> Iterator[SpeechService]:
    """A voice of the test's own, to be broken."""
    service = SpeechService(tmp_path / "speech")
    yield service
    service.close()
