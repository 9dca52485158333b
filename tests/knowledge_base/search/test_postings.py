"""The engine's scores agree with BM25 written down a second time."""

import numpy as np
import pytest
from brute_force_bm25 import bm25, reachable
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.search.config import ViewConfig
from knowledge_base.search.postings import Postings, TokenTable

tokens = st.sampled_from(["养老", "认证", "丧葬", "抚恤", "医保", "退休"])
documents = st.lists(st.lists(tokens, min_size=1, max_size=8), min_size=1, max_size=6)
queries = st.dictionaries(st.one_of(tokens, st.just("没见过")), st.sampled_from([0.2, 1.0]), max_size=5)


def postings(texts, config):
    table = TokenTable()
    for text in texts:
        table.open_document()
        table.extend(text)
    return Postings(table, config)


@settings(deadline=None)
@given(documents, queries, st.sampled_from([0.7, 1.2, 3.0]), st.sampled_from([0.0, 0.5, 0.75]))
def test_scores_agree_with_brute_force(texts, query, k1, b):
    scores, held = np.zeros(len(texts), dtype=np.float32), np.zeros(len(texts), dtype=np.float32)
    total = postings(texts, ViewConfig(1.0, k1, b)).add(query, scores, held, factor=0.5)
    assert scores == pytest.approx([0.5 * score for score in bm25(texts, query, k1, b)], rel=1e-4, abs=1e-6)
    assert total == pytest.approx(0.5 * reachable(texts, query), rel=1e-6)
    assert (scores <= held + 1e-5).all()
    assert (held <= total + 1e-5).all()


def test_an_index_without_passages_is_refused():
    with pytest.raises(ValueError, match="at least one passage"):
        Postings(TokenTable(), ViewConfig(1.0))
