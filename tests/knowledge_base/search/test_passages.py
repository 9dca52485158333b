"""Guides and articles become passages the index can hold."""

import pytest

from knowledge_base.guides.files import load_guides
from knowledge_base.search.config import GUIDES, STATUTES
from knowledge_base.search.index import SearchIndex
from knowledge_base.search.passages import article_passage, authority, guide_passage
from knowledge_base.text.synonyms import Lexicon


def test_nine_in_ten_guides_are_found_by_their_title():
    guides = load_guides()
    index = SearchIndex.build([guide_passage(guide) for guide in guides.values()], Lexicon.from_files())
    found = [index.search(guide.title, 1)[0].passage_id == key for key, guide in guides.items()]
    assert sum(found) >= 0.9 * len(found)


@pytest.mark.parametrize("config", [GUIDES, STATUTES])
def test_articles_are_found_by_their_text(config):
    passages = [
        article_passage("社会保险法", "", "第十七条", "因病死亡的，其遗属可以领取丧葬补助金和抚恤金。", "全国", "第二章 基本养老保险"),
        article_passage("某办法", "大政发〔2017〕1号", "第三条", "街道负责资格认证。", "大连"),
    ]
    index = SearchIndex.build(passages, Lexicon.from_files(), config)
    assert index.search("抚恤金")[0].passage_id == "社会保险法#第十七条"
    assert index.search("资格认证")[0].passage_id == "大政发〔2017〕1号#第三条"


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("中华人民共和国民法典", "code"),
        ("中华人民共和国社会保险法", "law"),
        ("中华人民共和国立法法（2023修正）", "law"),
        ("最高人民法院关于审理劳动争议案件适用法律问题的解释（一）", "interpretation"),
        ("工伤保险条例", "regulation"),
        ("企业职工基本养老保险遗属待遇暂行办法", ""),
        ("关于加强社会化管理的通知", ""),
    ],
)
def test_the_rank_of_a_text_is_read_from_its_title(title, rank):
    assert authority(title) == rank
