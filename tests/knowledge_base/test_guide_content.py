"""Every guide the public may read is sourced, plain and true to its facts."""

import pytest

from knowledge_base.guides.checks import check_guide
from knowledge_base.guides.files import load_facts, load_guides, load_tables
from knowledge_base.topics import TOPICS

FACTS, TABLES, GUIDES = load_facts(), load_tables(), load_guides()


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
def test_guide_is_sourced_plain_and_true_to_its_facts(guide):
    assert check_guide(guide, FACTS, TABLES) == []


def test_related_guides_exist():
    assert {key for guide in GUIDES.values() for key in guide.related} <= set(GUIDES)


def test_every_topic_has_guides_and_there_are_at_least_160():
    assert {guide.topic for guide in GUIDES.values()} == set(TOPICS)
    assert len(GUIDES) >= 160


def test_no_question_stands_in_two_guides():
    seen: dict[str, str] = {}
    twice = []
    for guide in GUIDES.values():
        for question in (*guide.questions, *guide.phrasings):
            if question in seen:
                twice.append((question, seen[question], guide.id))
            seen[question] = guide.id
    assert twice == []
