"""EncryptedFiles: the folder <home>/uploads, in which every file is sealed with a key of its own."""

import base64
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from actions.grants.uploads.errors import LostFile, NoRoom

FOLDER = "uploads"
_HEADER = b"wanqing-upload-1\n"
_NONCE = 12
_DRAFT = ".part"
# A file is written a moment before its row is committed; nothing younger than this is taken for left behind.
REST_SECONDS = 3600.0


class EncryptedFiles:
    """AES-256-GCM, whole file, bound to its name. Files have mode 600; a file is there whole or not at all."""

    def __init__(self, home: Path, free_disk: int) -> None:
        self.folder, self._free_disk = home / FOLDER, free_disk
        self._promised, self._lock = 0, Lock()

    @contextmanager
    def room_for(self, size: int) -> Iterator[None]:
        """Holds `size` bytes of the disk for the block, beside what others hold. Raises NoRoom."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._lock:
            if shutil.disk_usage(self.folder).free - self._promised - size < self._free_disk:
                raise NoRoom
            self._promised += size
        try:
            yield
        finally:
            with self._lock:
                self._promised -= size

    def write(self, data: bytes) -> tuple[str, str]:
        """Keeps `data`; returns the file's name and its key as text. Raises NoRoom."""
        name, key, nonce = secrets.token_hex(16), secrets.token_bytes(32), secrets.token_bytes(_NONCE)
        sealed = AESGCM(key).encrypt(nonce, data, _HEADER + name.encode())
        draft = self.folder / f".{name}{_DRAFT}"
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.writelines((_HEADER, nonce, sealed))
                file.flush()
                os.fsync(file.fileno())
            draft.rename(self.folder / name)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise NoRoom from error
        return name, base64.b64encode(key).decode()

    def read(self, name: str, key: str) -> bytes:
        """The content. Raises LostFile when it is gone, cut or changed."""
        try:
            raw = (self.folder / name).read_bytes()
            start = len(_HEADER)
            cipher = AESGCM(base64.b64decode(key))
            return cipher.decrypt(raw[start : start + _NONCE], raw[start + _NONCE :], _HEADER + name.encode())
        except (OSError, InvalidTag, ValueError) as error:
            raise LostFile from error

    def remove(self, *names: str) -> None:
        for name in names:
            (self.folder / name).unlink(missing_ok=True)

    def names(self) -> frozenset[str]:
        """Every whole file."""
        if not self.folder.exists():
            return frozenset()
        return frozenset(path.name for path in self.folder.iterdir() if path.is_file() and not path.name.startswith("."))

    def remove_left_behind(self, known: frozenset[str], older_than: float = REST_SECONDS) -> int:
        """Removes drafts, and files not in `known`, last changed more than `older_than` seconds ago; returns how many."""
        if not self.folder.exists():
            return 0
        before, removed = time.time() - older_than, 0
        for path in self.folder.iterdir():
            if path.is_file() and path.name not in known and _changed(path) < before:
                path.unlink(missing_ok=True)
                removed += 1
        return removed


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # its upload ended between the listing and now
        return time.time()
