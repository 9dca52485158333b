"""DatabaseCopies: what backup and restore need of a database, whichever it is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

Progress = Callable[[int, int], object]  # parts done, parts in all


class DatabaseCopies(Protocol):
    """One database that is in use, and copies of it."""

    kind: str

    def save(self, target: Path, progress: Progress) -> dict[str, int]:
        """Writes the database as it is at one moment to `target`; returns the rows of each table then."""

    def opened(self, saved: Path) -> AbstractContextManager[Engine]:
        """A saved copy as a database beside the one in use, gone after the block unless it was put in place."""

    def in_use(self) -> bool:
        """Whether other connections hold the database."""

    def put_in_place(self, opened: Engine) -> str | None:
        """Makes the opened copy the database in use, all or nothing; returns where the replaced one is kept."""


def copies_of(url: str) -> DatabaseCopies:
    """The copies of the database at `url`."""
    from actions.backup.postgres_copies import PostgresCopies
    from actions.backup.sqlite_copies import SqliteCopies

    return SqliteCopies(url) if make_url(url).get_backend_name() == "sqlite" else PostgresCopies(url)
