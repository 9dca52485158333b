"""Fixtures every room may use: the whole assistant, really running, started once for all tests that need it."""

import dataclasses
import shutil
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from actions.clock import today
from actions.database.engine import build_engine
from actions.database.migrate import upgrade
from actions.database.unit_of_work import UnitOfWork
from actions.settings import ROOT, Settings
from kiosk_ui.cli.launch.temporary import temporary_house
from knowledge_base.snapshot import Knowledge
from knowledge_base.store.loading import load_if_changed

# Kept between runs for the trained model only; everything else is made afresh.
HOME = ROOT / "var" / "tests"


@pytest.fixture(scope="session")
def running_assistant() -> Iterator[Settings]:
    """Flask, Rasa and the action server on free ports with a fresh database."""
    for leftover in HOME.glob("wanqing.db*"):
        leftover.unlink()
    shutil.rmtree(HOME / "logs", ignore_errors=True)
    settings = Settings.from_environment({"WANQING_HOME": str(HOME)})
    # The tests of one machine come from one address and ask faster than people do.
    generous = dataclasses.replace(settings, messages_per_minute=10_000, conversations_per_minute=10_000)
    with temporary_house(generous) as running:
        yield running


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
def knowledge(loaded_engine: Engine) -> Knowledge:
    """What a process answers from."""
    with UnitOfWork(loaded_engine, reads_only=True) as work:
        return Knowledge.load(work.session, today())


@pytest.fixture
def empty_engine(tmp_path) -> Iterator[Engine]:
    """A migrated database of the test's own, with nothing in it."""
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    upgrade(url)
    engine = build_engine(url)
    yield engine
    engine.dispose()
