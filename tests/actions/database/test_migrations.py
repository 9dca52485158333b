"""The migrations make the schema the models declare, and can be taken back."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

import actions.database.models  # noqa: F401 - declares every table
from actions.database.engine import build_engine
from actions.database.migrate import MIGRATIONS, downgrade, upgrade
from actions.database.unit_of_work import UnitOfWork
from knowledge_base.database import Base


def test_the_newest_schema_is_what_the_models_declare(empty_engine):
    with empty_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_every_migration_can_be_taken_back_and_applied_again(tmp_path):
    url = f"sqlite:///{tmp_path / 'a.db'}"
    upgrade(url)
    downgrade(url, "base")
    engine = build_engine(url)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    upgrade(url)
    assert "conversation" in inspect(engine).get_table_names()
    engine.dispose()


def test_migrations_are_numbered_without_a_gap():
    numbers = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("*.py"))
    assert numbers == [f"{place:04d}" for place in range(1, len(numbers) + 1)]


def test_work_that_is_not_committed_leaves_no_trace(empty_engine):
    insert = text("INSERT INTO knowledge_state (id, revision, fingerprint) VALUES (1, 5, '')")
    with UnitOfWork(empty_engine) as work:
        work.session.execute(insert)
    with pytest.raises(ZeroDivisionError), UnitOfWork(empty_engine) as work:
        work.session.execute(insert)
        raise ZeroDivisionError
    with empty_engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM knowledge_state")).scalar() == 0


def test_sqlite_runs_in_wal_mode_with_foreign_keys(empty_engine):
    with empty_engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
