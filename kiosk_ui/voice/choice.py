"""Which engine speaks, and which one listens, as the settings name them; told and checked without starting them."""

import functools
import hashlib
import importlib.metadata
import importlib.util
import json
import shlex
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk_ui.voice.errors import UnknownSpeed
from kiosk_ui.voice.installed import installed_engine
from kiosk_ui.voice.kinds import COMMAND, PROGRAM_PATH, PYTTSX3, SHERPA
from kiosk_ui.voice.speeds import ESPEAK_RATES, NORMAL, SPEED_NAMES

# sherpa-onnx speaks at `speed` times its model's own pace; a guess until `wanqing voice check` has measured the model.
_SHERPA_RATES = (0.8, 1.0, 1.25)
_SHERPA_MODULE = "sherpa_onnx"


class VoiceMisconfigured(ValueError):
    """The configured engine cannot be used on this machine; the message says in Chinese and English what is missing."""


@dataclass(frozen=True)
class EngineChoice:
    """`kind` and what stands behind its colon; `rates` are what the engine is given for slow, normal and fast."""

    kind: str = PYTTSX3
    value: str = ""
    rates: tuple[float, float, float] = tuple(ESPEAK_RATES.values())  # type: ignore[assignment]

    @classmethod
    def of(cls, setting: str, rates: str = "") -> "EngineChoice":
        """The choice a setting like `command:espeak-ng ...` names; `rates` are three numbers, empty for the engine's own."""
        kind, _, value = setting.partition(":")
        own = _SHERPA_RATES if kind == SHERPA else tuple(ESPEAK_RATES.values())
        slow, normal, fast = (float(rate) for rate in rates.split()) if rates else own
        return cls(kind, value, (slow, normal, fast))

    def rate(self, speed: str) -> float:
        """What the engine is given for a speed. Raises UnknownSpeed."""
        try:
            return dict(zip(SPEED_NAMES, self.rates, strict=True))[speed]
        except KeyError:
            raise UnknownSpeed(repr(speed[:20])) from None

    def spec(self, listens: bool = False) -> str:
        """What a worker is told to load."""
        return json.dumps({"kind": self.kind, "value": self.value, "listens": listens, "rate": self.rate(NORMAL)})

    def fingerprint(self) -> str:
        """Changes whenever the engine may sound otherwise: part of every cached sound's name. Starts nothing."""
        return _fingerprint(self.kind, self.value)

    def check(self, listens: bool = False) -> None:
        """Raises VoiceMisconfigured when the program, the module or the model is not there."""
        if self.kind == COMMAND:
            program = shlex.split(self.value)[0]
            if shutil.which(program, path=PROGRAM_PATH) is None:
                raise VoiceMisconfigured(f"找不到语音程序 {program}，请先安装，或者改设置 (no such program: {program})")
        if self.kind == SHERPA:
            model_files(Path(self.value), listens)
            if importlib.util.find_spec(_SHERPA_MODULE) is None:
                raise VoiceMisconfigured("没有安装 sherpa-onnx，请先安装，或者改设置 (Python package sherpa-onnx is not installed)")


def model_files(folder: Path, listens: bool = False) -> dict[str, str]:
    """The files of a sherpa-onnx model by their role: model, tokens, and what the folder has besides.

    Speaking needs a VITS model with lexicon.txt or espeak-ng-data; listening a SenseVoice or Paraformer one.
    Raises VoiceMisconfigured.
    """
    if not folder.is_dir():
        raise VoiceMisconfigured(f"没有模型目录 {folder} (no such model folder)")
    models = sorted(folder.glob("*.int8.onnx")) or sorted(folder.glob("*.onnx"))
    if len(models) != 1:
        raise VoiceMisconfigured(f"{folder} 里要有一个 .onnx 模型，现在有 {len(models)} 个 (exactly one .onnx model is needed)")
    found = {"model": models[0], "tokens": folder / "tokens.txt"}
    if not found["tokens"].is_file():
        raise VoiceMisconfigured(f"{folder} 里缺 tokens.txt (tokens.txt is missing)")
    further = {"lexicon": folder / "lexicon.txt", "dict_dir": folder / "dict", "data_dir": folder / "espeak-ng-data"}
    found |= {role: path for role, path in further.items() if path.exists()}
    if not listens and not {"lexicon", "data_dir"} & set(found):
        raise VoiceMisconfigured(f"{folder} 里缺 lexicon.txt (lexicon.txt or espeak-ng-data is missing)")
    return {role: str(path) for role, path in found.items()}


@functools.cache
def _fingerprint(kind: str, value: str) -> str:
    if kind == PYTTSX3:
        return installed_engine()
    if kind == COMMAND:
        program = shutil.which(shlex.split(value)[0], path=PROGRAM_PATH)
        scripts = (Path(word) for word in shlex.split(value)[1:] if word.startswith("/"))
        return _hash([value, *_states(path for path in (Path(program or value), *scripts) if path.is_file())])
    try:
        version = importlib.metadata.version(SHERPA)
    except importlib.metadata.PackageNotFoundError:
        version = "?"
    return _hash([kind, version, *_states(path for path in sorted(Path(value).glob("*")) if path.is_file())])


def _states(files: Iterable[Path]) -> list[str]:
    """A line for each file that changes when it is exchanged."""
    return [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]


def _hash(parts: list[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
