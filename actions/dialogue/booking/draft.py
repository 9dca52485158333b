"""Draft: the booking as it stands in the dialogue's slots, with what the turn changed in it."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.dialogue.booking.codes import (
    ALL,
    CONFIRMED,
    HELD,
    MISSES,
    NOTE,
    OFFERED,
    OFFICE,
    PERSON,
    SERVICE,
    SLOT,
    TASK,
    TIME,
    leave,
)  # fmt: skip
from actions.when.model import TimeWish


class Draft:
    """Reads like the slots, keeps what is changed, and hands it over as events."""

    def __init__(self, tracker: Tracker) -> None:
        self._slots: dict[str, Any] = {name: tracker.get_slot(name) for name in (*ALL, MISSES)}
        self._changed: dict[str, Any] = {}
        self._left: str | None = None

    def __getitem__(self, name: str) -> Any:
        return self._slots[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._slots[name] = self._changed[name] = value

    @property
    def person_known(self) -> bool:
        return bool(self[PERSON])

    @property
    def service(self) -> str | None:
        return self[SERVICE]

    @property
    def office(self) -> str | None:
        return self[OFFICE]

    @property
    def wish(self) -> TimeWish | None:
        return TimeWish.from_code(self[TIME]) if self[TIME] else None

    @property
    def moves(self) -> int | None:
        """The booking that is to move, when this is no new one."""
        task, _, booking_id = str(self[TASK] or "").partition(":")
        return int(booking_id) if task == "move" and booking_id else None

    @property
    def held(self) -> int | None:
        return int(self[HELD]) if self[HELD] else None

    @property
    def offered(self) -> list[str]:
        return list(self[OFFERED] or [])

    @property
    def left(self) -> str | None:
        return self._left

    def empty(self) -> None:
        """Everything forgotten."""
        for name in ALL:
            self[name] = None
        self[MISSES] = 0.0

    def forget_from(self, name: str) -> None:
        """Forgets `name` and everything asked after it."""
        order = (SERVICE, OFFICE, TIME, SLOT, CONFIRMED)
        for later in order[order.index(name) :]:
            if later != TIME or name == TIME:  # another way or place keeps the wished time
                self[later] = None
        self[OFFERED] = None

    def note(self, code: str) -> None:
        """What the next question begins with."""
        self[NOTE] = code

    def leave(self, reason: str) -> None:
        """The form ends; action_finish_booking says why."""
        self._left = reason

    def events(self) -> list[EventType]:
        """What changed."""
        changed: list[EventType] = [SlotSet(name, value) for name, value in self._changed.items()]
        return [*changed, *leave(self._left)] if self._left else changed
