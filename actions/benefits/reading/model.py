"""What was read: a value, a question back, or nothing."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from actions.benefits.fields import Option

MentionKind = Literal["span", "day", "age", "money", "number"]


@dataclass(frozen=True)
class Value:
    """A canonical value of the field. `fits_several`: no word of the message ties it to the field, only the question asked."""

    value: Any
    heard: str  # what was understood, to be said back: 31年4个月, 2026年3月
    fits_several: bool = False


@dataclass(frozen=True)
class AskBack:
    """The message is about the field but not certain. An option's code is a canonical value."""

    question: str
    options: tuple[Option, ...] = ()


Read = Value | AskBack | None


@dataclass(frozen=True)
class Mention:
    """One quantity named in a message, from `start` to `end` of the standard wording."""

    kind: MentionKind
    start: int
    end: int
    said: str
    answer: Value | AskBack

    def moved(self, by: int) -> "Mention":
        """The same mention `by` characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)
