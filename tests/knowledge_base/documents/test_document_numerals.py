"""Numerals of article labels, both ways."""

import pytest
from document_samples import parse
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.documents.numerals import format_numeral, parse_numeral


@pytest.mark.parametrize(
    ("written", "number"),
    [("一", 1), ("十", 10), ("十九", 19), ("二十", 20), ("一百", 100), ("一百零三", 103), ("一百一十", 110),
     ("一百二十三", 123), ("一千二百六十", 1260), ("一千零一", 1001), ("二〇一七", 2017)],
)  # fmt: skip
def test_numerals_mean_what_laws_mean(written, number):
    assert parse_numeral(written) == number


@pytest.mark.parametrize("written", ["", "条", "十百", "一万", "一十百"])
def test_what_is_no_numeral_is_none(written):
    assert parse_numeral(written) is None


@given(st.integers(1, 9999))
def test_every_numeral_reads_back(number):
    assert parse_numeral(format_numeral(number)) == number


def test_every_article_up_to_1260_is_found():
    numbers = range(1, 1261)
    text = "海滨市长条例\n" + "\n".join(f"第{format_numeral(n)}条 内容{n}。" for n in numbers)
    assert [article.label for article in parse(text).articles] == [f"第{format_numeral(n)}条" for n in numbers]
