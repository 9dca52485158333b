"""Finds and loads libespeak-ng before pyttsx3 looks for it.

The wheel `espeakng-loader` brings 1.52, whose word dictionary reads 银行, 重新 and 会计 rightly; Debian's 1.51 reads
character by character and is only the fallback. Both carry the SONAME `libespeak-ng.so.1`, which pyttsx3 opens, so the
library that is loaded first is the one it gets.
"""

import ctypes
import importlib
import os
from pathlib import Path

SYSTEM_LIBRARY = "libespeak-ng.so.1"
# espeak-ng ends the process when its data path has about 160 characters or more.
LONGEST_DATA_PATH = 150
# espeak_TextToPhonemes: text is UTF-8; mode 0 writes espeak's own ASCII phoneme names.
_UTF8, _ASCII_PHONEMES = 1, 0
_RATE, _CURRENT = 1, 1


class LibraryMissing(RuntimeError):
    """Neither the wheel's nor the system's libespeak-ng can be loaded."""

    def __init__(self) -> None:
        super().__init__("no libespeak-ng: install the requirements (espeakng-loader) or apt package espeak-ng")


def load_library() -> ctypes.CDLL:
    """The loaded libespeak-ng, 1.52 from the wheel when possible. Raises LibraryMissing."""
    try:
        loader = importlib.import_module("espeakng_loader")
        data = Path(loader.get_data_path())
        library = ctypes.CDLL(loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    except (ImportError, OSError):
        return _system_library()
    if not data.is_dir():
        return _system_library()
    os.environ["ESPEAK_DATA_PATH"] = str(short_data_path(data))
    return library


def _system_library() -> ctypes.CDLL:
    try:
        return ctypes.CDLL(SYSTEM_LIBRARY, mode=ctypes.RTLD_GLOBAL)
    except OSError as error:
        raise LibraryMissing from error


def short_data_path(data: Path) -> Path:
    """`data` itself, or a short name for it when espeak-ng could not bear its length.

    The short name is an open descriptor of this process: nothing to clean up, and nobody else can exchange it.
    """
    if len(str(data)) <= LONGEST_DATA_PATH:
        return data
    return Path("/proc/self/fd") / str(os.open(data, os.O_PATH | os.O_DIRECTORY))


def current_rate(library: ctypes.CDLL) -> int:
    """The rate the library will speak at (pyttsx3 asks for it without saying whether it means current or default)."""
    return int(library.espeak_GetParameter(_RATE, _CURRENT))


def version(library: ctypes.CDLL) -> str:
    """The library's own version, such as 1.52.0."""
    info = library.espeak_Info
    info.restype = ctypes.c_char_p
    return str((info(None) or b"?").decode("ascii", "replace").split(" ")[0])


def phonemes(library: ctypes.CDLL, text: str) -> str:
    """How the current voice would pronounce `text`, in espeak's ASCII phoneme names, clauses joined by a space."""
    translate = library.espeak_TextToPhonemes
    translate.restype = ctypes.c_char_p
    translate.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    rest = ctypes.c_char_p(text.encode("utf-8"))
    clauses = []
    while rest.value:
        clauses.append((translate(ctypes.byref(rest), _UTF8, _ASCII_PHONEMES) or b"").decode("ascii", "replace"))
    return " ".join(clause.strip() for clause in clauses if clause.strip())
