"""The database that commands work on."""

import click
from sqlalchemy import Engine

from actions.database.engine import build_engine
from actions.database.migrate import upgrade
from actions.settings import Settings


def open_database() -> Engine:
    """The engine of this installation, its schema brought up to date; within a command it is closed when that ends."""
    settings = Settings.from_environment()
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    upgrade(settings.database_url)
    engine = build_engine(settings.database_url)
    if context := click.get_current_context(silent=True):
        context.call_on_close(engine.dispose)
    return engine
