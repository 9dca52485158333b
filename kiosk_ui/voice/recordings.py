"""Human recordings of fixed sentences: dropped into a folder, they take the place of the synthetic voice.

The folder holds an index `recordings.txt` with lines `文件名 => 句子` (`greeting => 您好，请问您要办什么事？`) and the
sounds `greeting.wav` for the normal speed, `greeting.slow.wav` and `greeting.fast.wav` where somebody spoke them so.
A speed nobody recorded is left to the engine.
"""

import logging
from pathlib import Path

from kiosk_ui.voice.speech_text import split
from kiosk_ui.voice.speeds import NORMAL

log = logging.getLogger(__name__)

INDEX = "recordings.txt"


class RecordingsFolder:
    """Finds the recording of a spoken sentence; the index is read once, the sounds when they are wanted."""

    def __init__(self, folder: Path) -> None:
        """Raises ValueError when a line of the index cannot be read or its sentence would be cut into several sounds."""
        self._folder = folder
        self._names = dict(_read_index(folder / INDEX)) if (folder / INDEX).is_file() else {}

    def __call__(self, spoken: str, speed: str) -> bytes | None:
        """The WAV for `spoken` at `speed`, or None."""
        name = self._names.get(spoken)
        if name is None:
            return None
        path = self._folder / (f"{name}.wav" if speed == NORMAL else f"{name}.{speed}.wav")
        try:
            return path.read_bytes() if path.is_file() else None
        except OSError as error:
            log.warning("recording %s not read: %s", path.name, error.strerror)
            return None


def _read_index(path: Path) -> list[tuple[str, str]]:
    """(spoken sentence, file name) of every line."""
    entries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, arrow, sentence = line.partition(" => ")
        chunks = split(sentence)
        if not arrow or "/" in name or len(chunks) != 1:
            raise ValueError(f"{path.name}:{number}: not `文件名 => 一个短句`")
        entries.append((chunks[0].spoken, name.strip()))
    return entries
