"""A question with what counts as a right answer, and how an answer is judged."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

QUESTIONS = Path(__file__).parent / "questions"
STYLES = ("plain", "colloquial", "dialect", "typo", "verbose", "follow_up")
Half = Literal["development", "held_out"]
# guessed: a wrong guide, but said to be a guess, with other candidates to tap.
Judgement = Literal["right", "clarified", "declined", "guessed", "wrong"]


class QuestionSetError(ValueError):
    """A question file cannot be used; the message names file and line."""


@dataclass(frozen=True)
class EvaluationQuestion:
    """`guides`: ids any of which is a right answer; empty for a question outside our business.

    `also`: for two questions in one sentence, the guides of the second matter. `before`: what was asked in the turn
    before, for follow-ups. `part`: the part a follow-up asks for.
    """

    id: str
    text: str
    style: str
    topic: str
    guides: tuple[str, ...]
    also: tuple[str, ...] = ()
    before: str = ""
    part: str = ""

    @property
    def in_scope(self) -> bool:
        return bool(self.guides)


@dataclass(frozen=True)
class Given:
    """What the assistant gave: the outcome of its replies, the guides it showed and whether it cited anything."""

    outcomes: tuple[str, ...]
    guides: tuple[str, ...]
    cited: bool
    candidates: tuple[str, ...] = ()
    tentative: bool = False


def load_questions(half: Half, folder: Path = QUESTIONS) -> list[EvaluationQuestion]:
    """The questions of one half. Raises QuestionSetError naming the line."""
    path = folder / f"{half}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_parse(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _parse(path: Path, number: int, line: str) -> EvaluationQuestion:
    try:
        entry: dict[str, Any] = json.loads(line)
        fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
        question = EvaluationQuestion(**fields)
    except (json.JSONDecodeError, TypeError) as error:
        raise QuestionSetError(f"{path.name}:{number}: {error}") from error
    if question.style not in STYLES:
        raise QuestionSetError(f"{path.name}:{number}: unknown style {question.style}")
    return question


def judge(question: EvaluationQuestion, given: Given) -> Judgement:
    """right: an accepted guide with its citation; for a question outside our business, no policy answer at all."""
    if not question.in_scope:
        if not given.guides:
            return "right"
        return "guessed" if given.tentative else "wrong"
    if given.guides:
        wanted = [question.guides, *([question.also] if question.also else [])]
        met = [bool(set(accepted) & set(given.guides)) for accepted in wanted]
        if not any(met) or not given.cited:
            return "guessed" if given.tentative else "wrong"
        return "right" if all(met) else "clarified"  # half of two questions was answered
    return "clarified" if "clarify" in given.outcomes else "declined"


def share(judgements: Sequence[Judgement], wanted: Judgement) -> float:
    """Share of `wanted` among `judgements`, 0..1; 0 for none."""
    return judgements.count(wanted) / len(judgements) if judgements else 0.0


def by_key(pairs: Iterable[tuple[str, Judgement]]) -> dict[str, list[Judgement]]:
    """Judgements grouped by the key they come with, keys in order of first appearance."""
    groups: dict[str, list[Judgement]] = {}
    for key, judgement in pairs:
        groups.setdefault(key, []).append(judgement)
    return groups
