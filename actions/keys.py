"""Secrets of this installation: made once under WANQING_HOME/keys, readable by the owner alone."""

import os
import secrets
from pathlib import Path


class Keys:
    """Key files in `home`/keys (folder mode 700, files mode 600)."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "keys"

    def rasa_token(self) -> str:
        """Token of Rasa's HTTP API on loopback."""
        return self._read_or_make("rasa_token")

    def _read_or_make(self, name: str) -> str:
        path = self._folder / name
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii")
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32))
        return path.read_text(encoding="ascii")
