"""Sheet: what is known for an estimate as it stands in the dialogue's slots, with what the turn changed in it."""

import json
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.benefits.calculator import Calculator
from actions.benefits.errors import BadFacts
from actions.benefits.facts_in import read_value
from actions.benefits.fields import Field
from actions.benefits.registry import CALCULATORS
from actions.dialogue.benefits.codes import (
    ALL,
    APPLY,
    CALCULATOR,
    DONE,
    END,
    ESTIMATE,
    FACTS,
    FIELD,
    GOAL,
    LAST,
    MISSES,
    NOTE,
    OFFERED,
    OWN,
    UNKNOWN,
)  # fmt: skip

# What is written as a whole number; a code of a choice is text.
_WHOLE = frozenset({"months", "money", "age"})


class Sheet:
    """Reads like the slots, keeps what is changed, and hands it over as events. Facts in it say nothing of who is meant."""

    def __init__(self, tracker: Tracker) -> None:
        self._slots: dict[str, Any] = {name: tracker.get_slot(name) for name in ALL}
        self._changed: dict[str, Any] = {}
        self._finished = False

    @classmethod
    def begun(cls, tracker: Tracker, calculator: str, goal: str = ESTIMATE) -> "Sheet":
        """An empty sheet for `calculator`; whatever stood in the slots is forgotten."""
        sheet = cls(tracker)
        for name in ALL:
            sheet._set(name, None)
        sheet._set(CALCULATOR, calculator)
        sheet._set(GOAL, goal)
        sheet._set(MISSES, 0.0)
        return sheet

    @property
    def calculator(self) -> Calculator | None:
        """The calculator the facts are for; None when nothing was begun."""
        return CALCULATORS.get(str(self._slots[CALCULATOR] or ""))

    @property
    def facts(self) -> dict[str, Any]:
        """What was said, canonical."""
        return dict(json.loads(self._slots[FACTS] or "{}"))

    @property
    def asked(self) -> Field | None:
        """The field asked last."""
        name = self._slots[FIELD]
        return self.calculator.field(name) if self.calculator and name in self.calculator.names else None

    @property
    def answered_last(self) -> Field | None:
        """The field of the answer before: what 不对 is about."""
        name = self._slots[LAST]
        return self.calculator.field(name) if self.calculator and name in self.calculator.names else None

    @property
    def applies(self) -> bool:
        """Whether an application follows the estimate."""
        return self._slots[GOAL] == APPLY

    @property
    def note(self) -> str:
        return str(self._slots[NOTE] or "")

    @property
    def offered(self) -> list[str]:
        return list(self._slots[OFFERED] or [])

    @property
    def misses(self) -> int:
        return int(self._slots[MISSES] or 0)

    @property
    def unknown(self) -> list[str]:
        """Fields nobody knows; the result is between their limits."""
        return list(self._slots[UNKNOWN] or [])

    @property
    def own(self) -> list[str]:
        """Fields that stand in the visitor's own records; their values are read again when they are needed."""
        return list(self._slots[OWN] or [])

    @property
    def end(self) -> str:
        return str(self._slots[END] or "")

    def missing(self) -> tuple[Field, ...]:
        """What is still to be asked, in order."""
        if self.calculator is None:
            return ()
        settled = {*self.unknown, *self.own}
        return tuple(field for field in self.calculator.missing(self.facts) if field.name not in settled)

    def take(self, name: str, value: Any) -> bool:
        """Writes one fact down; answers to questions no longer asked go. False, and a note, when it cannot be."""
        if self.calculator is None or name not in self.calculator.names:
            return False
        field = self.calculator.field(name)
        try:
            canonical = read_value(field, int(value) if field.kind in _WHOLE else value)
        except (BadFacts, ValueError) as error:
            self.say(error.detail if isinstance(error, BadFacts) else "")
            return False
        facts = {**self.facts, name: canonical}
        self._write({one.name: facts[one.name] for one in self.calculator.fields if one.name in facts and one.wanted(facts)})
        self._set(LAST, name)
        self._set(UNKNOWN, [one for one in self.unknown if one != name] or None)
        self._set(OWN, [one for one in self.own if one != name] or None)
        return True

    def take_all(self, facts: Mapping[str, Any]) -> None:
        """Writes down those of `facts` that can be, in the calculator's order: an answer may depend on one before it."""
        for field in self.calculator.fields if self.calculator else ():
            if facts.get(field.name) is not None:
                self.take(field.name, facts[field.name])

    def forget(self, name: str) -> None:
        """The fact is open again and will be asked."""
        self._write({key: value for key, value in self.facts.items() if key != name})

    def leave_open(self, name: str) -> None:
        """Nobody knows this one: it is not asked again."""
        self._set(UNKNOWN, [*self.unknown, name])

    def from_records(self, names: list[str]) -> None:
        """These stand in the visitor's own records."""
        self._set(OWN, names or None)

    def ask(self, name: str, offered: list[str]) -> None:
        """Notes what has just been asked."""
        self._set(FIELD, name)
        self._set(OFFERED, offered or None)
        self._set(NOTE, None)

    def say(self, sentence: str) -> None:
        """What the next question begins with."""
        self._set(NOTE, sentence or None)

    def offer(self, codes: list[str]) -> None:
        """Answers offered with a note."""
        self._set(OFFERED, codes or None)

    def missed(self) -> None:
        self._set(MISSES, float(self.misses + 1))

    def understood(self) -> None:
        self._set(MISSES, 0.0)
        self._set(OFFERED, None)

    def want(self, goal: str) -> None:
        self._set(GOAL, goal)

    def finish(self, reason: str) -> None:
        """The form ends; action_finish_estimate says the last word."""
        self._set(END, reason)
        self._finished = True

    def events(self) -> list[EventType]:
        """What changed."""
        changed: list[EventType] = [SlotSet(name, value) for name, value in self._changed.items()]
        return [*changed, SlotSet("requested_slot", None)] if self._finished else changed

    def opened(self) -> list[EventType]:
        """What changed, with the form's own slot open."""
        return [*self.events(), SlotSet(DONE, None), SlotSet("requested_slot", None)]

    def _write(self, facts: dict[str, Any]) -> None:
        self._set(FACTS, json.dumps(facts, ensure_ascii=False, sort_keys=True) if facts else None)

    def _set(self, name: str, value: Any) -> None:
        if self._slots[name] != value or name in self._changed:
            self._slots[name] = self._changed[name] = value
