"""The content beside the guides: menus, what is not our business, ways of asking."""

from knowledge_base.guides.checks import hanzi_count
from knowledge_base.guides.files import load_guides, load_outside
from knowledge_base.guides.menus import load_menus
from knowledge_base.topics import TOPICS

GUIDES = load_guides()


def test_every_topic_has_a_menu_of_six_with_titles_that_fit_a_button():
    menus = load_menus(GUIDES)
    by_topic = {topic: [key for key in menus.places if GUIDES[key].topic == topic] for topic in TOPICS}
    assert {topic: len(keys) for topic, keys in by_topic.items()} == dict.fromkeys(TOPICS, 6)
    assert [key for key in menus.places if hanzi_count(GUIDES[key].title) > 14] == []


def test_suggestions_are_short_questions():
    suggestions = load_menus(GUIDES).suggestions.values()
    assert 4 <= len(suggestions) <= 8
    assert [text for text in suggestions if hanzi_count(text) > 14] == []


def test_what_is_not_our_business_stands_in_no_guide():
    ours = {question for guide in GUIDES.values() for question in (*guide.questions, *guide.phrasings)}
    outside = [line for lines in load_outside().values() for line in lines]
    assert len(outside) == len(set(outside)) >= 200
    assert set(outside) & ours == set()


def test_every_guide_knows_at_least_twenty_ways_of_asking():
    assert [key for key, guide in GUIDES.items() if len(guide.questions) + len(guide.phrasings) < 20] == []
