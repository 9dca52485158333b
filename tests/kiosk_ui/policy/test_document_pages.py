"""Pages of policy documents: where every 依据 leads."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from actions.database.engine import build_engine
from actions.database.unit_of_work import UnitOfWork
from knowledge_base.documents.importing import Said, import_documents
from knowledge_base.documents.parsing import parse_file, parse_lines
from knowledge_base.documents.reading.line import Line
from knowledge_base.guides.files import CONTENT

RULES = "海滨市食堂条例\n{day}海滨市人民政府公布\n第一章 总则\n第一条 {words}<b>\n第二条 完。\n附录：\n价格"


def parsed(text):
    return parse_lines([Line(line) for line in text.split("\n")])


@pytest.fixture
def ids(settings):
    """Ids by first words: the Dalian document and two versions of another."""
    files = [
        ("dalian.txt", parse_file(CONTENT / "documents" / "dalian-2017-49.txt")),
        ("old.txt", parsed(RULES.format(day="2010年1月1日", words="旧"))),
        ("new.txt", parsed(RULES.format(day="2020年1月1日", words="新"))),
    ]
    engine = build_engine(settings.database_url)
    with UnitOfWork(engine) as work:
        previews = import_documents(work.session, files, Said(), date(2026, 1, 1))
        work.commit()
    engine.dispose()
    return dict(zip(("dalian", "old", "new"), (preview.document_id for preview in previews), strict=True))


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    soup = BeautifulSoup(response.get_data(as_text=True), "html.parser")
    assert not soup.find_all("script", src=False)
    assert not soup.find_all("style")
    assert not soup.find_all(style=True)
    return soup


def test_every_article_has_its_anchor(client, ids):
    soup = page(client, f"/policy/{ids['dalian']}")
    article = soup.find(id="第十九条")
    assert "建立沟通协调机制，实现数据和信息共享" in article.get_text()
    assert len(soup.find_all("section", id=True)) == 25


def test_the_page_names_number_issuer_and_day(client, ids):
    text = page(client, f"/policy/{ids['dalian']}").get_text()
    for words in ("大政办发〔2017〕49号", "大连市人民政府办公厅", "大连"):
        assert words in text


def test_a_superseded_document_leads_to_the_newer_one(client, ids):
    standing = page(client, f"/policy/{ids['old']}").find(class_="standing")
    assert "已经被新的文件替代" in standing.get_text()
    assert standing.a["href"] == f"/policy/{ids['new']}"
    assert page(client, f"/policy/{ids['new']}").find(class_="standing") is None


def test_attachments_and_chapters_are_shown_and_markup_is_text(client, ids):
    soup = page(client, f"/policy/{ids['new']}")
    assert {heading.get_text() for heading in soup.find_all("h2")} == {"第一章 总则", "附录 价格"}
    assert "新<b>" in soup.find(id="第一条").get_text()


def test_the_list_names_every_document(client, ids):
    links = {link["href"] for link in page(client, "/policy/").find_all("a")}
    assert {f"/policy/{key}" for key in ids.values()} <= links


def test_a_document_that_does_not_exist_is_not_found(client):
    assert client.get("/policy/999").status_code == 404
