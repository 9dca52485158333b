"""Whatever families and clerks do in whatever order: the history of a case tells one story."""

import atexit
import itertools
import shutil
import tempfile
from functools import cache
from pathlib import Path

from grant_hall import CITY, COMMUNITY, DISTRICT, STREET, Hall
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from actions.database.engine import build_engine
from actions.database.migrate import upgrade
from actions.grants.errors import GrantError
from actions.grants.states import ORIGIN, moves

OFFICES = (COMMUNITY, STREET, DISTRICT, CITY)
STEPS = ("accept", "forward", "return", "refuse", "decide", "pay", "resubmit", "step_back")
LEGAL = {(move.source, move.target) for move in moves()}


SERIALS = itertools.count(1)


@cache
def one_hall() -> Hall:
    """One hall for all examples; each takes a family of its own."""
    folder = tempfile.mkdtemp(prefix="wanqing-histories-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    url = f"sqlite:///{folder}/wanqing.db"
    upgrade(url)
    engine = build_engine(url)
    atexit.register(engine.dispose)
    return Hall(engine, Path(folder)).settle()


class Histories(RuleBasedStateMachine):
    """One case after another, moved at random; old versions are tried too."""

    @initialize()
    def settle(self):
        self.hall, self.stale = one_hall(), None
        self.another_case_comes()

    @rule(step=st.sampled_from(STEPS), office=st.sampled_from(OFFICES), old=st.booleans())
    def a_clerk_moves_it(self, step, office, old):
        seen = self.stale if old and self.stale else self.case
        self._try(lambda: self.hall.do(step, office, seen))

    @rule()
    def the_family_hands_it_in(self):
        me = self.hall.applicant(self.serial)
        self._try(lambda: self.hall.grants.submit(me, self.case.id, self.case.version, f"k{self.case.version}"))

    @rule(really=st.integers(0, 3))
    def the_family_withdraws_it(self, really):
        if really == 0:
            self._try(lambda: self.hall.grants.withdraw(self.hall.applicant(self.serial), self.case.id))

    @rule()
    def the_family_changes_it(self):
        me = self.hall.applicant(self.serial)
        self._try(lambda: self.hall.grants.save(me, self.case.id, "applicant", {"relation": "spouse"}, self.case.version))

    @rule(days=st.sampled_from([1, 31]))
    def time_passes(self, days):
        self.hall.clock.forward(days=days)
        self.hall.grants.expire_drafts()

    @rule()
    def another_case_comes(self):
        self.serial, self.stale = next(SERIALS), None
        self.case = self.hall.filled(self.serial)

    def _try(self, act):
        before = self.hall.row(self.case.id)
        try:
            act()
        except GrantError:
            after = self.hall.row(self.case.id)
            # the clerk's look at the identity card stands by itself
            assert (after and after.state) == (before and before.state)
            assert len(self.hall.steps(self.case.id)) == self.steps
        row = self.hall.row(self.case.id)
        if row is not None and row.version != self.case.version:
            self.stale, self.case = self.case, self.hall.mine(self.serial, self.case.id)

    @invariant()
    def the_history_tells_one_story(self):
        row, steps = self.hall.row(self.case.id), self.hall.steps(self.case.id)
        self.steps = len(steps)
        if row is None:  # forgotten a month after it expired
            assert steps == []
            return
        assert [step.position for step in steps] == list(range(1, len(steps) + 1))
        assert steps[0].from_state == "" and steps[-1].to_state == row.state
        for before, after in zip(steps, steps[1:], strict=False):
            assert after.from_state == before.to_state and after.at >= before.at
        for step in steps:
            assert (step.from_state, step.to_state) in LEGAL or (step.from_state, ORIGIN) in LEGAL
        assert (row.decided_funeral is not None) == (row.state in ("decided", "paid"))
        assert (row.paid_on is not None) == (row.state == "paid")
        assert row.version >= len(steps)

    def teardown(self):
        assert self.hall.faults() == []


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=10, stateful_step_count=20, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
