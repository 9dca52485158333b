"""The database follows the content files: all or nothing, only when they changed, staff rows kept."""

import shutil

import pytest
import yaml
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge_base.guides.files import CONTENT, ContentError
from knowledge_base.store import repository
from knowledge_base.store.lexicon import LexiconEditError, remove_row, set_row
from knowledge_base.store.loading import load_content, load_if_changed
from knowledge_base.store.model import GuideRecord


@pytest.fixture
def session(any_engine):
    with Session(any_engine) as session:
        yield session


@pytest.fixture
def content(tmp_path):
    return shutil.copytree(CONTENT, tmp_path / "content")


def test_a_menu_that_names_no_guide_is_refused(session, content):
    menus = content / "menus.yaml"
    menus.write_text(menus.read_text(encoding="utf-8").replace("card-lost", "card-nowhere"), encoding="utf-8")
    with pytest.raises(ContentError, match="card-nowhere"):
        load_content(session, content)


def count(session):
    return session.scalar(select(func.count()).select_from(GuideRecord))


def test_a_second_load_of_the_same_files_does_nothing(session, content):
    assert load_if_changed(session, content)
    session.commit()
    revision = repository.fetch_revision(session)
    assert not load_if_changed(session, content)
    assert repository.fetch_revision(session) == revision


def test_a_changed_file_is_loaded_and_running_processes_are_told(session, content):
    load_if_changed(session, content)
    revision = repository.fetch_revision(session)
    changed = next((content / "guides" / "card").glob("*.yaml"))
    guide = yaml.safe_load(changed.read_text(encoding="utf-8"))
    changed.write_text(yaml.safe_dump({**guide, "title": "换过的题目"}, allow_unicode=True), encoding="utf-8")
    assert load_if_changed(session, content)
    assert session.get(GuideRecord, guide["id"]).title == "换过的题目"
    assert repository.fetch_revision(session) > revision


def test_a_guide_with_an_unsourced_figure_changes_nothing(session, content):
    load_if_changed(session, content)
    session.commit()
    before = count(session)
    guide = next((content / "guides" / "survivor").glob("*.yaml"))
    text = guide.read_text(encoding="utf-8")
    guide.write_text(text.replace("summary: ", "summary: 给您98765元。", 1), encoding="utf-8")
    with pytest.raises(ContentError, match="98765"):
        load_content(session, content)
    session.rollback()
    assert count(session) == before


def test_a_broken_file_names_itself(session, content):
    next((content / "guides" / "card").glob("*.yaml")).write_text("id: [", encoding="utf-8")
    with pytest.raises(ContentError, match=r"\.yaml"):
        load_content(session, content)


def test_a_word_added_by_staff_survives_a_reload(session, content):
    load_if_changed(session, content)
    set_row(session, "synonym", "养老票子", "基本养老金", "街道加的")
    load_content(session, content)
    assert [row.meant for row in repository.fetch_lexicon(session) if row.written == "养老票子"] == ["基本养老金"]


def test_staff_can_change_and_remove_a_word(session, content):
    load_if_changed(session, content)
    set_row(session, "synonym", "养老票子", "基本养老金")
    set_row(session, "synonym", "养老票子", "养老金")
    assert [row.meant for row in repository.fetch_lexicon(session) if row.written == "养老票子"] == ["养老金"]
    remove_row(session, "synonym", "养老票子")
    assert [row for row in repository.fetch_lexicon(session) if row.written == "养老票子"] == []


@pytest.mark.parametrize("written", ["", "   ", "长" * 51])
def test_an_unusable_word_is_refused_in_chinese(session, written):
    with pytest.raises(LexiconEditError, match="词不能空着"):
        set_row(session, "synonym", written, "养老金")


def test_removing_a_word_that_is_not_there_is_refused(session):
    with pytest.raises(LexiconEditError, match="没有这个词"):
        remove_row(session, "synonym", "没有的词")
