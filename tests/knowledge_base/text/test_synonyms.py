"""Typos and dialect are put right, colloquial expressions become official terms, real words are left alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.text.synonyms import Lexicon, LexiconError, LexiconRow, read_rows

LEXICON = Lexicon.from_files()


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("丧藏费多少", "丧葬费多少"),
        ("抚血金按几个月", "抚恤金按几个月"),
        ("今年的认正", "今年的认证"),
        ("社宝卡丢了", "社保卡丢了"),
        ("遗嘱补助怎么领", "遗属补助怎么领"),
        ("高令津贴", "高龄津贴"),
        ("俺的卡咋整", "我的卡怎么办"),
        ("搁哪儿办", "在哪办"),
        ("啥时候发", "什么时候发"),
    ],
)
def test_typos_and_dialect_are_put_right(written, right):
    assert LEXICON.correct(written) == right


@pytest.mark.parametrize(
    "text", ["确认正确", "养老今年涨了", "老人证", "立遗嘱", "证人证言", "丧葬补助金", "本人证件", "社保卡", "认证"]
)
def test_real_words_are_left_alone(text):
    assert LEXICON.correct(text) == text


@pytest.mark.parametrize(
    ("colloquial", "official"),
    [
        ("丧葬费找谁领", "丧葬补助金"),
        ("发丧钱", "丧葬补助金"),
        ("开支卡", "养老金发放账户"),
        ("独生钱", "独生子女父母退休补助"),
        ("包烧费", "采暖费补贴"),
        ("刷脸刷不过去", "认证未通过"),
        ("老伴没了", "去世"),
        ("门槛费", "起付标准"),
    ],
)
def test_colloquial_expressions_become_official_terms(colloquial, official):
    assert official in LEXICON.officialise(colloquial)


def test_an_official_term_is_not_touched_by_a_shorter_row_inside_it():
    assert LEXICON.officialise("丧葬补助金").strip() == "丧葬补助金"


def test_staff_rows_work_without_files():
    lexicon = Lexicon([LexiconRow("synonym", "红本本", "退休证"), LexiconRow("typo", "退修", "退休")])
    assert lexicon.officialise(lexicon.correct("退修的红本本")).split() == ["退休的", "退休证"]


def test_a_lexicon_without_rows_changes_nothing():
    assert Lexicon([]).officialise(Lexicon([]).correct("俺的卡")) == "俺的卡"


@pytest.mark.parametrize(
    "rows",
    [[LexiconRow("synonym", "", "退休证")], [LexiconRow("typo", "退修", "退休"), LexiconRow("typo", "退修", "退役")]],
)
def test_a_row_that_cannot_be_used_is_refused(rows):
    with pytest.raises(LexiconError):
        Lexicon(rows)


def test_a_file_with_a_missing_column_is_named(tmp_path):
    for name in ("synonyms.tsv", "homophones.tsv", "dialect.tsv"):
        (tmp_path / name).write_text("written\tmeant\tnote\n红本\t退休证\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"synonyms\.tsv:2"):
        list(read_rows(tmp_path))


@given(st.text(max_size=80))
def test_any_text_can_be_corrected_and_put_into_official_terms(text):
    assert isinstance(LEXICON.officialise(LEXICON.correct(text)), str)


def test_ten_thousand_characters_take_a_moment():
    started = time.perf_counter()
    LEXICON.officialise(LEXICON.correct("老伴走了丧藏费" * 1429))
    assert time.perf_counter() - started < 1.0
