"""Ranks guides by search and wording together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.guides.model import Guide
from knowledge_base.ranking.guide_ranker import FEATURES, GuideRanker
from knowledge_base.text.synonyms import Lexicon


def guide(key, title, *questions, related=()):
    return Guide(key, title, "card", "全国", (), f"{title}。", questions, related=related)


@pytest.fixture(scope="module")
def ranker():
    guides = [
        guide("lost", "社保卡丢了怎么办", "卡丢了上哪补", "社保卡找不着了咋整"),
        guide("expired", "社保卡到期怎么换", "卡到期了还能用吗", "十年到了要不要换卡"),
        guide("bus", "老人坐公交免费吗", "七十岁坐车要钱不", "公交老年卡咋办"),
    ]
    return GuideRanker.build({entry.id: entry for entry in guides}, Lexicon.from_files())


@pytest.mark.parametrize(
    ("question", "first"), [("我的卡弄丢了", "lost"), ("卡快到期了", "expired"), ("老爷子坐车花不花钱", "bus"), ("社宝卡丢了", "lost")]
)
def test_the_guide_that_is_meant_comes_first(ranker, question, first):
    assert ranker.rank(question)[0].guide_id == first


def test_a_stored_question_is_exact(ranker):
    assert ranker.rank("卡丢了上哪补？")[0].features["exact"] == 1.0


def test_log_odds_tell_the_guides_apart(ranker):
    odds = ranker.log_odds("卡丢了")
    assert max(odds, key=odds.get) == "lost"
    assert ranker.log_odds("？？") == {}


def test_the_closest_line_tells_other_business_from_ours():
    guides = {"lost": guide("lost", "社保卡丢了怎么办", "卡丢了上哪补", "社保卡找不着了咋整")}
    outside = {"outside-id-card": ["身份证丢了怎么补", "孩子改名找谁", "户口怎么迁"]}
    ranker = GuideRanker.build(guides, Lexicon.from_files(), outside)
    assert ranker.rank("身份证丢了上哪补")[0].outside > ranker.rank("社保卡丢了上哪补")[0].outside


@given(st.text(max_size=60))
def test_any_text_is_ranked_without_a_crash_and_in_order(ranker, text):
    ranked = ranker.rank(text)
    scores = [entry.score for entry in ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(set(entry.features) == set(FEATURES) for entry in ranked)


@pytest.mark.parametrize("text", ["", "？？", "🙂"])
def test_nothing_said_finds_nothing(ranker, text):
    assert ranker.rank(text) == []
