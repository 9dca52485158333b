"""The states of a grant case and the moves between them, as dated data with their source (states.yaml)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from actions.grants.errors import IllegalMove, NotYourLevel
from knowledge_base.guides.files import read_yaml

APPLICANT, SYSTEM, NOBODY = "applicant", "system", "nobody"
STAFF_LEVELS = ("community", "street", "district", "city")  # from the bottom up; a higher one may do a lower one's work
LEVEL_LABELS = {"community": "社区", "street": "街道", "district": "区", "city": "市"}
ORIGIN = "origin"  # the state a case was returned from
RETURNED_FROM = ("submitted", "accepted", "reviewing", "deciding")
_FILE = Path(__file__).with_name("states.yaml")


@dataclass(frozen=True)
class State:
    """Where a case can stand, in words for the family and for the clerk, and who has to act."""

    code: str
    family: str
    staff: str
    next: str  # may hold {until}
    holder: str
    in_hand: bool

    @property
    def holder_words(self) -> str:
        """Who has to act, for the clerk."""
        return {APPLICANT: "等家属", NOBODY: "办完了"}.get(self.holder) or f"归{LEVEL_LABELS[self.holder]}办"


@dataclass(frozen=True)
class Move:
    """One way from `source` to `target` ("origin": back to where it was returned from), and who may go it."""

    name: str
    label: str
    source: str
    target: str
    who: tuple[str, ...]
    needs_reason: bool
    step: str
    sms: str

    def allows(self, role: str) -> bool:
        """Whether `role` (applicant, system, or the level of a clerk's office) may do this."""
        if role not in STAFF_LEVELS:
            return role in self.who
        lowest = [STAFF_LEVELS.index(one) for one in self.who if one in STAFF_LEVELS]
        return bool(lowest) and STAFF_LEVELS.index(role) >= min(lowest)


@cache
def states() -> dict[str, State]:
    """Every state by its code."""
    return {code: _state(code, told) for code, told in read_yaml(_FILE)["states"].items()}


@cache
def moves() -> tuple[Move, ...]:
    """Every move, one for each state it starts from."""
    return tuple(_move(told, source) for told in read_yaml(_FILE)["moves"] for source in told["from"])


@cache
def objection() -> str:
    """How to object to a refusal (社会保险法第八十三条; 社会保险经办条例第五十二条)."""
    return str(read_yaml(_FILE)["objection"])


def state(code: str) -> State:
    """The state called `code`. Raises KeyError."""
    return states()[code]


def find_move(name: str, source: str, role: str) -> Move:
    """The move `name` from `source`, if `role` may do it. Raises IllegalMove or NotYourLevel."""
    found = next((move for move in moves() if (move.name, move.source) == (name, source)), None)
    if found is None:
        raise _illegal(name, source)
    if not found.allows(role):
        raise NotYourLevel(found.label, _lowest(found))
    return found


def words_of_step(source: str, target: str) -> str:
    """What happened when a case went from `source` to `target`."""
    exact = next((move.step for move in moves() if (move.source, move.target) == (source, target)), None)
    back = next((move.step for move in moves() if (move.source, move.target) == (source, ORIGIN)), "")
    return exact if exact is not None else back


def _illegal(name: str, source: str) -> IllegalMove:
    meant = next(move for move in moves() if move.name == name)
    target = "原来的那一步" if meant.target == ORIGIN else states()[meant.target].staff
    return IllegalMove(states()[source].staff if source else "还没有申请", target, meant.label)


def _lowest(move: Move) -> str:
    return "、".join(LEVEL_LABELS.get(one, "家属" if one == APPLICANT else "系统") for one in move.who)


def _state(code: str, told: dict[str, Any]) -> State:
    return State(code, told["family"], told["staff"], told["next"], told["holder"], told.get("in_hand", False))


def _move(told: dict[str, Any], source: str) -> Move:
    return Move(
        told["name"], told["label"], source, told["to"], tuple(told["who"]), told.get("reason", False), told["step"],
        told["sms"],
    )  # fmt: skip
