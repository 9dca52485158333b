"""Human recordings in the place of the synthetic voice (criterion G19)."""

from pathlib import Path

import pytest

from kiosk_ui.voice.recordings import RecordingsFolder
from kiosk_ui.voice.service import SpeechService
from kiosk_ui.voice.speeds import FAST, NORMAL, SLOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "recordings.txt").write_text("# 录音\nwindow => 请到2号窗口。\nlost => 请稍等。\n", encoding="utf-8")
    (tmp_path / "window.wav").write_bytes(b"a person says it")
    (tmp_path / "window.slow.wav").write_bytes(b"a person says it slowly")
    return tmp_path


def test_a_recorded_sentence_is_heard_from_a_person(folder: Path, tmp_path: Path) -> None:
    service = SpeechService(tmp_path / "speech", recordings=RecordingsFolder(folder))
    try:
        key = service.prepare("请到2号窗口。")[0].key
        assert service.wav(key, NORMAL) == b"a person says it"
        assert service.wav(key, SLOW) == b"a person says it slowly"
        assert service.wav(key, FAST).startswith(b"RIFF")
    finally:
        service.close()


def test_what_was_not_recorded_is_left_to_the_engine(folder: Path) -> None:
    recordings = RecordingsFolder(folder)
    assert recordings("请坐。", NORMAL) is None
    assert recordings("请稍等。", NORMAL) is None


def test_a_folder_without_an_index_holds_no_recordings(tmp_path: Path) -> None:
    assert RecordingsFolder(tmp_path / "nowhere")("您好。", NORMAL) is None


@pytest.mark.parametrize("line", ["window", "../window => 您好。", "two => 您好。请坐。", "none => "])
def test_an_index_line_that_cannot_be_used_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "recordings.txt").write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match=r"recordings\.txt:1"):
        RecordingsFolder(tmp_path)
