"""Names of slots, codes kept in them, and payloads of choices. Nothing here says who is meant."""

import json
from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions.reply import Choice

FORM = "estimate_form"
DONE = "estimate_done"  # the form's only required slot: yes, once everything is known
CALCULATOR, FACTS, FIELD, LAST, GOAL = (
    "estimate_calculator", "estimate_facts", "estimate_field", "estimate_last", "estimate_goal",
)  # fmt: skip
NOTE, OFFERED, UNKNOWN, OWN, MISSES, END = (
    "estimate_note", "estimate_offered", "estimate_unknown", "estimate_own", "estimate_misses", "estimate_end",
)  # fmt: skip
CONDOLED = "condoled"  # yes, once condolence was offered: it is said once in a conversation
ALL = (CALCULATOR, FACTS, FIELD, LAST, GOAL, NOTE, OFFERED, UNKNOWN, OWN, MISSES, END)
# What an open estimate needs to go on under another dialogue id.
ESTIMATE_SLOTS = (*ALL, DONE, CONDOLED)

ESTIMATE, APPLY = "estimate", "apply"
# Which calculator a wish means; a look-up is told apart by its words.
CALCULATOR_OF_INTENT: dict[str, str] = {
    "grant_estimate": "survivor", "estimate_retirement": "retirement", "estimate_pension": "pension",
    "estimate_adjustment": "adjustment",
}  # fmt: skip
LOOKUP_WORDS: tuple[tuple[str, str], ...] = (
    ("fare", r"公交|地铁|坐车|轻轨|车票|乘车|免费坐"),
    ("medical_years", r"医保|医疗|看病"),
    ("allowance", r"高龄|津贴|补贴|岁数大"),
)
LOOKUPS = ("allowance", "fare", "medical_years")


def pick(code: str) -> str:
    """Payload of an answer inside the form: `code` is field:value, or one of the codes below."""
    return f"/estimate_choice{json.dumps({'estimate_pick': code}, ensure_ascii=False)}"


def estimate_for(calculator: str, facts: dict[str, Any] | None = None, *, change: bool = False) -> str:
    """Payload that opens a calculator, with what is known; `change` asks what is to be put right."""
    told: dict[str, Any] = {"calculator": calculator}
    if facts:
        told["estimate_facts"] = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    if change:
        told["estimate_pick"] = CHANGE
    return f"/estimate_for{json.dumps(told, ensure_ascii=False)}"


def let_estimate_rest() -> list[EventType]:
    """What was asked is forgotten; what was told is kept for going on with it, on this face or another."""
    asked = [SlotSet(name, None) for name in (DONE, FIELD, LAST, NOTE, OFFERED, END)]
    return [*asked, SlotSet(MISSES, 0.0)]


DONT_KNOW, ROUGHLY, CHANGE = "?", "~", "change"
DONT_KNOW_CHOICE = Choice("不知道", pick(DONT_KNOW))
ROUGHLY_CHOICE = Choice("先估个大概", pick(ROUGHLY))
STOP = Choice("先不算了", "/stop")
APPLY_STOP = Choice("先不办了", "/stop")
APPLY_CHOICE = Choice("申请", "/grant_application")
ELSEWHERE = Choice("换个地方接着办", "/continue_elsewhere")
PROGRESS_CHOICE = Choice("查进度", "/grant_progress")
ESTIMATE_SURVIVOR = Choice("算一算能领多少", estimate_for("survivor"))
