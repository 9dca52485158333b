"""Child processes of the product: started, awaited, watched and ended together."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

STOP_SECONDS = 10
LOG_TAIL_LINES = 30


class ProcessDied(RuntimeError):
    """A process ended by itself; `name` says which and `tail` holds its last lines."""

    def __init__(self, name: str, tail: str) -> None:
        super().__init__(name)
        self.name, self.tail = name, tail


@dataclass
class ManagedProcess:
    """One child with its log file; `ready` tells when it answers."""

    name: str
    command: list[str]
    cwd: Path
    env: dict[str, str]
    log: Path
    ready: Callable[[], bool]
    popen: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as output:
            self.popen = subprocess.Popen(  # noqa: S603 - our own commands
                self.command, cwd=self.cwd, env=self.env, stdout=output, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )

    def check(self) -> None:
        """Raises ProcessDied when the process has ended."""
        if self.popen is not None and self.popen.poll() is not None:
            raise ProcessDied(self.name, self.tail())

    def wait_until_ready(self, seconds: float) -> None:
        """Raises ProcessDied when it ends first or does not answer in time."""
        deadline = time.monotonic() + seconds
        while not self.ready():
            self.check()
            if time.monotonic() > deadline:
                raise ProcessDied(self.name, f"{self.name} 在 {seconds:.0f} 秒内没有就绪\n{self.tail()}")
            time.sleep(0.2)

    def tail(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-LOG_TAIL_LINES:])

    def stop(self) -> None:
        """Asks the process to end and insists after STOP_SECONDS; its whole session goes with it."""
        if self.popen is None or self.popen.poll() is not None:
            return
        self.popen.send_signal(signal.SIGTERM)
        try:
            self.popen.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()
