"""What a wish for a time means."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

Part = Literal["morning", "noon", "afternoon"]
# The hours of a part of the day, from (inclusive) to (exclusive), Dalian time.
PART_HOURS: dict[Part, tuple[int, int]] = {"morning": (0, 12), "noon": (11, 14), "afternoon": (12, 24)}
PART_NAMES: dict[Part, str] = {"morning": "上午", "noon": "中午", "afternoon": "下午"}


@dataclass(frozen=True)
class TimeWish:
    """Days from `first` to `last` (both included), and what of them; `names_day` is False for a bare 下午."""

    first: date
    last: date
    part: Part | None = None
    clock: time | None = None
    names_day: bool = True
    earliest: bool = False  # 越早越好, 随便: anything will do, the earliest first

    @property
    def precise(self) -> bool:
        """One day and one time of it."""
        return self.names_day and self.first == self.last and self.clock is not None

    def code(self) -> str:
        """The wish as a code for a slot of the dialogue; :meth:`from_code` reads it back."""
        clock = self.clock.strftime("%H:%M") if self.clock else ""
        flags = f"{'d' if self.names_day else ''}{'e' if self.earliest else ''}"
        return "|".join((self.first.isoformat(), self.last.isoformat(), self.part or "", clock, flags))

    @classmethod
    def from_code(cls, code: str) -> "TimeWish":
        """Raises ValueError on anything :meth:`code` did not make."""
        first, last, part, clock, flags = code.split("|")
        if part not in ("", *PART_HOURS):
            raise ValueError("unknown part of day")
        return cls(
            date.fromisoformat(first), date.fromisoformat(last), part or None,  # type: ignore[arg-type]
            time.fromisoformat(clock) if clock else None, "d" in flags, "e" in flags,
        )  # fmt: skip


@dataclass(frozen=True)
class QuestionBack:
    """The wish cannot be used as it is; `text` is the Chinese sentence that asks for another."""

    text: str
    reason: str  # lunar, impossible, past, far, contradiction, closed
