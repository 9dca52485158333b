"""Chapters, articles, 款, 项, 目, sections, annexes and tails are where print puts them."""

import pytest
from document_samples import DECISION_WITH_RULES, NOTICE_WITH_SECTIONS, RULES, labels, parse

from knowledge_base.documents.errors import DocumentError


def article(document, label):
    return next(article for article in document.articles if article.label == label)


def test_a_table_of_contents_makes_no_articles_and_no_chapters():
    document = parse(RULES)
    assert labels(document) == ["第一条", "第二条", "第三条", "第四条", "第五条"]
    assert [a.heading for a in document.articles] == [
        "第一章 总则", "第一章 总则", "第二章 用餐 / 第一节 对象", "第二章 用餐 / 第二节 价格", "第三章 附则",
    ]  # fmt: skip
    assert "用餐" not in document.preamble


def test_contents_with_articles_and_page_numbers_are_no_articles():
    document = parse("海滨市办法\n目录\n第一条 目的……1\n第二条 对象......2\n第一条 为了方便，制定本办法。\n第二条 对象是老人。")
    assert [a.text for a in document.articles] == ["为了方便，制定本办法。", "对象是老人。"]


def test_items_hold_their_sub_items():
    (first, second) = article(parse(RULES), "第三条").paragraphs
    assert [item.label for item in first.items] == ["（一）", "（二）", "（三）"]
    assert [(item.label, item.text) for item in first.items[1].items] == [("1.", "残疾证；"), ("2.", "低保证。")]
    assert second.text == "前款第三项人员由社区确定。"


def test_an_article_mentioned_in_a_sentence_starts_nothing():
    assert "第十二条第二款标准另行公布。" in article(parse(RULES), "第四条").text
    assert labels(parse("海滨市办法\n第一条 按照\n第二条的规定办理，并按第三条、第四条执行。\n第二条 完。")) == ["第一条", "第二条"]


@pytest.mark.parametrize("mark", ["第二条 ", "第二条　", "第 二 条 ", "第2条 ", "**第二条**　", "第二条"])
def test_labels_may_be_set_with_gaps_digits_or_bold(mark):
    document = parse(f"海滨市办法\n第一条 为了方便老年人，制定本办法。\n{mark}老年人可以用餐。")
    assert document.articles[1].text == "老年人可以用餐。"


def test_inserted_articles_keep_their_label():
    text = "海滨市办法\n第九条 甲。\n第十条 乙。\n第十条之一 丙。\n第十条之二 丁。\n第十一条 戊。"
    assert labels(parse(text)) == ["第九条", "第十条", "第十条之一", "第十条之二", "第十一条"]


def test_the_name_of_a_chapter_may_stand_on_the_next_line():
    document = parse("海滨市办法\n第一条 甲。\n第二章\n用　餐\n第二条 乙。")
    assert document.articles[1].heading == "第二章 用餐"
    assert document.articles[0].text == "甲。"


def test_quoted_articles_of_an_amendment_are_text():
    text = "海滨市人民政府关于修改办法的决定\n一、第一条修改为：\n“第一条 为了方便。”\n二、删去第二条。\n三、本决定自公布之日起施行。"
    document = parse(text)
    assert labels(document) == ["第一部分", "第二部分", "第三部分"]


def test_a_notice_without_articles_is_cited_by_its_sections():
    document = parse(NOTICE_WITH_SECTIONS)
    assert labels(document) == ["第一部分", "第二部分", "第三部分"]
    assert document.title == "海滨市民政局关于做好老年食堂工作的通知"
    assert (document.number, document.issuer) == ("海民发〔2022〕7号", "海滨市民政局")
    assert [item.label for item in document.articles[1].paragraphs[0].items] == ["（一）", "（二）"]
    assert document.articles[2].text == "本通知自2022年6月1日起执行。"


def test_attachments_are_kept_apart_from_the_last_article():
    (attachment,) = parse(NOTICE_WITH_SECTIONS).attachments
    assert attachment.title == "附件：1.名册样式"
    assert "核对表" in attachment.text


