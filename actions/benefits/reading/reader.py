"""read() for one field and read_all() for a first message: a value, a question back, or nothing; never an error."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from actions.benefits.fields import Field
from actions.benefits.reading import bare, derived
from actions.benefits.reading.choices import OF_THE_DECEASED, read_choice
from actions.benefits.reading.cues import ACCEPTED
from actions.benefits.reading.figures import figures, sort_of
from actions.benefits.reading.fitting import fitted
from actions.benefits.reading.model import AskBack, Mention, Read, Value
from actions.benefits.reading.resolving import resolved
from actions.benefits.reading.ties import UNCERTAIN, tie
from actions.benefits.reading.words import corrected, standard

Facts = Mapping[str, Any]
Tied = list[tuple[Mention, str]]
WHICH_FIGURE = "您说的“{said}”，说的是{label}吗？请再说一遍：{question}"


def read(field: Field, text: str, today: date, *, asked: bool, facts: Facts | None = None) -> Read:
    """What `text` says about `field`, seen from `today`. `asked`: it answers exactly this question, so a bare 八年 counts.

    `facts` already known help to work out how long a pension was drawn from the day of retirement. Pure; never raises.
    """
    plain = standard(text)
    tail = corrected(plain) if asked else plain
    answer = _read(field, tail, today, asked=asked, facts=facts or {}, seen={})
    if answer is None and tail != plain:
        answer = _read(field, plain, today, asked=asked, facts=facts or {}, seen={})
    return answer


def read_all(fields: Sequence[Field], text: str, today: date, facts: Facts | None = None) -> dict[str, Read]:
    """What a whole sentence says about each of `fields`; only what it says something about. Pure; never raises."""
    known = dict(facts or {})
    found: dict[str, Read] = {}
    plain, seen = standard(text), dict[str, Tied]()
    for field in sorted(fields, key=lambda one: one.name == "drawn"):  # 领取年数 may follow from the day of death
        answer = _read(field, plain, today, asked=False, facts=known, seen=seen)
        if answer is not None:
            found[field.name] = answer
        if isinstance(answer, Value):
            known[field.name] = answer.value
    names = {field.name for field in fields}
    if "drawn" in found and "status" in names and "status" not in found and isinstance(found["drawn"], Value):
        found["status"] = _retired(fields)
    return {name: answer for name, answer in found.items() if answer is not None}


def _retired(fields: Sequence[Field]) -> Read:
    """Who drew a pension was retired."""
    status = next(field for field in fields if field.name == "status")
    labels = {option.code: option.label for option in status.choices}
    return Value("retired", labels["retired"]) if "retired" in labels else None


def _read(field: Field, plain: str, today: date, *, asked: bool, facts: Facts, seen: dict[str, Tied]) -> Read:
    """`seen` keeps the figures of this message for the next field of the same sort."""
    if field.kind == "choice":
        return read_choice(field, plain, today.year, asked=asked)
    if (tied := seen.get(sort_of(field))) is None:
        found = figures(plain, field, today, asked=asked)
        tied = seen[sort_of(field)] = list(zip(found, tie(plain, found), strict=True))
    own = [one for one in tied if one[0].kind == _kind(field) and not _of_speaker(field, plain, one)]
    answers = [fitted(field, one.answer) for one, family in own if _accepts(field, plain, one, family)]
    unsure = [one for one, family in own if family == UNCERTAIN]
    answer = resolved(answers)
    if asked and field.kind == "day" and isinstance(answer, Value):
        answer = _with_more(field, answers, own, answer)
    if answer is None and unsure:
        answer = _which_figure(field, unsure[0])
    if answer is None:
        answer = derived.from_others(field, tied, today, facts)
    if answer is None and asked:
        answer = _untied(field, plain, own, [mention for mention, _ in tied])
    return answer


def _kind(field: Field) -> str:
    return {"months": "span", "day": "day", "month": "day", "age": "age", "money": "money"}.get(field.kind, "number")


def _accepts(field: Field, plain: str, mention: Mention, family: str) -> bool:
    before = plain[: mention.start]
    if _denied(plain, mention):
        return False
    if family in ACCEPTED.get(field.name, frozenset()):
        return True
    before = before.rstrip("是有约为：:大概")
    return not family and bool(field.label) and before.endswith(standard(field.label))


def _denied(plain: str, mention: Mention) -> bool:
    """工龄不是三十二年 names no span; 八年三个月前 is a date, not a span."""
    before, behind = plain[: mention.start], plain[mention.end :]
    return before.endswith(("不是", "没有", "没到")) or mention.kind == "span" and behind.startswith(("前", "以前", "之前"))


def _of_speaker(field: Field, plain: str, tied: tuple[Mention, str]) -> bool:
    """我退休八年了 tells of the speaker, not of the person who died."""
    before = plain[: tied[0].start]
    return field.name == "drawn" and field.name in OF_THE_DECEASED and bool(derived.SPEAKER.search(before))


def _which_figure(field: Field, mention: Mention) -> AskBack:
    options = derived.options_of(mention.answer)
    return AskBack(WHICH_FIGURE.format(said=mention.said, label=field.label, question=field.question), options)


def _with_more(field: Field, answers: list[Value | AskBack], own: list[tuple[Mention, str]], answer: Value) -> Read:
    """去年走的，12月: what is not tied may still say the date more exactly."""
    more = resolved([*answers, *(fitted(field, mention.answer) for mention, family in own if not family)])
    return more if isinstance(more, Value) else answer


def _untied(field: Field, plain: str, own: list[tuple[Mention, str]], mentions: list[Mention]) -> Read:
    """An answer to the question asked that no word ties to anything else."""
    free = [mention for mention, family in own if not family and not _denied(plain, mention)]
    answer = resolved([fitted(field, mention.answer) for mention in free])
    if answer is None and not mentions:
        answer = bare.read_bare(field, plain)
    return replace(answer, fits_several=True) if isinstance(answer, Value) else answer
