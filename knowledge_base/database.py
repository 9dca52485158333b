"""The declarative base every table of the house is declared on."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

# Fixed names, so that a migration can drop a constraint on SQLite and PostgreSQL alike.
NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Metadata shared by knowledge_base and actions; Alembic owns the schema."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
