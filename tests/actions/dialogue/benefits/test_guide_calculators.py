"""The list of guides that a calculator belongs to names what exists."""

from actions.benefits.registry import CALCULATORS
from actions.dialogue.benefits.guides import HOW_TO_CLAIM, calculators_of_guides, my_case, own_case
from knowledge_base.snapshot import Knowledge


def test_every_guide_and_every_calculator_named_exists(knowledge: Knowledge) -> None:
    told = calculators_of_guides()
    assert set(told) | HOW_TO_CLAIM <= set(knowledge.guides)
    assert set(told.values()) == set(CALCULATORS)


def test_a_guide_without_a_calculator_offers_nothing() -> None:
    assert my_case("survivor-where-to-claim") is None


def test_who_asks_how_to_claim_is_offered_the_application() -> None:
    choice = own_case("survivor-where-to-claim")
    assert choice is not None and (choice.label, choice.payload) == ("申请", "/grant_application")
    assert own_case("survivor-prison-death") is None
