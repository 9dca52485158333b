"""Every message must end in exactly one action, and that action must exist."""

from collections import Counter
from types import SimpleNamespace

import pytest
from bot_project import BOT, OF_FORMS, action_of, domain_list, forms, read_yaml, rules, slots, stories

from actions.dialogue.registry import all_actions
from kiosk_ui.gateway.rasa_client import CARRIED_SLOTS


def test_every_intent_has_exactly_one_rule() -> None:
    assert Counter(steps[0]["intent"] for steps in rules() if "intent" in steps[0]) == Counter(domain_list("intents"))


def test_every_rule_is_one_intent_and_one_action() -> None:
    """But for the rule that ends a form; one that opens a form says so."""
    spoken = [steps for steps in rules() if "intent" in steps[0]]
    plain = [steps for steps in spoken if steps[1]["action"] not in forms()]
    assert [steps for steps in plain if [list(step) for step in steps] != [["intent"], ["action"]]] == []
    opening = [steps for steps in spoken if steps[1]["action"] in forms()]
    assert [steps for steps in opening if steps[2:] != [{"active_loop": steps[1]["action"]}]] == []


def test_every_form_has_one_rule_that_ends_it_with_an_action() -> None:
    ending = {steps[0]["action"]: steps[-1]["action"] for steps in rules() if "action" in steps[0]}
    assert ending == {
        "booking_form": "action_finish_booking", "cancel_form": "action_finish_cancel", "estimate_form": "action_finish_estimate",
    }  # fmt: skip
    assert set(ending) == set(forms())


def test_every_action_of_the_domain_is_used_by_a_rule_or_a_form() -> None:
    ending = {steps[-1]["action"] for steps in rules() if "action" in steps[0]}
    of_forms = {name for name in domain_list("actions") if name.startswith(OF_FORMS)}
    assert set(action_of().values()) - set(forms()) | ending | of_forms == set(domain_list("actions"))


def test_every_slot_of_a_form_has_its_question_and_every_form_its_validation() -> None:
    wanted = {f"action_ask_{form}_{slot}" for form, told in forms().items() for slot in told["required_slots"]}
    wanted |= {f"validate_{form}" for form in forms()}
    assert wanted == {name for name in domain_list("actions") if name.startswith(OF_FORMS)}


def test_the_action_server_serves_every_action_of_the_domain() -> None:
    # Names need no knowledge and no services, so none is loaded.
    served = {action.name() for action in all_actions(None, SimpleNamespace(private=None))}  # type: ignore[arg-type]
    assert set(domain_list("actions")) <= served


def test_what_cannot_be_placed_goes_to_the_knowledge_base() -> None:
    policy = read_yaml(BOT / "config.yml")["policies"][0]
    assert policy["core_fallback_action_name"] == action_of()["nlu_fallback"] == "action_answer_policy"


@pytest.mark.parametrize(("name", "steps"), stories(), ids=[name for name, _ in stories()])
def test_stories_follow_the_rules(name: str, steps: list[dict[str, str]]) -> None:
    """The action right after what was said; inside a form a short answer is the form's own."""
    heard, open_form = None, None
    for step in steps:
        if "active_loop" in step:
            open_form = step["active_loop"]
        elif "intent" in step:
            heard = step["intent"]
        elif "action" in step and heard:
            assert step["action"] in (action_of()[heard], open_form), name
            heard = None


def test_every_action_stands_in_a_story() -> None:
    in_stories = {step["action"] for _, steps in stories() for step in steps if "action" in step}
    not_told = {name for name in domain_list("actions") if name.startswith(OF_FORMS)} | {"action_finish_cancel"}
    assert in_stories - set(forms()) == set(domain_list("actions")) - not_told


def test_slots_do_not_steer_the_dialogue() -> None:
    assert {name for name in slots() if not name.startswith(("booking_", "cancel_", "estimate_"))} == {
        "topic_guide", "last_question", "candidates", "failed_turns", "pending_request", "condoled",
    }  # fmt: skip
    assert [name for name, slot in slots().items() if slot["influence_conversation"]] == []
    assert [name for name, slot in slots().items() if slot["mappings"] != [{"type": "custom"}]] == []


def test_an_open_form_is_carried_into_the_next_dialogue() -> None:
    assert set(slots()) - set(CARRIED_SLOTS) == {"failed_turns"}
    assert "requested_slot" in CARRIED_SLOTS


def test_rasa_finds_the_domain_under_the_name_it_looks_for() -> None:
    assert (BOT / "domain.yml").resolve() == (BOT / "domain").resolve()


def test_the_gateway_is_the_only_channel() -> None:
    assert read_yaml(BOT / "credentials.yml") == {"rest": None}


def test_both_endpoint_files_differ_only_in_the_port() -> None:
    by_hand = (BOT / "endpoints.yml").read_text(encoding="utf-8")
    running = (BOT / "endpoints.run.yml").read_text(encoding="utf-8")
    settings = [[line for line in text.splitlines() if not line.startswith("#")] for text in (by_hand, running)]
    assert [line.replace("5055", "${WANQING_ACTIONS_PORT}") for line in settings[0]] == settings[1]
