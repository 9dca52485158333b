"""What of an estimate stands in the visitor's own records. The figures never go into a slot: only the names of the fields do."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker

from actions.counter import Counter
from actions.dialogue.benefits.sheet import Sheet
from actions.identity.identified import Identified
from actions.records.errors import RecordsError

# Calculators that are about the visitor: field of the calculator -> what of the records it is.
_FIELDS: Mapping[str, Mapping[str, str]] = {
    "adjustment": {"contribution": "contribution", "december_pension": "december"},
    "pension": {"total": "contribution", "retired": "retired"},
}


class OwnRecords:
    """Reads what may be shown to whoever is proven and has agreed; every look is audited."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def facts(self, sheet: Sheet, tracker: Tracker, wanted: list[str] | None = None) -> dict[str, Any]:
        """The facts in the records, those in `wanted` only if given. Empty without proof, consent or records."""
        fields = _FIELDS.get(sheet.calculator.name if sheet.calculator else "", {})
        names = [name for name in fields if name not in sheet.facts and (wanted is None or name in wanted)]
        viewer = self._viewer(tracker) if names else None
        if viewer is None:
            return {}
        try:
            found = {name: self._value(fields[name], viewer, sheet) for name in names}
        except RecordsError:
            return {}  # the question is asked instead
        return {name: value for name, value in found.items() if value is not None}

    def _viewer(self, tracker: Tracker) -> Identified | None:
        found = self._counter.identity.for_dialogue(tracker.sender_id)
        allowed = found is not None and found.consented and not found.deceased and found.may("payments")
        return found if allowed else None

    def _value(self, what: str, viewer: Identified, sheet: Sheet) -> Any:
        if what == "december":
            return self._december(viewer, sheet)
        known = self._counter.records.contributions(viewer)
        if known is None:
            return None
        return known.total_months if what == "contribution" else f"{known.retired_on:%Y-%m}"

    def _december(self, viewer: Identified, sheet: Sheet) -> int | None:
        """The regular pension of the December before the year of the raise."""
        year = str(sheet.facts.get("year") or "")
        if not year.isdigit():
            return None
        month = (int(year) - 1) * 100 + 12
        payments = self._counter.records.payments(viewer).months
        found = next((one for one in payments if one.month == month), None)
        return found.total - found.back_pay + found.deduction if found else None
