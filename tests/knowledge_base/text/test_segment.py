"""Text is cut into words, bigrams and characters; the domain's words stay whole."""

import tempfile
from pathlib import Path

import pytest

from knowledge_base.text.segment import (
    DOMAIN_DICTIONARY,
    Segmenter,
    bigrams,
    read_domain_dictionary,
    shared_segmenter,
    unigrams,
)


@pytest.mark.parametrize("word", ["丧葬补助金", "抚恤金", "高龄津贴", "采暖费补贴", "视同缴费年限", "领取待遇资格认证"])
def test_words_of_the_domain_stay_whole(word):
    assert word in shared_segmenter().words(f"我想问{word}怎么办")


def test_search_words_hold_the_shorter_words_inside():
    assert {"养老", "保险", "养老保险"} <= set(shared_segmenter().search_words("养老保险"))


def test_no_character_of_a_text_is_lost():
    text = "退休人员刷脸认证12333没过"
    assert "".join(shared_segmenter().words(text)) == text


def test_punctuation_separates_bigrams_and_letters_stay_whole():
    assert bigrams("卡丢了,打12333") == ["卡丢", "丢了", "打", "12333"]
    assert unigrams("打12333") == ["打", "12333"]


def test_every_line_of_the_domain_dictionary_is_read_once():
    words = [word for word, _ in read_domain_dictionary(DOMAIN_DICTIONARY)]
    assert len(words) > 300
    assert len(words) == len(set(words))


def test_a_malformed_line_of_the_dictionary_is_named(tmp_path):
    path = tmp_path / "broken.dict.txt"
    path.write_text("养老金 20000 n\n抚恤金\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.dict\.txt:2"):
        Segmenter(path)


def test_loading_leaves_no_cache_file_behind():
    folders = (Path(tempfile.gettempdir()), DOMAIN_DICTIONARY.parent)
    before = {path for folder in folders for path in folder.glob("*jieba*")}
    Segmenter()
    assert {path for folder in folders for path in folder.glob("*jieba*")} == before
