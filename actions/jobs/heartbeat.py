"""Heartbeat: a file whose time says when the jobs process of this home was last alive."""

import time
from pathlib import Path

from actions.settings import Settings

ALIVE_SECONDS = 20.0


def heartbeat_file(settings: Settings) -> Path:
    return settings.home / "jobs.heartbeat"


def is_alive(settings: Settings) -> bool:
    """Whether the jobs process gave a sign of life in the last ALIVE_SECONDS, leading or waiting."""
    file = heartbeat_file(settings)
    return file.exists() and time.time() - file.stat().st_mtime < ALIVE_SECONDS
