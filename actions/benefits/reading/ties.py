"""Ties each figure of a message to the word it belongs to: 退休八年，工龄三十二年 and 三十二年工龄，退了八年."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from actions.benefits.reading.cues import BEFORE, BEHIND, cues
from actions.benefits.reading.model import Mention

UNCERTAIN = "?"  # two words claim the figure equally
_CLAUSE_ENDS = re.compile(r"[，,。;；!！?？、…]")
_MOST = 5  # more figures in one clause are not tied
# What it costs to leave a figure or a word alone, or to use a word on the less usual side.
_ALONE, _UNUSED, _UNUSUAL, _CLOSE = 6.0, 3.0, 0.5, 1.0
_MEDICAL_BEHIND = -1.0  # 交了20年医保 is about 医保
_AID_BEHIND = -5.0  # 领了两年低保 is about 低保
_DRAWN_BEHIND = 1.5  # 交了八年养老金 is about 交了

Cue = tuple[int, int, str]


@dataclass(frozen=True)
class _Choice:
    cue: Cue | None
    cost: float

    @property
    def family(self) -> str:
        return self.cue[2] if self.cue else ""


def tie(plain: str, mentions: Sequence[Mention]) -> list[str]:
    """For each mention, in order, the family of the word it belongs to, "" for none, UNCERTAIN for two."""
    blanked = plain
    for one in mentions:
        blanked = blanked[: one.start] + "　" * (one.end - one.start) + blanked[one.end :]
    families: list[str] = []
    for start, end in _clauses(blanked):
        inside = [one for one in mentions if start <= one.start < end]
        families += _tie_clause(blanked, start, end, inside)
    return families


def _clauses(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _CLAUSE_ENDS.finditer(plain):
        yield start, found.end()
        start = found.end()
    yield start, len(plain)


def _tie_clause(plain: str, start: int, end: int, mentions: list[Mention]) -> list[str]:
    if not mentions or len(mentions) > _MOST:
        return [""] * len(mentions)
    edges = [start, *(place for one in mentions for place in (one.start, one.end)), end]
    gaps = [cues(plain, edges[place], edges[place + 1]) for place in range(0, len(edges), 2)]
    choices = [list(_choices(one, gaps[place], gaps[place + 1])) for place, one in enumerate(mentions)]
    counted = {cue for gap in gaps for cue in gap if cue[2] not in ("other", "aid")}
    ways = sorted(
        ((_cost(way, counted), way) for way in product(*choices) if _apart(way)), key=lambda one: one[0]
    )
    best_cost, best = ways[0]
    families = [choice.family for choice in best]
    for cost, way in ways[1:]:
        if cost - best_cost >= _CLOSE:
            break
        families = [
            family if family == choice.family else UNCERTAIN for family, choice in zip(families, way, strict=True)
        ]
    return families


def _choices(mention: Mention, before: list[Cue], behind: list[Cue]) -> Iterator[_Choice]:
    """The nearest word on each side that fits the kind of figure, and none."""
    yield _Choice(None, _ALONE)
    if before and before[-1][2] in BEFORE[mention.kind]:
        yield _Choice(before[-1], mention.start - before[-1][1] + (_UNUSUAL if mention.kind == "day" else 0))
    if behind and behind[0][2] in BEHIND[mention.kind]:
        yield _Choice(behind[0], behind[0][0] - mention.end + _behind_cost(mention, behind[0][2]))


def _behind_cost(mention: Mention, family: str) -> float:
    if mention.kind in ("day", "age"):
        return 0
    return {"medical": _MEDICAL_BEHIND, "aid": _AID_BEHIND, "draw": _DRAWN_BEHIND}.get(family, _UNUSUAL)


def _apart(way: tuple[_Choice, ...]) -> bool:
    used = [choice.cue for choice in way if choice.cue]
    return len(used) == len(set(used))


def _cost(way: tuple[_Choice, ...], counted: set[Cue]) -> float:
    used = {choice.cue for choice in way}
    return sum(choice.cost for choice in way) + _UNUSED * len(counted - used)
