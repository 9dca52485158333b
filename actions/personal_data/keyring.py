"""Keyring: the installation's data keys under WANQING_HOME/keys/personal, made once, rotated by name."""

import base64
import contextlib
import os
import re
import secrets
import time
from datetime import UTC, datetime
from pathlib import Path

KEY_BYTES = 32
_COARSE_NANOSECONDS = 1_000_000_000
_KEY_FILE = re.compile(r"k(\d{4})\.key")
_INDEX_FILE = "index.key"
_AUDIT_FILE = "audit.key"


class MissingKey(LookupError):
    """A sealed value names a key that is not in the keyring; `key_id` says which."""

    code = "missing-key"

    def __init__(self, key_id: str) -> None:
        super().__init__(f"key {key_id} is not in the keyring")
        self.key_id = key_id


class Keyring:
    """Data keys (newest seals, all open), one index key and one audit key. Files have mode 600."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "keys" / "personal"
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._keys: dict[str, bytes] = {}
        self.reload()
        if not self._keys:
            self._make("k0001.key")
            self.reload()
        self.index_key = self._read_or_make(_INDEX_FILE)
        self.audit_key = self._read_or_make(_AUDIT_FILE)

    @property
    def current(self) -> str:
        """Id of the key that seals now, also when another process has just made it."""
        self._notice_changes()
        return max(self._keys)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every key id, oldest first."""
        return tuple(sorted(self._keys))

    def key(self, key_id: str) -> bytes:
        """The key named `key_id`; another process may have added it since. Raises MissingKey."""
        if key_id not in self._keys:
            self.reload()
        try:
            return self._keys[key_id]
        except KeyError as error:
            raise MissingKey(key_id) from error

    def made_at(self, key_id: str) -> datetime:
        """When a key was made."""
        return datetime.fromtimestamp((self._folder / f"{key_id}.key").stat().st_mtime, UTC)

    def add(self) -> str:
        """Makes a new key, which seals from now on; returns its id."""
        new = f"k{int(self.current[1:]) + 1:04d}"
        self._make(f"{new}.key")
        self.reload()
        return new

    def remove(self, key_id: str) -> None:
        """Deletes a key nothing is sealed with any more. Raises ValueError for the current one."""
        if key_id == self.current:
            raise ValueError("the current key cannot be removed")
        (self._folder / f"{key_id}.key").unlink()
        self.reload()

    def reload(self) -> None:
        """Reads the key files again."""
        self._seen = self._folder.stat().st_mtime_ns
        found = (path for path in self._folder.glob("k*.key") if _KEY_FILE.fullmatch(path.name))
        self._keys = {path.stem: base64.b64decode(path.read_bytes()) for path in found}

    def _notice_changes(self) -> None:
        # A folder's time is coarse: within the same moment a second change may hide behind the first.
        changed = self._folder.stat().st_mtime_ns
        if changed != self._seen or time.time_ns() - changed < _COARSE_NANOSECONDS:
            self.reload()

    def _read_or_make(self, name: str) -> bytes:
        path = self._folder / name
        if not path.exists():
            self._make(name)
        return base64.b64decode(path.read_bytes())

    def _make(self, name: str) -> None:
        # Written whole under another name first: a process that starts at the same moment never reads half a key.
        draft = self._folder / f".{name}.{secrets.token_hex(4)}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # somebody else was first; theirs stands
            os.link(draft, self._folder / name)
        draft.unlink()
