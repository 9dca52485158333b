"""Alembic's entry: runs migrations on the engine that the product itself uses."""

from typing import Any, Literal

from alembic import context

import actions.database.models  # noqa: F401 - declares every table on Base
from actions.database.engine import build_engine
from actions.database.types import UtcDateTime
from knowledge_base.database import Base


def plain_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations name database types, not classes of ours that may move."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run() -> None:
    """Run the migrations in one transaction each."""
    engine = build_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.connect() as connection:
        context.configure(
            connection=connection, target_metadata=Base.metadata, render_as_batch=True, render_item=plain_type
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