def test_an_annex_with_articles_is_a_document_of_its_own():
    decision = parse(DECISION_WITH_RULES)
    (rules,) = decision.annexes
    assert labels(decision) == ["第一部分", "第二部分", "第三部分"]
    assert labels(rules) == ["第一条", "第二条", "第三条"]
    assert rules.title == "海滨市敬老餐办法"
    assert rules.preamble == "为了做好敬老餐工作，制定本办法。"
    assert rules.issuer == decision.issuer == "海滨市人民代表大会常务委员会"
    assert rules.effective_on == decision.effective_on


def test_an_annex_shares_the_number_when_no_citation_can_mean_two_articles():
    carried = NOTICE_WITH_SECTIONS.split("附件：")[0] + "附件\n海滨市食堂细则\n第一条 甲。\n第二条 乙。"
    notice = parse(carried)
    assert notice.number == notice.annexes[0].number == "海民发〔2022〕7号"


def test_two_annexes_do_not_share_the_number():
    carried = (
        NOTICE_WITH_SECTIONS.split("附件：")[0]
        + "附件1\n海滨市食堂细则\n第一条 甲。\n第二条 乙。\n附件2\n海滨市补贴细则\n第一条 丙。\n第二条 丁。"
    )
    assert [(annex.title, annex.number) for annex in parse(carried).annexes] == [("海滨市食堂细则", ""), ("海滨市补贴细则", "")]


def test_a_letter_that_only_carries_rules_gives_them_its_number():
    text = "海政发〔2020〕3号\n海滨市人民政府关于印发海滨市食堂细则的通知\n各区：\n现印发给你们。\n2020年2月1日\n海滨市食堂细则\n第一条 甲。\n第二条 乙。"
    document = parse(text)
    assert (document.title, document.number, document.issuer) == ("海滨市食堂细则", "海政发〔2020〕3号", "海滨市人民政府")
    assert document.annexes == ()


def test_a_resolution_without_numbering_is_one_article():
    text = "海滨市人民代表大会关于批准食堂规划的决议\n2020年1月8日海滨市第九届人民代表大会第一次会议通过\n会议决定，批准食堂规划。"
    document = parse(text)
    assert labels(document) == ["全文"]
    assert document.articles[0].text == "会议决定，批准食堂规划。"


@pytest.mark.parametrize("number", ["— 3 —", "- 3 -", "第3页 共9页", "—3—"])
def test_page_numbers_inside_a_sentence_vanish(number):
    text = f"海滨市办法\n第一条 各区人民政府应当安排经费，并且负责本辖区\n\n{number}\n\n内老年食堂的管理工作。\n第二条 乙。"
    assert parse(text).articles[0].text == "各区人民政府应当安排经费，并且负责本辖区内老年食堂的管理工作。"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("申请用餐补贴的老年人应当同时符合", "下列条件："),
        ("违反本办法的，由街道办事处依照第三条第", "（二）项规定处理。"),
        ("食堂依照《海滨市老年食堂卫生标准》（以下简称标准）", "配备人员。"),
        ("补贴的具体数额，由民政部门按照", "第十二条第二款规定另行公布。"),
    ],
)
def test_a_sentence_is_joined_wherever_the_page_cut_it(before, after):
    text = f"海滨市办法\n第一条 {before}\n\n{after}\n第二条 完。"
    assert parse(text).articles[0].text == before + after


def test_lines_wrapped_at_a_width_are_joined_by_their_indents():
    text = (
        "　　　　　海滨市食堂办法\n"
        "　　第一条 老年食堂应当保证食品安全，建立进货查验\n制度，并接受监督。\n"
        "　　食堂应当公开价格，不得强制消费，也不得拒绝老人\n用餐。\n"
        "　　第二条 食堂每天供应两餐，具体时间由各食堂自行确\n定，并向社会公布。\n"
    )
    document = parse(text)
    assert [len(a.paragraphs) for a in document.articles] == [2, 1]
    assert document.articles[0].paragraphs[1].text == "食堂应当公开价格，不得强制消费，也不得拒绝老人用餐。"


@pytest.mark.parametrize(
    "text",
    ["今天天气很好，我们去公园散步。", "买菜清单\n白菜\n萝卜", "买菜清单\n一、白菜\n二、萝卜", "第一条 没有标题。\n第二条 也没有。", "# 会议通知", "a" * 5000],
)
def test_what_is_no_official_document_is_refused(text):
    with pytest.raises(DocumentError) as refused:
        parse(text)
    assert refused.value.code == "not-a-document"
