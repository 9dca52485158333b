"""The first document of the knowledge base, 大政办发〔2017〕49号, comes out as it stands in print."""

from datetime import date

import pytest

from knowledge_base.documents.guessing import guess_level, guess_region
from knowledge_base.documents.numerals import format_numeral
from knowledge_base.documents.parsing import parse_file
from knowledge_base.guides.files import CONTENT


@pytest.fixture(scope="module")
def document():
    return parse_file(CONTENT / "documents" / "dalian-2017-49.txt")


def article(document, label):
    return next(article for article in document.articles if article.label == label)


def test_it_has_exactly_25_articles_in_order(document):
    assert [article.label for article in document.articles] == [f"第{format_numeral(n)}条" for n in range(1, 26)]


def test_its_particulars_are_read(document):
    assert document.title == "大连市企业退休人员社会化管理服务工作办法"
    assert document.number == "大政办发〔2017〕49号"
    assert document.issuer == "大连市人民政府办公厅"
    assert document.printed_on == date(2017, 4, 14)
    assert (document.effective_on, document.effective_note) == (date(2017, 4, 14), "自颁布之日起实施")
    assert (guess_region(document), guess_level(document, "大连")) == ("大连", "规范性文件")


def test_the_letter_that_carries_it_is_the_preamble(document):
    lines = document.preamble.split("\n")
    assert lines[0] == "大连市人民政府办公厅关于印发大连市企业退休人员社会化管理服务工作办法的通知"
    assert lines[1].startswith("各区市县人民政府，各先导区管委会")
    assert lines[2] == "经市政府同意，现将《大连市企业退休人员社会化管理服务工作办法》印发给你们，请认真贯彻执行。"


def test_article_3_has_two_items(document):
    (paragraph,) = article(document, "第三条").paragraphs
    assert paragraph.text == "本办法适用对象："
    assert [(item.label, item.text) for item in paragraph.items] == [
        ("（一）", "本市行政区域内的企业退休人员；"),
        ("（二）", "其他按照规定需要纳入社会化管理的企业退休人员。"),
    ]


def test_article_12_has_five_items_however_their_brackets_were_typed(document):
    (paragraph,) = article(document, "第十二条").paragraphs
    assert [item.label for item in paragraph.items] == ["（一）", "（二）", "（三）", "（四）", "（五）"]
    assert paragraph.items[4].text == "国有企业（或国有企业资产清算组）向市级退管服务机构缴纳企业退休人员社会化管理费。"


@pytest.mark.parametrize(
    ("label", "healed"),
    [
        ("第四条", "在同级政府领导下，负责辖区内企业退休人员的社会化管理服务工作。"),
        ("第八条", "建立企业退休人员健康档案，有计划地开展健康教育"),
        ("第十六条", "应严格执行国家有关档案、保密工作的法律"),
        ("第十九条", "建立沟通协调机制，实现数据和信息共享"),
    ],
)
def test_a_sentence_cut_by_a_page_break_is_whole_again(document, label, healed):
    assert healed in article(document, label).text


@pytest.mark.parametrize(("label", "count"), [("第四条", 1), ("第十条", 2), ("第十一条", 2), ("第十九条", 2)])
def test_real_paragraphs_stay_apart(document, label, count):
    assert len(article(document, label).paragraphs) == count


def test_nothing_of_the_tail_belongs_to_the_last_article(document):
    assert document.articles[-1].text == "本办法自颁布之日起实施。"
