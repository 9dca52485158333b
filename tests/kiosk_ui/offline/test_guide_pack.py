"""The pack of guides and the worker's list, as the server gives them out."""

import json
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from actions.database.engine import build_engine
from actions.database.unit_of_work import UnitOfWork
from kiosk_ui.offline import own_files
from kiosk_ui.offline.pack import GUIDES, GuidePack
from knowledge_base.guides.files import ContentError, load_guides
from knowledge_base.guides.menus import load_menus
from knowledge_base.guides.most_asked import load_most_asked
from knowledge_base.store.model import GuideRecord
from knowledge_base.store.repository import raise_revision


@pytest.fixture(scope="module")
def pack(loaded_engine):
    return json.loads(GuidePack(loaded_engine).current()[0])


@pytest.fixture
def own_knowledge(loaded_engine, tmp_path):
    """A copy of the loaded database that may be changed."""
    file = tmp_path / "own.db"
    with closing(sqlite3.connect(loaded_engine.url.database)) as source, closing(sqlite3.connect(file)) as copy:
        source.backup(copy)
    engine = build_engine(f"sqlite:///{file}")
    yield engine
    engine.dispose()


def test_the_hundred_most_asked_guides_are_answered_with_their_sources(pack):
    assert len(pack["guides"]) == GUIDES == 100
    for guide in pack["guides"]:
        reply = guide["reply"]
        unconfirmed = reply["outcome"] == "decline"  # says that it is not confirmed, and where to ask
        assert reply["text"] and (reply["citations"] or unconfirmed), guide["id"]
        assert all(cited["document"] for cited in reply["citations"])
        assert reply["card"]["type"] == "guide" and reply["card"]["parts"]
        assert len(guide["words"]) > 5
    keys = {guide["id"] for guide in pack["guides"]}
    assert {other for guide in pack["guides"] for other in guide["related"]} <= keys
    assert {topic["key"] for topic in pack["topics"]} == {guide["topic"] for guide in pack["guides"]}


def test_the_order_is_dated_and_sourced_and_begins_with_what_the_faces_offer_first():
    listed, guides = load_most_asked(), load_guides()
    assert listed.as_of <= date(2026, 11, 23) and "menus.yaml" in listed.source
    assert set(listed.guides) <= set(guides)
    menus = load_menus(guides)
    assert list(listed.guides[: len(menus.suggestions)]) == list(menus.suggestions)
    assert set(menus.places) <= set(listed.guides[:GUIDES])


def test_a_list_without_a_source_or_with_a_guide_twice_is_refused(tmp_path):
    (tmp_path / "most_asked.yaml").write_text("as_of: 2026-11-23\nguides: [a, b]\n", encoding="utf-8")
    with pytest.raises(ContentError):
        load_most_asked(tmp_path)
    (tmp_path / "most_asked.yaml").write_text("as_of: 2026-11-23\nsource: x\nguides: [a, a]\n", encoding="utf-8")
    with pytest.raises(ContentError):
        load_most_asked(tmp_path)


def test_a_changed_guide_makes_another_pack_and_one_that_is_gone_gives_its_place_to_the_next(own_knowledge):
    made = GuidePack(own_knowledge)
    content, version = made.current()
    assert made.current() == (content, version)
    first = json.loads(content)["guides"][0]["id"]
    with UnitOfWork(own_knowledge) as work:
        work.session.delete(work.session.get(GuideRecord, first))
        raise_revision(work.session)
        work.commit()
    changed, other = made.current()
    ids = [guide["id"] for guide in json.loads(changed)["guides"]]
    assert other != version and first not in ids and len(ids) == GUIDES


def test_an_unchanged_pack_is_not_sent_twice(app, client, loaded_engine):
    app.extensions["wanqing-guide-pack"] = GuidePack(loaded_engine)
    first = client.get("/api/offline/guides")
    assert first.status_code == 200 and first.headers["Cache-Control"] == "no-cache"
    again = client.get("/api/offline/guides", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and again.data == b""


def kept(client):
    response = client.get("/kiosk/worker.js")
    assert response.mimetype == "text/javascript"
    assert response.headers["Service-Worker-Allowed"] == "/kiosk"
    assert response.headers["Cache-Control"] == "no-cache"
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    return json.loads(response.get_data(as_text=True).split("\n", 1)[0].removeprefix("const KEPT = ").rstrip(";"))


def test_everything_the_page_loads_is_kept_and_nothing_of_a_conversation(client):
    worker = kept(client)
    for path in worker["files"]:
        with client.get(path) as response:
            assert response.status_code == 200, path
    page = client.get("/kiosk").get_data(as_text=True)
    linked = {word.split('"')[1] for word in page.split() if word.startswith(("src=", "href=")) and "/assets/" in word}
    assert {path.split("#")[0] for path in linked} <= set(worker["files"])
    assert not any(path.startswith("/api/conv") or "/chat" in path or "/js/chat" in path for path in worker["files"])


def test_the_version_follows_every_byte_of_the_files_and_the_page(tmp_path, monkeypatch, client):
    (tmp_path / "a.css").write_text("a")
    (tmp_path / "b.js").write_text("b")
    first = own_files.version_of(["a.css", "b.js"], [b"page"], tmp_path)
    assert first == own_files.version_of(["a.css", "b.js"], [b"page"], tmp_path)
    assert first != own_files.version_of(["a.css", "b.js"], [b"pages"], tmp_path)
    (tmp_path / "b.js").write_text("c")
    assert first != own_files.version_of(["a.css", "b.js"], [b"page"], tmp_path)
    served = kept(client)["version"]
    client.application.config["KIOSK_ROOT_PX"] = 44
    assert kept(client)["version"] != served
