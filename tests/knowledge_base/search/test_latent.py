"""A question leans towards guides whose words its own words keep company with elsewhere."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.search.config import ViewConfig
from knowledge_base.search.latent import Latent
from knowledge_base.search.postings import Postings, TokenTable

# 包烧 and 采暖 keep company; the last guide on 采暖 never says 包烧.
TEXTS = [["包烧", "采暖"], ["包烧", "采暖", "补贴"], ["包烧", "采暖"], ["认证", "刷脸"], ["认证", "周期"], ["采暖"]]
TEXTS += [["社保卡", "挂失"]] * 6
ALL = tuple(range(len(TEXTS)))


def latent(rows=ALL, dimensions=3):
    table = TokenTable()
    for text in TEXTS:
        table.open_document()
        table.extend(text)
    return Latent({"words": Postings(table, ViewConfig(1.0))}, {"words": 1.0}, np.array(list(rows)), dimensions)


def test_a_guide_is_near_a_word_it_never_uses():
    near = latent().similarity({"words": {"包烧": 1.0}})
    assert near[5] > 0.5
    assert near[3] < 0.1


def test_words_nobody_used_bring_nothing_near():
    assert not latent().similarity({"words": {"天气": 1.0}}).any()
    assert not latent().similarity({"words": {}}).any()


def test_an_unknown_word_beside_a_known_one_lowers_the_likeness():
    alone = latent().similarity({"words": {"包烧": 1.0}})
    beside = latent().similarity({"words": {"包烧": 1.0, "天气": 1.0}})
    assert 0 < beside[0] < alone[0]


def test_passages_left_out_have_no_likeness():
    assert not latent(rows=[3, 4]).similarity({"words": {"认证": 1.0}})[[0, 1, 2, 5]].any()


@given(st.dictionaries(st.sampled_from([token for text in TEXTS for token in text]), st.floats(0.1, 1.0)))
def test_likeness_lies_between_0_and_1(query):
    found = latent().similarity({"words": query})
    assert ((found >= 0) & (found <= 1 + 1e-6)).all()
