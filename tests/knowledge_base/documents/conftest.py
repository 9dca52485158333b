"""An empty knowledge base in memory."""

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

import knowledge_base.store.model  # noqa: F401 - declares the tables
from knowledge_base.database import Base


@pytest.fixture
def session():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()
