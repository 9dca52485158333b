"""Citations of facts find the stored articles, whichever way the fact sheet names a document."""

from datetime import date

import pytest
from document_samples import DECISION_WITH_RULES, NOTICE_WITH_SECTIONS, parse
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from knowledge_base.answering.evidence import find_article
from knowledge_base.database import Base
from knowledge_base.documents.importing import Said, import_documents
from knowledge_base.snapshot import Knowledge
from knowledge_base.store.loading import load_content

OLD = "海滨市食堂条例\n2010年1月1日国务院令第5号公布\n第一条 旧。\n第二条 旧二。"
UNKNOWN = "食堂办法\n第一条 甲。\n第二条 乙。"
NEW = "中华人民共和国海滨市食堂条例\n2020年1月1日国务院令第9号修订\n第一条 新。\n第二条 新二。"


@pytest.fixture(scope="module")
def knowledge():
    """The whole knowledge base with a few documents more, one of them of an unknown region."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        load_content(session)
        texts = (OLD, NEW, NOTICE_WITH_SECTIONS, DECISION_WITH_RULES)
        import_documents(session, [("a.txt", parse(text)) for text in texts], Said(region="大连"), date(2026, 1, 1))
        import_documents(session, [("b.txt", parse(UNKNOWN))], Said(), date(2026, 1, 1))
        yield Knowledge.load(session, date(2026, 1, 1))
    engine.dispose()


@pytest.mark.parametrize(
    ("document", "number", "article", "words"),
    [
        ("海滨市食堂条例", "", "第一条", "新。"),
        ("中华人民共和国海滨市食堂条例", "国务院令第77号", "第二条第一款", "新二。"),
        ("海滨市食堂条例", "国务院令第5号", "第一条", "旧。"),
        ("", "海民发〔2022〕7号", "第一部分", "提高认识\n各区要高度重视。"),
        ("海滨市民政局关于做好老年食堂工作的通知", "", "第一条", "提高认识\n各区要高度重视。"),
        ("海滨市敬老餐办法", "", "第二条", "敬老餐免费。"),
        ("海滨市人民代表大会常务委员会关于实施敬老餐制度的决定", "", "第二部分", "批准《海滨市敬老餐办法》。"),
    ],
)
def test_a_citation_finds_its_article(knowledge, document, number, article, words):
    assert find_article(document, number, article, knowledge).text == words


@pytest.mark.parametrize(("document", "article"), [("海滨市食堂条例", "第九条"), ("没有的条例", "第一条"), ("海滨市食堂条例", "附件")])
def test_a_citation_of_nothing_stored_finds_nothing(knowledge, document, article):
    assert find_article(document, "", article, knowledge) is None


def test_articles_of_an_unknown_region_never_answer(knowledge):
    assert find_article("食堂办法", "", "第一条", knowledge) is None
