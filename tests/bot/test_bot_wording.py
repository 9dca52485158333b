"""The fixed wording in the domain obeys the house style."""

import re

import pytest
from bot_project import action_of, responses

KNOWN_NUMBERS = {"12333", "12345", "12393", "110", "120"}
LONGEST_SENTENCE = 40  # hanzi; longer ones are lost before their end is read out
WORDINGS = [(name, variations[0]["text"]) for name, variations in sorted(responses().items())]


@pytest.mark.parametrize(("name", "variations"), sorted(responses().items()))
def test_wording_has_one_variation(name: str, variations: list[dict[str, str]]) -> None:
    assert [list(variation) for variation in variations] == [["text"]]


@pytest.mark.parametrize(("name", "text"), WORDINGS)
def test_wording_is_calm_plain_chinese(name: str, text: str) -> None:
    assert re.findall(r"[^\u4e00-\u9fff，。、：？0-9 ]", text) == []


@pytest.mark.parametrize(("name", "text"), WORDINGS)
def test_wording_says_nin(name: str, text: str) -> None:
    assert "你" not in text


@pytest.mark.parametrize(("name", "text"), WORDINGS)
def test_wording_names_only_known_numbers(name: str, text: str) -> None:
    assert set(re.findall(r"\d+", text)) <= KNOWN_NUMBERS


@pytest.mark.parametrize(("name", "text"), WORDINGS)
def test_sentences_are_short(name: str, text: str) -> None:
    assert [sentence for sentence in re.split(r"[。？]", text) if len(sentence) > LONGEST_SENTENCE] == []


def test_all_small_talk_has_wording() -> None:
    small_talk = {intent for intent, action in action_of().items() if action == "action_small_talk"}
    assert {f"utter_{intent}" for intent in small_talk} <= set(responses())


def test_despair_is_offered_people_and_rescue() -> None:
    text = responses()["utter_distress"][0]["text"]
    assert all(word in text for word in ("工作人员", "110", "120"))
