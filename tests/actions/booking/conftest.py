"""The town on both databases."""

import pytest
from booking_town import Town, settle_town


@pytest.fixture
def town(any_engine, tmp_path) -> Town:
    """A settled town; the test runs on SQLite and on PostgreSQL."""
    return settle_town(any_engine, tmp_path)
