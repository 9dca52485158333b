"""Fixtures of the services: the counter over an empty database, SQLite and PostgreSQL."""

from collections.abc import Iterator

import pytest
from visitors import Desk

from actions.database.engine import build_engine


@pytest.fixture
def desk(any_engine, tmp_path) -> Desk:
    """Every service of identity, family and messages, with a clock the test moves."""
    return Desk(any_engine, tmp_path)


@pytest.fixture
def sqlite_desk(sqlite_url, tmp_path) -> Iterator[Desk]:
    """The same over SQLite only, for tests of what is refused before any database is asked."""
    engine = build_engine(sqlite_url)
    yield Desk(engine, tmp_path)
    engine.dispose()
