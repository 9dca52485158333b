"""The PostgreSQL of the tests is private to them, runs as nobody special, and leaves nothing behind."""

import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from actions.database import throwaway_postgres as module
from actions.database.throwaway_postgres import NoPostgres, throwaway_postgres


def folder_of(url: str) -> Path:
    return Path(str(make_url(url).query["host"]))


def test_the_server_listens_to_its_own_folder_only_and_not_as_root(postgres_url):
    folder = folder_of(postgres_url)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / "data").stat().st_uid == (os.geteuid() or folder.stat().st_uid) != 0
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        assert connection.execute(text("SHOW listen_addresses")).scalar() == ""
    engine.dispose()


def test_nothing_is_left_when_the_block_ends():
    with throwaway_postgres() as server:
        folder = folder_of(server.url())
        assert server.answers()
    assert not folder.exists() and not server.answers()


def test_a_dropped_database_is_gone_even_while_somebody_is_connected(postgres):
    engine = create_engine(postgres.create("dropped"))
    with engine.connect() as connection:
        postgres.drop("dropped")
        with pytest.raises(OperationalError):
            connection.execute(text("SELECT 1"))
    engine.dispose()


def test_a_machine_without_postgresql_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "_INSTALLED", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoPostgres, match="apt-get install postgresql"), throwaway_postgres():
        pass
