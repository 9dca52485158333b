"""Whatever the fields allow, every calculator answers: an estimate that adds up, or a refusal by field; never anything else."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.benefits.errors import BadFacts
from actions.benefits.facts_in import complete_facts
from actions.benefits.fields import Field
from actions.benefits.parameters.book import load_book
from actions.benefits.registry import CALCULATORS
from actions.benefits.wording import card, citations, speech

BOOK = load_book()
DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
MONTHS = st.builds("{}-{:02d}".format, st.integers(1925, 2040), st.integers(1, 12))


def values(field: Field):
    low, high = field.minimum or 0, field.maximum if field.maximum is not None else 1_000_000
    made = {
        "choice": lambda: st.sampled_from([option.code for option in field.choices]),
        "day": lambda: st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10])),
        "month": lambda: MONTHS,
        "number": lambda: st.decimals(low, high, places=4).map(str),
    }
    return made[field.kind]() if field.kind in made else st.integers(low, high)


def facts_of(name):
    fields = CALCULATORS[name].fields
    return st.fixed_dictionaries(
        {field.name: values(field) for field in fields if not field.optional},
        optional={field.name: values(field) for field in fields if field.optional},
    )


@pytest.mark.parametrize("name", CALCULATORS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_every_answer_adds_up_or_is_refused_by_field(name, data):
    chosen, today = CALCULATORS[name], data.draw(st.dates(date(2021, 1, 1), date(2040, 1, 1)))
    facts = complete_facts(chosen, data.draw(facts_of(name)))
    try:
        estimate = chosen.compute(facts, BOOK, today)
    except BadFacts as refused:
        assert refused.field in chosen.names and refused.detail.endswith("。")
        return
    assert estimate.calculator == name and dict(estimate.facts) == facts
    assert bool(estimate.refusal) == (estimate.outcome in ("refused", "other_path"))
    assert (estimate.low is None) == (estimate.high is None)
    assert sum(line.low or 0 for line in estimate.lines) == (estimate.low or 0)
    assert sum(line.high or 0 for line in estimate.lines) == (estimate.high or 0)
    assert (estimate.low or 0) <= (estimate.high or 0) and (estimate.outcome != "range" or estimate.low != estimate.high)
    assert card(estimate)["heading"] and speech(estimate).endswith("。")
    assert all(one.status in ("effective", "secondhand") for one in citations(estimate))
    assert chosen.compute(facts, BOOK, today) == estimate
