"""Search finds the guide that is meant, whatever words, typos or dialect it is asked in, and nothing when nothing is."""

from dataclasses import replace

import pytest
from brute_force_bm25 import bm25, reachable
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.search.config import GUIDES, STATUTES, SearchConfig, ViewConfig
from knowledge_base.search.index import SearchIndex
from knowledge_base.search.model import Passage
from knowledge_base.text.segment import bigrams
from knowledge_base.text.synonyms import Lexicon, LexiconRow, read_rows


def guide(key, title, *questions, region="全国", summary="", keywords=()):
    fields = {"title": (title,), "questions": questions, "summary": (summary,), "keywords": keywords}
    return Passage(key, "guide", fields, region)


# The titles are in official terms only: what is found by other words is found through the lexicon.
GUIDE_PASSAGES = [
    guide("certification", "领取待遇资格认证怎么办", "每年要认证几次"),
    guide("face", "刷脸认证未通过怎么办", "人脸识别失败了怎么办"),
    guide("funeral", "丧葬补助金去哪里申领", "丧葬补助金怎么领"),
    guide("survivor", "一次性抚恤金按几个月发", "抚恤金怎么算"),
    guide("relatives", "遗属待遇有哪些", "遗属补助谁能领"),
    guide("will", "老人怎样立遗嘱才有效", "遗嘱要公证吗"),
    guide("pension", "养老金怎么算", "每月养老金有多少"),
    guide("suspended", "养老金停发了怎么办", "为什么停发"),
    guide("back-pay", "补发的养老金什么时候到", "补发要多久"),
    guide("card", "社保卡丢失怎么挂失", "社保卡不见了"),
    guide("aged", "高龄津贴给多少", "80岁高龄津贴", region="大连"),
    guide("heating", "采暖费补贴什么时候发", "采暖费补贴多少", region="大连"),
    guide("only-child", "独生子女父母退休补助怎么领", "独生子女补助"),
    guide("deemed", "视同缴费年限怎么认定", "军龄算视同缴费吗"),
    guide("special", "特殊工种提前退休条件", "特殊工种能提前几年"),
    guide("archive", "人事档案在哪里查", "档案丢了怎么办"),
    guide("insurance", "养老保险断缴怎么补缴", "补缴养老保险"),
    guide("medical", "退休以后还交医保吗", "医保要交多少年"),
    guide("medical-away", "异地就医备案怎么办", "外地住院报销"),
    guide("care", "长期护理保险大连有没有", "长护险"),
    guide("flexible", "灵活就业人员怎么参保", "灵活就业"),
    guide("fraud", "来电话要验证码是不是诈骗", "诈骗电话"),
]
ARTICLE = Passage("law#第十七条", "article", {"title": ("社会保险法",), "text": ("参保人死亡的，遗属可以领取丧葬补助金。",)})
LEXICON = Lexicon.from_files()
INDEX = SearchIndex.build([*GUIDE_PASSAGES, ARTICLE], LEXICON)


def best(query, **options):
    hits = INDEX.search(query, 5, **options)
    return hits[0].passage_id if hits else None


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("丧葬费找谁领", "funeral"),
        ("发丧钱咋领", "funeral"),
        ("抚恤费给几个月", "survivor"),
        ("劳保咋算的", "pension"),
        ("包烧费啥时候给", "heating"),
        ("独生钱搁哪领", "only-child"),
        ("刷不过去咋整", "face"),
        ("卡找不着了", "card"),
        ("長壽錢給多少", "aged"),
    ],
)
def test_colloquial_words_find_the_guide_in_official_terms(asked, found):
    assert best(asked) == found


TYPOS = [row for row in read_rows() if row.kind == "typo" and row.written != row.meant]


@pytest.mark.parametrize("row", TYPOS, ids=[row.written for row in TYPOS])
def test_a_typo_finds_what_the_right_spelling_finds(row):
    assert [hit.passage_id for hit in INDEX.search(row.written)] == [hit.passage_id for hit in INDEX.search(row.meant)]


@pytest.mark.parametrize(("typo", "found"), [("抚恤劲", "survivor"), ("高龄金铁", "aged"), ("一地就医", "medical-away")])
def test_a_typo_nobody_listed_is_found_by_its_sound(typo, found):
    plain = SearchIndex.build(GUIDE_PASSAGES, Lexicon([]), replace(GUIDES, views={"pinyin": ViewConfig(1.0)}))
    assert plain.search(typo)[0].passage_id == found


def test_will_and_survivors_are_told_apart():
    assert best("遗嘱怎么立") == "will"
    assert best("遗嘱补助咋领") == "relatives"


@pytest.mark.parametrize("query", ["", " ", "\n\t", "？！。", "😀👍", "\u200b\u200d", "　"])
def test_a_query_without_a_word_finds_nothing(query):
    assert INDEX.search(query) == []


