"""A citation's 款 and 项 are found in the article's own words."""

import pytest

from knowledge_base.documents.quoting import cited_label, cited_words

TEXT = "用餐人员：\n（一）老人；\n（二）持证的：\n1.残疾证；\n2.低保证。\n（三）其他。\n前款由社区确定。"


@pytest.mark.parametrize(
    ("citation", "label"),
    [("第十七条", "第十七条"), ("第十七、十八条", "第十七条"), ("第十条之一第二款", "第十条之一"), ("第六部分", "第六部分"),
     ("第二十六条第二款（一）", "第二十六条"), ("附件", None), ("", None)],
)  # fmt: skip
def test_the_first_article_or_section_is_meant(citation, label):
    assert cited_label(citation) == label


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        ("第三条第二款", "前款由社区确定。"),
        ("第三条第一款", TEXT.rsplit("\n", 1)[0]),
        ("第三条（二）", "用餐人员：\n（二）持证的：\n1.残疾证；\n2.低保证。"),
        ("第三条第一款（三）", "用餐人员：\n（三）其他。"),
        ("第三条", TEXT),
        ("第三条第九款", TEXT),
        ("第三条（九）", TEXT),
    ],
)
def test_items_belong_to_the_paragraph_that_introduces_them(citation, words):
    assert cited_words(TEXT, citation) == words
