"""The migrations make the schema the models declare, and can be taken back."""

from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

import actions.database.models  # noqa: F401 - declares every table
from actions.conversations.model import Conversation
from actions.database.engine import build_engine
from actions.database.migrate import MIGRATIONS, downgrade, upgrade
from actions.database.unit_of_work import UnitOfWork
from knowledge_base.database import Base


def test_the_newest_schema_is_what_the_models_declare(any_engine):
    with any_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_unique_and_partial_index_stands_in_both_databases(any_engine):
    """Double bookings are impossible by these; Alembic does not compare the condition of an index."""
    inspector = inspect(any_engine)
    partial = {
        index["name"]: str(next(v for k, v in index["dialect_options"].items() if k.endswith("_where")))
        for table in ("booking", "waiting_entry")
        for index in inspector.get_indexes(table)
        if index["unique"] and any(key.endswith("_where") for key in index.get("dialect_options", {}))
    }
    assert set(partial) == {"uq_booking_open_place", "uq_booking_open_person", "uq_waiting_entry_open"}
    assert all("'held'" in partial[name] and "'confirmed'" in partial[name] for name in partial if "booking" in name)


def test_every_migration_can_be_taken_back_and_applied_again(any_url):
    downgrade(any_url, "base")
    engine = build_engine(any_url)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    upgrade(any_url)
    assert set(inspect(engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    engine.dispose()


def test_what_was_there_before_the_counter_tables_survives_their_coming_and_going(any_url):
    """Migration 0002 up and down over a conversation of the first release."""
    downgrade(any_url, "0001")
    engine = build_engine(any_url)
    with engine.begin() as connection:
        connection.execute(text(
            "INSERT INTO conversation (id, channel, token_hash, dialogue_id, dialogue_turns, created_at, last_active_at)"
            " VALUES ('c', 'kiosk', 'h', 'd', 3, '2026-11-01 08:00:00', '2026-11-01 08:00:00')"
        ))  # fmt: skip
        connection.execute(text(
            "INSERT INTO turn (conversation_id, idempotency_key, said, replies, created_at)"
            " VALUES ('c', 'k', '丧葬费', '[]', '2026-11-01 08:00:00')"
        ))  # fmt: skip
    for _ in range(2):
        upgrade(any_url)
        with Session(engine) as session:
            conversation = session.get_one(Conversation, "c")
            assert (conversation.channel, conversation.dialogue_turns) == ("kiosk", 3)
            assert conversation.created_at == datetime(2026, 11, 1, 8, tzinfo=UTC)
            session.execute(text("INSERT INTO leadership (name, holder, until) VALUES ('jobs', 'a', '2026-11-01 08:00:00')"))
            session.commit()
        downgrade(any_url, "0001")
        with engine.connect() as connection:
            assert connection.execute(text("SELECT said FROM turn")).scalar() == "丧葬费"
    engine.dispose()


def test_migrations_are_numbered_without_a_gap():
    numbers = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("*.py"))
    assert numbers == [f"{place:04d}" for place in range(1, len(numbers) + 1)]


def test_work_that_is_not_committed_leaves_no_trace(any_engine):
    insert = text("INSERT INTO knowledge_state (id, revision, fingerprint) VALUES (1, 5, '')")
    with UnitOfWork(any_engine) as work:
        work.session.execute(insert)
    with pytest.raises(ZeroDivisionError), UnitOfWork(any_engine) as work:
        work.session.execute(insert)
        raise ZeroDivisionError
    with any_engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM knowledge_state")).scalar() == 0


def test_sqlite_runs_in_wal_mode_with_foreign_keys(empty_engine):
    with empty_engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
