"""Words the result of an evaluation as a table."""

from collections.abc import Iterator, Sequence

from knowledge_base.evaluation.model import EvaluationQuestion, Given, Judgement, by_key, share

JUDGEMENTS: tuple[Judgement, ...] = ("right", "clarified", "declined", "guessed", "wrong")
Result = tuple[EvaluationQuestion, Given, Judgement]


def report_lines(half: str, results: Sequence[Result]) -> Iterator[str]:
    """Tables by topic and by way of speaking, then the figures that have a floor."""
    inside = [result for result in results if result[0].in_scope]
    outside = [result for result in results if not result[0].in_scope]
    yield f"== {half}: {len(inside)} policy questions, {len(outside)} outside our business"
    yield from _table("topic", [(question.topic, judgement) for question, _, judgement in inside])
    yield from _table("way of speaking", [(question.style, judgement) for question, _, judgement in inside])
    yield from _table("all", [("policy questions", judgement) for _, _, judgement in inside])
    judgements = [judgement for _, _, judgement in inside]
    yield f"answered right with the right citation: {share(judgements, 'right'):.1%} (floor 92%)"
    styles = by_key((question.style, judgement) for question, _, judgement in inside)
    worst = min(((share(found, "right"), style) for style, found in styles.items()), default=(0.0, "-"))
    yield f"lowest way of speaking: {worst[1]} {worst[0]:.1%} (floor 85%)"
    yield f"wrong answer given as certain: {share([j for *_, j in results], 'wrong'):.1%} (ceiling 2%)"
    yield f"outside our business, no policy answer: {share([j for *_, j in outside], 'right'):.1%} (floor 95%)"


def _table(head: str, pairs: list[tuple[str, Judgement]]) -> Iterator[str]:
    yield f"{head:<18}{'n':>5}" + "".join(f"{name:>11}" for name in JUDGEMENTS)
    for key, judgements in sorted(by_key(pairs).items()):
        yield f"{key:<18}{len(judgements):>5}" + "".join(f"{share(judgements, name):>11.1%}" for name in JUDGEMENTS)
