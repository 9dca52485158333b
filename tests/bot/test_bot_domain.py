"""Every message must end in exactly one action, and that action must exist."""

from collections import Counter

import pytest
from bot_project import BOT, action_of, domain_list, read_yaml, rules, stories

from actions.dialogue.registry import all_actions


def test_every_intent_has_exactly_one_rule() -> None:
    assert Counter(steps[0]["intent"] for steps in rules()) == Counter(domain_list("intents"))


def test_every_rule_is_one_intent_and_one_action() -> None:
    assert [steps for steps in rules() if [list(step) for step in steps] != [["intent"], ["action"]]] == []


def test_every_action_of_the_domain_is_used_by_a_rule() -> None:
    assert set(action_of().values()) == set(domain_list("actions"))


def test_the_action_server_serves_every_action_of_the_domain(loaded_counter) -> None:
    # Names need no knowledge, so none is loaded.
    served = {action.name() for action in all_actions(None, loaded_counter)}  # type: ignore[arg-type]
    assert set(domain_list("actions")) <= served


def test_what_cannot_be_placed_goes_to_the_knowledge_base() -> None:
    policy = read_yaml(BOT / "config.yml")["policies"][0]
    assert policy["core_fallback_action_name"] == action_of()["nlu_fallback"] == "action_answer_policy"


@pytest.mark.parametrize(("name", "steps"), stories(), ids=[name for name, _ in stories()])
def test_stories_follow_the_rules(name: str, steps: list[dict[str, str]]) -> None:
    said, done = steps[::2], steps[1::2]
    assert [action_of()[step["intent"]] for step in said] == [step["action"] for step in done]


def test_every_action_stands_in_a_story() -> None:
    in_stories = {action_of()[step["intent"]] for _, steps in stories() for step in steps[::2]}
    assert in_stories == set(domain_list("actions"))


def test_slots_do_not_steer_the_dialogue() -> None:
    slots = read_yaml(BOT / "domain/session.yml")["slots"]
    assert set(slots) == {"topic_guide", "last_question", "candidates", "failed_turns"}
    assert [name for name, slot in slots.items() if slot["influence_conversation"]] == []


def test_rasa_finds_the_domain_under_the_name_it_looks_for() -> None:
    assert (BOT / "domain.yml").resolve() == (BOT / "domain").resolve()


def test_the_gateway_is_the_only_channel() -> None:
    assert read_yaml(BOT / "credentials.yml") == {"rest": None}


def test_both_endpoint_files_differ_only_in_the_port() -> None:
    by_hand = (BOT / "endpoints.yml").read_text(encoding="utf-8")
    running = (BOT / "endpoints.run.yml").read_text(encoding="utf-8")
    settings = [[line for line in text.splitlines() if not line.startswith("#")] for text in (by_hand, running)]
    assert [line.replace("5055", "${WANQING_ACTIONS_PORT}") for line in settings[0]] == settings[1]
