"""The adapter to sherpa-onnx before a stand-in of its module.

No model and no package could be had here: what is proven is which calls are made with which files, and how their answers are
taken, not that a real model speaks or understands.
"""

import math
import sys
from io import BytesIO
from pathlib import Path
from types import ModuleType, SimpleNamespace
from wave import open as open_wave

import pytest
from sounds import samples, seconds

from kiosk_ui.voice.worker.engine import EngineFailed
from kiosk_ui.voice.worker.finish import HIGHEST_PEAK, finish
from kiosk_ui.voice.worker.self_test import self_test
from kiosk_ui.voice.worker.sherpa_engine import SherpaEngine, SherpaRecogniser


class StandInStream:
    def accept_waveform(self, rate, heard):  # type: ignore[no-untyped-def]
        self.result = SimpleNamespace(text=f" {rate}赫兹，{len(heard)}个样本 ")


def stand_in(valid: bool = True) -> ModuleType:
    """A module with the few names of sherpa_onnx that are used; it hums and counts instead of speaking and understanding."""
    module = ModuleType("sherpa_onnx")

    def config(**given):  # type: ignore[no-untyped-def]
        return SimpleNamespace(**given, validate=lambda: valid)

    def hum(text, sid, speed):  # type: ignore[no-untyped-def]
        count = round(16_000 * 0.3 * len(text) / speed)
        return SimpleNamespace(samples=[1.2 * math.sin(n / 9) for n in range(count)], sample_rate=16_000)

    def recogniser(kind):  # type: ignore[no-untyped-def]
        return lambda **given: SimpleNamespace(kind=kind, given=given, create_stream=StandInStream, decode_stream=lambda stream: None)

    names = {"OfflineTtsConfig": config, "OfflineTtsModelConfig": config, "OfflineTtsVitsModelConfig": config}
    listening = SimpleNamespace(from_sense_voice=recogniser("sense"), from_paraformer=recogniser("paraformer"))
    vars(module).update(names, OfflineTts=lambda given: SimpleNamespace(given=given, generate=hum), OfflineRecognizer=listening)
    module.__version__ = "0"  # type: ignore[attr-defined]
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("model.onnx", "tokens.txt", "lexicon.txt"):
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def test_a_model_speaks_at_the_speed_it_is_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sherpa_onnx", stand_in())
    engine = SherpaEngine(str(folder))
    self_test(engine, 1.0)
    vits = engine._tts.given.model.vits
    assert {vits.model, vits.tokens, vits.lexicon} == {str(folder / name) for name in ("model.onnx", "tokens.txt", "lexicon.txt")}
    slow, fast = (finish(engine.synthesise("请到窗口", rate)) for rate in (0.8, 1.25))
    assert (seconds(slow), seconds(fast)) == pytest.approx((0.2 + 1.5, 0.2 + 0.96), abs=0.01)
    assert max(samples(slow)) <= HIGHEST_PEAK


def test_a_model_that_is_refused_or_a_missing_package_is_a_reason(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EngineFailed, match="not installed"):
        SherpaEngine(str(folder))
    monkeypatch.setitem(sys.modules, "sherpa_onnx", stand_in(valid=False))
    with pytest.raises(EngineFailed, match="does not take the model"):
        SherpaEngine(str(folder))


@pytest.mark.parametrize(("name", "kind"), [("sherpa-onnx-sense-voice-zh", "sense"), ("sherpa-onnx-paraformer-zh", "paraformer")])
def test_a_model_hears_by_the_way_its_folder_names(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str) -> None:
    monkeypatch.setitem(sys.modules, "sherpa_onnx", stand_in())
    model = folder.rename(folder.parent / name)
    recogniser = SherpaRecogniser(str(model))
    assert recogniser._recogniser.kind == kind
    sound = BytesIO()
    with open_wave(sound, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(16_000)
        writer.writeframes(bytes(3_200))
    assert recogniser.hear(sound.getvalue()) == "16000赫兹，1600个样本"
