"""The hall on both databases."""

from collections.abc import Iterator

import pytest
from grant_hall import Hall

from actions.database.engine import build_engine


@pytest.fixture
def hall(any_engine, tmp_path) -> Hall:
    """A settled hall; the test runs on SQLite and on PostgreSQL."""
    return Hall(any_engine, tmp_path).settle()


@pytest.fixture
def small_hall(sqlite_url, tmp_path) -> Iterator[Hall]:
    """The same over SQLite only, for rules that no database has a part in."""
    engine = build_engine(sqlite_url)
    yield Hall(engine, tmp_path).settle()
    engine.dispose()
