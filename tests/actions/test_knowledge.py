"""A process notices changed knowledge and goes on answering meanwhile."""

import pytest
from sqlalchemy.orm import Session

from actions.database.engine import build_engine
from actions.database.migrate import upgrade
from actions.knowledge import KnowledgeHolder
from knowledge_base.answering.model import Question
from knowledge_base.store.lexicon import set_row
from knowledge_base.store.loading import load_if_changed


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('holder') / 'wanqing.db'}"
    upgrade(url)
    engine = build_engine(url)
    with Session(engine) as session:
        load_if_changed(session)
        session.commit()
    yield engine
    engine.dispose()


def test_a_word_staff_add_is_understood_after_a_refresh_and_the_same_answerer_serves_until_then(engine):
    holder = KnowledgeHolder(engine)
    before = holder.answerer()
    assert holder.answerer() is before
    assert before.answer(Question("霹雳子找谁领")).outcome != "answer"
    with Session(engine) as session:
        set_row(session, "synonym", "霹雳子", "丧葬补助金")
        session.commit()
    holder.refresh()
    after = holder.answerer()
    assert after is not before
    assert after.answer(Question("霹雳子找谁领")).answers[0].guide.topic == "survivor"


def test_a_refresh_without_a_change_rebuilds_nothing(engine):
    holder = KnowledgeHolder(engine)
    answerer = holder.answerer()
    holder.refresh()
    assert holder.answerer() is answerer
