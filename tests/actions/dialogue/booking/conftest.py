"""A settled street and a visitor who has proven who they are."""

import pytest
from booking_talk import Talk, settle

from actions.counter import Counter


@pytest.fixture
def counter(empty_engine, tmp_path) -> Counter:
    return settle(empty_engine, tmp_path)


@pytest.fixture
def stranger(counter: Counter) -> Talk:
    """Nobody has proven anything yet."""
    return Talk(counter)


@pytest.fixture
def visitor(counter: Counter) -> Talk:
    return Talk(counter).proves()
