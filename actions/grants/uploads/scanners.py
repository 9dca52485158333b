"""VirusScanner: none by default, or a command the office chose (WANQING_VIRUS_SCANNER)."""

import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import Protocol

from actions.grants.uploads.errors import Infected, ScannerFailed

FILE = "{file}"
SCAN_SECONDS = 60.0
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"  # and nothing else of our environment
_CLEAN, _INFECTED = 0, 1  # as clamscan and clamdscan say it


class VirusScanner(Protocol):
    """Looks through a file before anything else reads it."""

    def scan(self, data: bytes) -> str:
        """`clean` or `not_scanned`, as stored with the file. Raises Infected, ScannerFailed."""


class NoScanner:
    """Nobody looks; the row says so."""

    def scan(self, data: bytes) -> str:
        return "not_scanned"


class CommandScanner:
    """A command with {file} in it: exit 0 is clean, 1 is infected, anything else refuses the file."""

    def __init__(self, command: str, folder: Path, seconds: float = SCAN_SECONDS) -> None:
        self._words, self._folder, self._seconds = shlex.split(command), folder, seconds

    def scan(self, data: bytes) -> str:
        """The file stands in the clear, for its owner alone, only while the scanner reads it."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(prefix=".scan-", suffix=".part", dir=self._folder) as file:
            file.write(data)
            file.flush()
            status = self._run(file.name)
        if status == _INFECTED:
            raise Infected
        if status != _CLEAN:
            raise ScannerFailed
        return "clean"

    def _run(self, name: str) -> int:
        words = [word.replace(FILE, name) for word in self._words]
        try:
            done = subprocess.run(  # noqa: S603 - the office's own command, no shell, a name of our making
                words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                timeout=self._seconds, check=False, env={"PATH": _PATH},
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ScannerFailed from error
        return done.returncode


def scanner_from(command: str, folder: Path) -> VirusScanner:
    """The scanner of WANQING_VIRUS_SCANNER; `folder` is <home>/uploads."""
    return CommandScanner(command, folder) if command else NoScanner()