@pytest.mark.parametrize("query", ["qwertz", "zxcvb 9999"])
def test_a_query_that_shares_nothing_finds_nothing(query):
    assert INDEX.search(query, 30) == []


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=60))
def test_any_query_is_answered_with_bounded_features(query):
    hits = INDEX.search(query, 30)
    assert all(0 < hit.score <= 1 for hit in hits)
    assert all(0 <= value <= 1 for hit in hits for value in hit.parts.values())
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("line", ["丧葬费找谁领", "<b>' OR 1=1 --</b>", "😀", "一"])
def test_ten_thousand_characters_are_answered(line):
    INDEX.search((line * 10_000)[:10_000])


def test_the_end_of_a_long_story_counts():
    story = "我们家住在中山区，楼下有个菜市场，天天人来人往。" * 60
    assert best(f"{story}社保卡丢失怎么挂失") == "card"


def test_every_question_finds_its_own_guide_exactly():
    for passage in GUIDE_PASSAGES:
        for question in passage.fields["questions"]:
            hit = INDEX.search(question)[0]
            assert (hit.passage_id, hit.parts["exact"], hit.parts["question"]) == (passage.id, 1, 1)
            assert hit.question == question


def test_punctuation_and_typos_do_not_make_a_question_another():
    assert INDEX.search("一次性扶恤金，按几个月发？")[0].parts["exact"] == 1


def test_a_query_off_the_subject_scores_lower_than_one_on_it():
    assert INDEX.search("明天大连天气怎么样")[0].score < 0.5 * INDEX.search("丧葬补助金怎么领")[0].score


def test_kinds_and_regions_narrow_the_search():
    assert best("丧葬补助金", kinds=["article"]) == "law#第十七条"
    assert {hit.passage_id for hit in INDEX.search("津贴补贴多少", regions=["大连"])} <= {"aged", "heating"}
    assert INDEX.search("丧葬补助金", kinds=[]) == []


def test_margin_is_the_lead_over_the_next_hit():
    first, second = INDEX.search("社保卡丢失怎么挂失", 2)
    assert first.parts["margin"] == pytest.approx(first.score - second.score, abs=1e-6)


def test_explaining_a_hit_gives_the_features_it_was_found_with():
    first = INDEX.search("社保卡丢失怎么挂失", 1)[0]
    assert INDEX.explain("社保卡丢失怎么挂失", first.passage_id) == first
    assert INDEX.explain("社保卡丢失怎么挂失", "fraud").score < first.score
    with pytest.raises(KeyError):
        INDEX.explain("社保卡", "no-such-guide")


def test_scores_agree_with_brute_force_over_fields():
    config = SearchConfig(views={"bigrams": ViewConfig(1.0, 1.5, 0.6)}, fields={"title": 2, "text": 1})
    texts = [("资格认证", "每年认证一次"), ("社保卡挂失", "卡丢了先挂失"), ("医保报销", "先认证再报销")]
    passages = [Passage(str(n), "article", {"title": (t,), "text": (x,)}) for n, (t, x) in enumerate(texts)]
    documents = [bigrams(title) * 2 + bigrams(text) for title, text in texts]
    index = SearchIndex.build(passages, Lexicon([]), config)
    query = dict.fromkeys(bigrams("先认证挂失"), 1.0)
    for number, score in enumerate(bm25(documents, query, 1.5, 0.6)):
        share = score / reachable(documents, query)
        assert index.explain("先认证挂失", str(number)).score == pytest.approx(share, rel=1e-4)


def test_a_staff_synonym_takes_effect_in_a_new_index():
    row = LexiconRow("synonym", "红本本", "人事档案")
    index = SearchIndex.build(GUIDE_PASSAGES, Lexicon([*read_rows(), row]))
    assert index.search("红本本")[0].passage_id == "archive"
    assert best("红本本") is None


@pytest.mark.parametrize(
    ("passages", "message"),
    [
        ([], "at least one"),
        ([guide("a", "甲"), guide("a", "乙")], "share an id"),
        ([Passage("a", "guide", {"colour": ("红",)})], "colour"),
    ],
)
def test_passages_that_cannot_be_indexed_are_refused(passages, message):
    with pytest.raises(ValueError, match=message):
        SearchIndex.build(passages, LEXICON)


def test_of_equal_articles_the_law_stands_above_the_rule_and_support_never_makes_a_hit():
    def article(key, rank, text):
        return Passage(key, "article", {"text": (text,)}, document=key[0], authority=rank)

    passages = [article("a1", "", "遗嘱见证"), article("b1", "law", "遗嘱见证"), article("b2", "law", "垃圾分类")]
    hits = SearchIndex.build(passages, Lexicon([]), STATUTES).search("遗嘱见证")
    assert [hit.passage_id for hit in hits] == ["b1", "a1"]
