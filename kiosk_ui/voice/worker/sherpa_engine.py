"""sherpa-onnx with a model in a local folder. The package is imported only where it was chosen.

Not tried with a real model: none could be had where this was written. The calls are those of its documented Python API
(OfflineTts with a VITS model; OfflineRecognizer with SenseVoice or Paraformer).
"""

import array
import importlib
import io
import wave
from pathlib import Path
from typing import Any

from kiosk_ui.voice.choice import VoiceMisconfigured, model_files
from kiosk_ui.voice.worker.engine import EngineFailed

_THREADS = 1  # several workers share the machine with the pages and the dialogue


class SherpaEngine:
    """Speaks by a VITS model. Raises EngineFailed when package or model cannot be used."""

    def __init__(self, folder: str) -> None:
        module, files = _module(), _files(folder, listens=False)
        model = files.pop("model")
        config = module.OfflineTtsConfig(
            model=module.OfflineTtsModelConfig(
                vits=module.OfflineTtsVitsModelConfig(model=model, **files), provider="cpu", num_threads=_THREADS
            ),
            max_num_sentences=1,
        )
        if not config.validate():
            raise EngineFailed(f"sherpa-onnx does not take the model in {folder}")
        self._tts: Any = module.OfflineTts(config)
        self.version = _version(module, folder)

    def synthesise(self, text: str, rate: float) -> bytes:
        """A WAV at `rate` times the model's own pace. Raises EngineFailed."""
        spoken = self._tts.generate(text, sid=0, speed=rate)
        if not len(spoken.samples):
            raise EngineFailed("the sound is empty")
        samples = array.array("h", (round(32_767 * max(-1.0, min(1.0, sample))) for sample in spoken.samples))
        sound = io.BytesIO()
        with wave.open(sound, "wb") as writer:
            writer.setnchannels(1)
            writer.setsampwidth(2)
            writer.setframerate(int(spoken.sample_rate))
            writer.writeframes(samples.tobytes())
        return sound.getvalue()

    def phonemes(self, text: str) -> str | None:
        """A model does not tell how it pronounces."""
        return None


class SherpaRecogniser:
    """Hears by a SenseVoice model, where the folder's name says so, else by a Paraformer one."""

    def __init__(self, folder: str) -> None:
        module, files = _module(), _files(folder, listens=True)
        make = module.OfflineRecognizer
        common: dict[str, Any] = {"tokens": files["tokens"], "num_threads": _THREADS}
        if "sense" in Path(folder).name.lower():
            self._recogniser: Any = make.from_sense_voice(model=files["model"], language="zh", use_itn=True, **common)
        else:
            self._recogniser = make.from_paraformer(paraformer=files["model"], **common)
        self.version = _version(module, folder)

    def hear(self, wav: bytes) -> str:
        """The words of a 16-bit mono WAV, empty when none were heard."""
        with wave.open(io.BytesIO(wav)) as reader:
            heard = array.array("h", reader.readframes(reader.getnframes()))
            rate = reader.getframerate()
        stream = self._recogniser.create_stream()
        stream.accept_waveform(rate, [sample / 32_768 for sample in heard])
        self._recogniser.decode_stream(stream)
        return str(stream.result.text).strip()


def _module() -> Any:
    try:
        return importlib.import_module("sherpa_onnx")
    except ImportError as error:
        raise EngineFailed("Python package sherpa-onnx is not installed") from error


def _files(folder: str, listens: bool) -> dict[str, str]:
    try:
        return model_files(Path(folder), listens)
    except VoiceMisconfigured as error:
        raise EngineFailed(str(error)) from error


def _version(module: Any, folder: str) -> str:
    return f"sherpa-onnx {getattr(module, '__version__', '?')} {Path(folder).name}"
