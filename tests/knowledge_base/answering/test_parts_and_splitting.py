"""Hears the part that is asked for, and where one question ends and the next begins."""

import pytest

from knowledge_base.answering.parts_asked import has_own_topic, part_asked
from knowledge_base.answering.splitting import split_questions


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("那要带什么", "materials"),
        ("得拿啥手续", "materials"),
        ("多长时间能办下来", "time"),
        ("啥时候能到账", "time"),
        ("上哪办", "place"),
        ("搁哪儿弄", "place"),
        ("给多少钱", "amount"),
        ("咋整", "steps"),
        ("打哪个电话", "phone"),
        ("谁能去领", "who"),
        ("有什么条件", "conditions"),
        ("我爸在外地呢", None),
    ],
)
def test_the_part_asked_for_is_heard(text, part):
    assert part_asked(text) == part


@pytest.mark.parametrize("text", ["那要带什么", "多长时间", "上哪办呢", "那得多少钱啊", "怎么办", "打什么电话"])
def test_a_bare_follow_up_has_no_topic_of_its_own(text):
    assert not has_own_topic(text)


@pytest.mark.parametrize("text", ["养老金要带什么", "认证多长时间一次", "丧葬费上哪办"])
def test_a_whole_question_has_its_own_topic(text):
    assert has_own_topic(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("丧葬费找谁领？认证咋做？", ["丧葬费找谁领", "认证咋做"]),
        ("丧葬费找谁领，还有档案在哪里", ["丧葬费找谁领", "档案在哪里"]),
        ("丧葬费找谁领", ["丧葬费找谁领"]),
        ("认证用哪个软件，收费吗", ["认证用哪个软件", "收费吗"]),
        ("自己交最低交多少，停两年再交中不中", ["自己交最低交多少", "停两年再交中不中"]),
        ("退休证没了怎么补，党员关系如何转", ["退休证没了怎么补", "党员关系如何转"]),
        ("我在闺女家住着呢，认证怎么做", ["我在闺女家住着呢，认证怎么做"]),
        ("你好。丧葬费找谁领", ["你好。丧葬费找谁领"]),
    ],
)
def test_questions_are_cut_where_people_start_a_new_one(text, pieces):
    assert split_questions(text) == pieces
