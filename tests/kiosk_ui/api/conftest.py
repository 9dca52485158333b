"""Two visits before a counter with offices: a family's, and one that must not see what is the family's."""

import pytest
from grant_visits import GrantVisit, add_offices

from actions.counter import Counter


@pytest.fixture
def counter(app) -> Counter:
    counter = app.extensions["wanqing"].counter
    add_offices(counter)
    return counter


@pytest.fixture
def family(counter, visit) -> GrantVisit:
    return GrantVisit(visit, counter)


@pytest.fixture
def strangers(counter, another_visit) -> GrantVisit:
    return GrantVisit(another_visit, counter)
