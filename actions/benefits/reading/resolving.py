"""Several readings of one field made one, or a question which of them is right."""

from collections.abc import Sequence

from actions.benefits.fields import Option
from actions.benefits.reading.model import AskBack, Read, Value

WHICH = "您说了{said}，哪一个对？"


def resolved(answers: Sequence[Value | AskBack]) -> Read:
    """The one value all agree on (今年，3月5号 is one day); else a question; None for no answers."""
    values = _most_exact([one for one in answers if isinstance(one, Value)])
    questions = [one for one in answers if isinstance(one, AskBack)]
    if len(values) > 1:
        said = "、".join(one.heard for one in values)
        return AskBack(WHICH.format(said=said), tuple(Option(str(one.value), one.heard) for one in values))
    if values and questions:
        return _narrowed(values[0], questions)
    return values[0] if values else (questions[0] if questions else None)


def _most_exact(values: list[Value]) -> list[Value]:
    """Without repetitions, and without 2026 where 2026-03 is said too."""
    unique = list({one.value: one for one in values}.values())
    return [one for one in unique if not any(_within(other.value, one.value) for other in unique if other is not one)]


def _within(value: object, wider: object) -> bool:
    return isinstance(value, str) and isinstance(wider, str) and value.startswith(f"{wider}-")


def _narrowed(value: Value, questions: list[AskBack]) -> Read:
    """去年走的，12月: of the Decembers offered only one lies in that year."""
    for question in questions:
        if any(_within(value.value, one.code) for one in question.options):  # 3月5号，农历正月十七
            continue
        fitting = [one for one in question.options if _within(one.code, value.value)]
        if len(fitting) == 1:
            return Value(fitting[0].code, fitting[0].label)
        if question.options and not any(str(one.code) == str(value.value) for one in question.options):
            return question
    agreeing = all(any(_within(value.value, one.code) for one in question.options) for question in questions)
    return value if agreeing else questions[0]
