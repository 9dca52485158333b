"""The keyring: made once, kept from others, complete however many processes start at once."""

import stat
import subprocess
import sys

import pytest

import actions.database.models  # noqa: F401 - declares every table
from actions.personal_data.fields import SEALED_COLUMNS
from actions.personal_data.keyring import Keyring, MissingKey
from actions.settings import ROOT
from knowledge_base.database import Base

START = "import sys; from pathlib import Path; from actions.personal_data.keyring import Keyring; Keyring(Path(sys.argv[1]))"


def test_every_sealed_column_of_the_models_is_walked_by_rotation():
    sealed = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name.endswith("_sealed")
    }
    assert sealed == set(SEALED_COLUMNS)


def test_every_sealed_column_is_in_a_table_with_one_key_to_walk_along():
    assert [table for table, _ in SEALED_COLUMNS if len(Base.metadata.tables[table].primary_key.columns) != 1] == []


def test_keys_are_readable_by_the_owner_alone(tmp_path):
    Keyring(tmp_path).add()
    folder = tmp_path / "keys" / "personal"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert files == dict.fromkeys(["k0001.key", "k0002.key", "index.key", "audit.key"], 0o600)


def test_processes_that_start_at_once_share_one_set_of_keys(tmp_path):
    starting = [subprocess.Popen([sys.executable, "-c", START, str(tmp_path)], cwd=ROOT) for _ in range(6)]
    assert [process.wait() for process in starting] == [0] * 6
    assert sorted(path.name for path in (tmp_path / "keys" / "personal").iterdir()) == ["audit.key", "index.key", "k0001.key"]


def test_a_key_another_process_made_is_found(tmp_path):
    first, second = Keyring(tmp_path), Keyring(tmp_path)
    made = second.add()
    assert first.key(made) == second.key(made)
    assert first.current == made


def test_a_key_that_is_nowhere_is_named(tmp_path):
    with pytest.raises(MissingKey, match="k0007"):
        Keyring(tmp_path).key("k0007")


def test_the_key_in_use_cannot_be_removed(tmp_path):
    keyring = Keyring(tmp_path)
    with pytest.raises(ValueError, match="current"):
        keyring.remove("k0001")
    keyring.add()
    keyring.remove("k0001")
    assert Keyring(tmp_path).ids == ("k0002",)
