"""The records tests stand in the same house as the dialogue's."""

import sys
from pathlib import Path

import pytest

# A run of this folder alone must find the helper beside the dialogue's tests.
sys.path.append(str(Path(__file__).parents[1] / "dialogue"))

from records_house import House


@pytest.fixture
def house(empty_engine, tmp_path):
    return House(empty_engine, tmp_path / "home")


@pytest.fixture
def any_house(any_engine, tmp_path):
    return House(any_engine, tmp_path / "home")
