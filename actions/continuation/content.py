"""What a continuation carries: a calculation, a case by its number in our tables, a talk about policy; nothing about who anybody is."""

from collections.abc import Mapping
from typing import Any

from actions.benefits.errors import BenefitError
from actions.benefits.facts_in import read_facts
from actions.benefits.registry import calculator
from actions.continuation.errors import BadContinuation

# kind -> the keys its content has, no more and no fewer.
KEYS: Mapping[str, frozenset[str]] = {
    "estimate": frozenset({"kind", "calculator", "facts"}),
    "case": frozenset({"kind", "case_id"}),
    "talk": frozenset({"kind"}),  # its turns come from our own transcript: nobody may put words into the assistant's mouth
}
_LARGEST_ID = 2**31


def checked_content(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content as it may be carried: facts of a calculator are years, days, sums and choices, checked one by one.

    Raises BadContinuation.
    """
    kind = content.get("kind")
    if not isinstance(kind, str) or KEYS.get(kind) != frozenset(content):
        raise BadContinuation
    if kind == "talk":
        return {"kind": kind}
    if kind == "case":
        return {"kind": kind, "case_id": _case_id(content["case_id"])}
    if not isinstance(content["calculator"], str) or not isinstance(content["facts"], Mapping):
        raise BadContinuation
    try:
        facts = read_facts(calculator(content["calculator"]), content["facts"])
    except BenefitError as error:
        raise BadContinuation from error
    return {"kind": kind, "calculator": content["calculator"], "facts": facts}


def _case_id(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < _LARGEST_ID:
        raise BadContinuation
    return value
