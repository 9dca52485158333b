"""Watchdog of a kiosk: restarts the browser when its page is silent for 120 s although the server answers (J7).

Needs nothing but Python: a kiosk has only this folder of the product.
"""

import argparse
import json
import logging
import subprocess
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger("wanqing-kiosk-watchdog")

SILENT_SECONDS = 120.0
EVERY_SECONDS = 15.0
ANSWER_SECONDS = 5.0


@dataclass
class Watchdog:
    """Judges one look after the other; `restart()` is called when the page is silent and the server is not to blame."""

    restart: Callable[[], None]
    key: str = ""
    since: float = 0.0  # when this run of the browser was first seen, on the caller's clock

    def look(self, key: str, silent_for: float | None, answered: bool, now: float) -> bool:
        """Whether the browser was restarted. `silent_for` is None for a page never heard of."""
        if key != self.key:
            self.key, self.since = key, now
        if not key or not answered:  # without a server the page shows its own notice and comes back by itself
            self.since = now
            return False
        silent = now - self.since if silent_for is None else min(silent_for, now - self.since)
        if silent <= SILENT_SECONDS:
            return False
        log.warning("the page is silent for %d s: the browser starts anew", silent)
        self.restart()
        self.since = now
        return True


def ask(url: str, key: str) -> tuple[bool, float | None]:
    """(did the server answer?, seconds of silence of the page of this run, None when it was never heard of)."""
    try:
        with urllib.request.urlopen(f"{url}/api/devices/browsers/{key}", timeout=ANSWER_SECONDS) as answer:  # noqa: S310 - the kiosk's own server
            told = json.load(answer)["silent_for"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.info("the server does not answer: %s", type(error).__name__)
        return False, None
    return True, None if told is None else float(told)


def key_in(file: Path) -> str:
    """The key the launcher wrote for this run of the browser; empty when none runs."""
    return file.read_text(encoding="ascii").strip() if file.exists() else ""


def main() -> None:
    """Watch until stopped."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--url", required=True)
    options.add_argument("--key-file", type=Path, required=True)
    options.add_argument("--unit", default="wanqing-kiosk.service")
    options.add_argument("--every", type=float, default=EVERY_SECONDS)
    given = options.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")

    def restart() -> None:
        subprocess.run(["systemctl", "restart", given.unit], check=False)  # noqa: S603, S607 - the unit of this machine

    watchdog = Watchdog(restart)
    while True:
        key = key_in(given.key_file)
        answered, silent_for = ask(given.url.rstrip("/"), key) if key else (False, None)
        watchdog.look(key, silent_for, answered, time.monotonic())
        time.sleep(given.every)


if __name__ == "__main__":
    main()
