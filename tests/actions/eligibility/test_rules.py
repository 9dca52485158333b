"""Every rule of certification has a source that may be said."""

import pytest

from actions.eligibility.rules import GIVEN, NEVER, NEXT_MONTH, load_rules
from actions.eligibility.standing import DUE_SOON, FINE, OVERDUE, SILENT, SUSPENDED
from actions.eligibility.standing import NEVER as NEVER_CERTIFIED
from knowledge_base.guides.files import load_facts

RULES = load_rules()
FACTS = load_facts()


@pytest.mark.parametrize("fact", sorted(RULES.facts))
def test_every_cited_fact_exists_and_is_confirmed(fact):
    assert FACTS[fact].confidence in ("A", "B")


def test_a_second_hand_fact_is_said_with_its_caution():
    second_hand = {key for key, words in RULES.wording.items() if any(FACTS[fact].confidence == "B" for fact in words.facts)}
    promised = {key for key in second_hand if "具体以窗口为准" not in RULES.wording[key].text}
    assert promised == {"stopped_for_overdue"}  # not a policy: what happened to this person


def test_what_no_fact_carries_is_said_to_be_unconfirmed():
    assert all("还没有确认" in words.text and "12333" in words.text for words in RULES.wording.values() if not words.facts)


def test_every_state_has_words():
    assert set(RULES.states) == {SILENT, FINE, DUE_SOON, OVERDUE, SUSPENDED, NEVER_CERTIFIED}


def test_only_death_and_imprisonment_can_stop_a_payment():
    assert {code: reason.stops for code, reason in RULES.reasons.items()} == {
        "death": NEXT_MONTH, "imprisonment": GIVEN, "moved_away": NEVER, "alive_though_dead": NEVER,
    }  # fmt: skip


def test_the_cycle_is_twelve_months_and_the_reminder_sixty_days():
    assert (RULES.cycle_months, RULES.due_soon_days) == (12, 60)
