"""What leads from a guide to one's own case: after a policy answer it can be worked out, or applied for."""

from functools import cache
from pathlib import Path

import yaml

from actions.dialogue.benefits.codes import APPLY_CHOICE, estimate_for
from actions.reply import Choice
from knowledge_base.answering.model import Verdict

_FILE = Path(__file__).with_name("guide_calculators.yaml")
MY_CASE = "按我的情况算一算"
# Guides that say how the grant is claimed: whoever asks that wants to claim it.
HOW_TO_CLAIM = frozenset(
    {
        "survivor-first-steps", "survivor-how-long", "survivor-materials", "survivor-one-stop", "survivor-online",
        "survivor-signatures", "survivor-where-to-claim", "survivor-who-takes-money",
    }
)  # fmt: skip


@cache
def calculators_of_guides() -> dict[str, str]:
    """Guide id -> name of the calculator."""
    told = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {guide: name for name, guides in told.items() for guide in guides}


def my_case(guide_id: str) -> Choice | None:
    """The choice that works out one's own case; None where no calculator belongs to the guide."""
    name = calculators_of_guides().get(guide_id)
    return Choice(MY_CASE, estimate_for(name)) if name else None


def own_case(guide_id: str) -> Choice | None:
    """The choice that goes on with one's own case: the calculation or the application; None where neither belongs here."""
    return my_case(guide_id) or (APPLY_CHOICE if guide_id in HOW_TO_CLAIM else None)


def calculator_of(verdict: Verdict) -> str:
    """The calculator that belongs to what was found, likeliest first."""
    for guide in (*(answer.guide for answer in verdict.answers), *verdict.candidates):
        if name := calculators_of_guides().get(guide.id):
            return name
        if guide.topic == "survivor":
            return "survivor"
    return ""
