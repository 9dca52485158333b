"""The engine, the unit of work and the migrations (Alembic owns the schema)."""
