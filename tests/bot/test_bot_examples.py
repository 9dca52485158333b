"""The example messages: enough of them, none in two places, the judge's apart from the pupil's."""

import re
from collections import Counter, defaultdict

import pytest
from bot_project import BOT, NEVER_SAID, domain_list, held_out_examples, lines, read_yaml, training_examples

from knowledge_base.guides.model import PARTS

FEWEST_EXAMPLES = 35
FEWEST_POLICY_QUESTIONS = 400
SPOKEN_INTENTS = sorted(set(domain_list("intents")) - NEVER_SAID)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


@pytest.mark.parametrize("intent", SPOKEN_INTENTS)
def test_every_intent_has_enough_examples(intent: str) -> None:
    fewest = FEWEST_POLICY_QUESTIONS if intent == "policy_question" else FEWEST_EXAMPLES
    assert sum(name == intent for name, _ in training_examples()) >= fewest


@pytest.mark.parametrize("intent", SPOKEN_INTENTS)
def test_every_intent_is_judged(intent: str) -> None:
    assert sum(name == intent for name, _ in held_out_examples()) >= 3


def test_examples_name_only_intents_of_the_domain() -> None:
    named = {name for name, _ in training_examples() + held_out_examples()}
    assert named <= set(SPOKEN_INTENTS)


def test_no_example_stands_in_two_intents() -> None:
    intents = defaultdict(set)
    for name, text in training_examples():
        intents[_plain(text)].add(name)
    assert {text: names for text, names in intents.items() if len(names) > 1} == {}


def test_no_example_stands_twice() -> None:
    counted = Counter(text for _, text in training_examples())
    assert [text for text, count in counted.items() if count > 1] == []


def test_held_out_messages_are_not_trained_on() -> None:
    trained = {_plain(text) for _, text in training_examples()}
    assert [text for _, text in held_out_examples() if _plain(text) in trained] == []


def test_examples_hold_no_personal_numbers() -> None:
    assert [text for _, text in training_examples() + held_out_examples() if re.search(r"\d{7,}", text)] == []


def test_guide_part_wordings_and_their_meanings_are_the_same_list() -> None:
    blocks = read_yaml(BOT / "data/nlu/guide_part.yml")["nlu"]
    found = [line for block in blocks if "lookup" in block for line in lines(block)]
    meant = [line for block in blocks if "synonym" in block for line in lines(block)]
    assert sorted(found) == sorted(meant)
    assert len(set(meant)) == len(meant)


def test_longer_guide_part_wordings_are_tried_first() -> None:
    blocks = read_yaml(BOT / "data/nlu/guide_part.yml")["nlu"]
    (found,) = [lines(block) for block in blocks if "lookup" in block]
    assert [len(wording) for wording in found] == sorted((len(wording) for wording in found), reverse=True)


def test_guide_parts_are_parts_of_guides() -> None:
    blocks = read_yaml(BOT / "data/nlu/guide_part.yml")["nlu"]
    assert {block["synonym"] for block in blocks if "synonym" in block} <= set(PARTS)


def test_both_rooms_have_the_same_dictionary() -> None:
    theirs = BOT.parent / "knowledge_base/content/dictionary/wanqing.dict.txt"
    assert (BOT / "dictionary/wanqing.dict.txt").read_bytes() == theirs.read_bytes()


def test_the_dictionary_folder_holds_nothing_else() -> None:
    # JiebaTokenizer reads every file there as a dictionary.
    assert [path.name for path in (BOT / "dictionary").iterdir()] == ["wanqing.dict.txt"]
