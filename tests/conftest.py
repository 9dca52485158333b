"""Fixtures every room may use: the whole assistant, really running, started once for all tests that need it."""

import dataclasses
import fcntl
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from actions.clock import today
from actions.counter import Counter, build_counter
from actions.database.engine import build_engine
from actions.database.migrate import upgrade
from actions.database.throwaway_postgres import ThrowawayPostgres, throwaway_postgres
from actions.database.unit_of_work import UnitOfWork
from actions.settings import ROOT, Settings
from kiosk_ui.cli.launch.model_training import model_path, train
from kiosk_ui.cli.launch.temporary import temporary_house
from knowledge_base.snapshot import Knowledge
from knowledge_base.store.loading import load_if_changed

pytest_plugins = ["browser", "wall_clock"]

# Kept between runs, and shared by runs at the same time: the trained model. Everything else is made afresh for each run.
SHARED = ROOT / "var" / "tests"


@pytest.fixture(scope="session")
def running_assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Flask, Rasa and the action server on free ports, in a home of this run's own."""
    home = tmp_path_factory.mktemp("home")
    settings = Settings.from_environment({"WANQING_HOME": str(home), "WANQING_DEMO": "on"})
    # The tests of one machine come from one address and ask faster than people do.
    generous = dataclasses.replace(settings, messages_per_minute=10_000, conversations_per_minute=10_000)
    with trained_model_in(home), temporary_house(generous) as running:
        yield running


@contextmanager
def trained_model_in(home: Path) -> Iterator[None]:
    """Lends `home` the shared model; whoever finds none trains it, and the others wait for that."""
    shared = Settings.from_environment({"WANQING_HOME": str(SHARED)})
    kept, lent = model_path(shared), home / "models"
    kept.parent.mkdir(parents=True, exist_ok=True)
    with (SHARED / "models.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            train(shared)
        lent.mkdir()
        (lent / kept.name).symlink_to(kept)
    yield


@pytest.fixture(scope="session")
def assistant_url(running_assistant: Settings) -> str:
    """Where the pages and the API of the running assistant are."""
    return f"http://127.0.0.1:{running_assistant.port}"


@pytest.fixture(scope="session")
def loaded_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A migrated database with the repository's knowledge in it. Tests must not change it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('knowledge') / 'wanqing.db'}"
    upgrade(url)
    engine = build_engine(url)
    with UnitOfWork(engine) as work:
        load_if_changed(work.session)
        work.commit()
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def loaded_counter(loaded_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Counter:
    """The services over `loaded_engine`, with keys of their own. Tests must not change what is stored."""
    settings = Settings.from_environment({"WANQING_HOME": str(tmp_path_factory.mktemp("counter"))})
    return build_counter(settings, loaded_engine)


@pytest.fixture(scope="session")
def knowledge(loaded_engine: Engine) -> Knowledge:
    """What a process answers from."""
    with UnitOfWork(loaded_engine, reads_only=True) as work:
        return Knowledge.load(work.session, today())


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a migrated SQLite database with nothing in it, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "empty.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[ThrowawayPostgres]:
    """A PostgreSQL server of this run's own, with a migrated database `migrated` to copy from."""
    with throwaway_postgres() as server:
        upgrade(server.create("migrated"))
        yield server


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of the test's own."""
    shutil.copyfile(migrated_sqlite, tmp_path / "empty.db")
    return f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture
def postgres_url(postgres: ThrowawayPostgres) -> Iterator[str]:
    """A migrated PostgreSQL database of the test's own."""
    name = f"test_{secrets.token_hex(6)}"
    yield postgres.create(name, template="migrated")
    postgres.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def any_url(request: pytest.FixtureRequest) -> str:
    """The test runs twice: on a migrated SQLite and on a migrated PostgreSQL database of its own."""
    return str(request.getfixturevalue({"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]))


@pytest.fixture
def any_engine(any_url: str) -> Iterator[Engine]:
    """The engine of `any_url`: the test runs on both databases."""
    engine = build_engine(any_url)
    yield engine
    engine.dispose()


@pytest.fixture
def empty_engine(sqlite_url: str) -> Iterator[Engine]:
    """A migrated SQLite database of the test's own, with nothing in it."""
    engine = build_engine(sqlite_url)
    yield engine
    engine.dispose()
