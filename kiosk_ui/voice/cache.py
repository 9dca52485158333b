"""Files on disk under a size limit, least recently used first to go. Safe between threads and processes."""

import contextlib
import logging
import os
import tempfile
import threading
from pathlib import Path

log = logging.getLogger(__name__)

LIMIT_MB = 200
# What a small file takes on disk all the same.
_BLOCK = 4096
# After this share of the limit was written by this process the folder is counted again.
_COUNT_EVERY = 0.05
# Eviction goes down to this share, so that it does not happen at every write.
_EVICT_TO = 0.9


class DiskCache:
    """Bytes by name. A disk that is full or gone makes it forget, never fail: the voice speaks on without it."""

    def __init__(self, folder: Path, limit: int = LIMIT_MB * 1024 * 1024) -> None:
        self._folder = folder
        self._limit = limit
        self._written = limit  # count at the first write: another process may have filled the folder
        self._lock = threading.Lock()

    def get(self, name: str) -> bytes | None:
        """The bytes stored under `name`, or None. Reading makes them recently used."""
        path = self._path(name)
        try:
            found = path.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return found

    def put(self, name: str, content: bytes) -> bool:
        """Stores `content` whole or not at all; False when the disk does not take it."""
        path = self._path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, content)
        except OSError as error:
            log.warning("voice cache not written: %s", error.strerror)
            return False
        self._count(max(len(content), _BLOCK))
        return True

    def size(self) -> int:
        """Bytes the folder takes on disk now."""
        return sum(size for _, size, _ in self._files())

    def room(self) -> int:
        """Bytes that may still be written before eviction would begin."""
        return max(0, int(self._limit * _EVICT_TO) - self.size())

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _count(self, written: int) -> None:
        with self._lock:
            self._written += written
            if self._written < self._limit * _COUNT_EVERY:
                return
            self._written = 0
        self._evict()

    def _evict(self) -> None:
        files = sorted(self._files())
        total = sum(size for _, size, _ in files)
        if total <= self._limit:
            return
        for _, size, path in files:
            if total <= self._limit * _EVICT_TO:
                return
            with contextlib.suppress(OSError):  # another process was faster
                path.unlink()
            total -= size

    def _files(self) -> list[tuple[float, int, Path]]:
        """(last use, bytes on disk, path) of every file."""
        found = []
        for path in self._folder.glob("*/*"):
            with contextlib.suppress(OSError):
                state = path.stat()
                found.append((state.st_mtime, max(state.st_size, _BLOCK), path))
        return found


def _write_whole(path: Path, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
