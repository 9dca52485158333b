"""The kiosk page's own files and their version, for the worker that serves them while the server is away."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[1] / "assets"
_SHOWN = ("icons.svg", "logo.svg", "css", "js/kiosk", "js/shared")
_OTHERS = ("chat", "demo", "plain")  # styles of other pages begin so
WORKER = ASSETS / "js" / "worker.js"


def own_files(root: Path = ASSETS) -> list[str]:
    """Paths below assets/ of everything the kiosk page may load, in a stable order."""
    files = [file for name in _SHOWN for file in _below(root / name)]
    return sorted(file.relative_to(root).as_posix() for file in files if not file.name.startswith(_OTHERS))


def version_of(files: Iterable[str], more: Iterable[bytes], root: Path = ASSETS) -> str:
    """A hash of the contents of `files` and of `more`: another version as soon as a single byte is another."""
    digest = hashlib.sha256(WORKER.read_bytes())
    for name in files:
        digest.update(name.encode() + b"\0" + (root / name).read_bytes() + b"\0")
    for content in more:
        digest.update(content + b"\0")
    return digest.hexdigest()[:16]


def _below(path: Path) -> list[Path]:
    return [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
