"""Tells a follow-up that needs its thread from a question that stands alone."""

import pytest

from knowledge_base.answering.follow_up import asks_for_another, leans_on_thread, names_no_matter


@pytest.mark.parametrize("text", ["那住院呢", "那地铁呢？", "坐飞机呢"])
def test_one_new_word_asks_for_another_matter(text):
    assert asks_for_another(text)


@pytest.mark.parametrize("text", ["那六十五的呢", "那我老伴呢", "那要带什么呢", "那住院能报多少"])
def test_another_age_or_person_or_a_part_is_the_same_matter(text):
    assert not asks_for_another(text)


@pytest.mark.parametrize("text", ["报几成啊", "远不远"])
def test_a_few_words_lean_on_their_thread(text):
    assert leans_on_thread(text)


@pytest.mark.parametrize(("text", "nothing"), [("几点关门", True), ("远不远", True), ("高龄津贴", False), ("社保卡丢了", False)])
def test_only_questions_without_a_matter_name_none(text, nothing):
    assert names_no_matter(text) is nothing
