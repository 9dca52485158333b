"""A client process that carries applications through the offices until it is killed at random, or nothing is left to do."""

import os
import random
import signal
import traceback
from pathlib import Path

from grant_hall import CITY, Hall
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from actions.database.engine import build_engine
from actions.database.unit_of_work import UnitOfWork
from actions.grants.errors import GrantError
from actions.grants.model import GrantCase, GrantStep

ON_THE_WAY = ["draft", "submitted", "accepted", "reviewing", "deciding"]
PAID = [*ON_THE_WAY, "decided", "paid"]
# Where an application ends is told by its number, so that whoever takes over a killed client's work goes the same way.
WAYS = (PAID, [*ON_THE_WAY[:4], "refused"], [*ON_THE_WAY[:4], "returned", *ON_THE_WAY[3:], "refused"])
DONE = ("paid", "refused")


def way_of(number: str) -> list[str]:
    """The states this application goes through."""
    return WAYS[int(number) % len(WAYS)]


def start(url: str, home: Path, seed: int, dies_after: float) -> int:
    """Forks a client; it dies by SIGKILL at a random statement or commit, about the `dies_after`th it makes (0: never)."""
    child = os.fork()
    if child:
        return child
    try:
        work(url, home, seed, dies_after)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)  # never back into the parent's test run
    return 0


def work(url: str, home: Path, seed: int, dies_after: float) -> None:
    chance, engine = random.Random(seed), build_engine(url)  # noqa: S311 - which statement dies, not a secret
    hall = Hall(engine, home)
    clerk = hall.clerk(CITY)
    if dies_after:
        _arm(engine, chance, dies_after)
    while cases := _unfinished(engine):
        chance.shuffle(cases)
        for number, state, version, steps in cases[:10]:
            try:
                _move(hall.grants, clerk, number, version, state, way_of(number)[steps])
            except GrantError as error:
                if error.code not in ("stale-case", "illegal-move", "grants-busy"):
                    raise


def _move(grants, clerk, number: str, version: int, state: str, target: str) -> None:
    if target == "accepted":
        grants.accept(clerk, number, version)
    elif target == "returned":
        grants.return_(clerk, number, version, ["applicant_identity"], "照片看不清")
    elif target == "refused":
        grants.refuse(clerk, number, version, "不符合规定")
    elif target == "decided":
        grants.decide(clerk, number, version, 834_200, 6_673_600, "按核定表")
    elif target == "paid":
        grants.pay(clerk, number, version)
    else:
        (grants.resubmit if state == "returned" else grants.forward)(clerk, number, version)


def _unfinished(engine) -> list:
    steps = select(func.count()).where(GrantStep.case_id == GrantCase.id).scalar_subquery()
    columns = GrantCase.number, GrantCase.state, GrantCase.version, steps
    with UnitOfWork(engine, reads_only=True) as unit:
        return list(unit.session.execute(select(*columns).where(GrantCase.state.not_in(DONE))))


def _arm(engine, chance: random.Random, dies_after: float) -> None:
    left = [int(chance.expovariate(1 / dies_after)) + 1]

    def tick(*_args: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "after_cursor_execute", tick)
    event.listen(Session, "before_commit", tick)
    event.listen(Session, "after_commit", tick)
