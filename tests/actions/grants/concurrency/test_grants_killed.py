"""A hundred applications carried to their end by twenty clients at once, which are killed at random: none lost, none in two
states, none decided or paid twice."""

import os
import signal
import time

from grant_hall import CITY, Hall
from moving_child import start, way_of
from sqlalchemy import func, select

from actions.database.unit_of_work import UnitOfWork
from actions.grants.model import GrantCase, GrantDocument, GrantStep
from actions.messages.model import OutgoingMessage

CASES, CLIENTS = 100, 20
STATEMENTS_TO_LIVE = 60  # on average, reads and writes and commits
DEATHS = CLIENTS  # in the middle of their work, before the rest are killed wherever they stand
LONGEST_KILLING = 8.0  # seconds: a busy machine makes fewer deaths, not a longer test
FINISHERS = 2  # more would only wait for each other


def test_no_application_is_lost_or_in_two_states_when_clients_are_killed(any_engine, any_url, tmp_path):
    hall = Hall(any_engine, tmp_path).settle()
    ids = hand_in(hall)
    any_engine.dispose()  # children must not share its connections
    killed = kill_and_replace(any_url, tmp_path)
    assert killed > CLIENTS, "too few were killed for the test to mean anything"
    finish(any_url, tmp_path)

    with UnitOfWork(hall.engine, reads_only=True) as work:
        rows = {row.id: row for row in work.session.scalars(select(GrantCase))}
        steps = work.session.scalars(select(GrantStep).order_by(GrantStep.case_id, GrantStep.position)).all()
        texts = work.session.scalar(select(func.count()).select_from(OutgoingMessage))
    assert sorted(rows) == sorted(ids)
    told = {case_id: [step.to_state for step in steps if step.case_id == case_id] for case_id in ids}
    assert told == {case_id: way_of(rows[case_id].number) for case_id in ids}
    assert {row.state for row in rows.values()} == {"paid", "refused"}
    assert all((row.paid_on is not None) == (row.decided_funeral == 834_200) == (row.state == "paid") for row in rows.values())
    carried = [(step.case_id, step.to_state) for step in steps if step.actor != "applicant"]
    assert texts == len(carried) + 2  # a message for each step, none for a step that did not happen; the first's own two
    moved = [(told["case"], told["to"]) for told in (entry.details for entry in hall.events("grants:case:moved"))]
    assert sorted(moved[2:]) == sorted(carried)
    assert hall.faults() == []


def hand_in(hall: Hall) -> list[int]:
    """A hundred applications at the counter, waiting to be taken: one that went the real way, and copies of it."""
    case = hall.submitted()
    first = hall.grants.see_identity(hall.clerk(CITY), case.number, case.version).info.id
    with UnitOfWork(hall.engine) as work:
        case, steps = work.session.get(GrantCase, first), hall.steps(first)
        copies = [
            GrantCase(**values_of(case), number=f"{number:08d}", idempotency_key=f"copy-{number}", deceased_number_index=f"{number:064d}")
            for number in range(1, CASES)
        ]
        work.session.add_all(copies)
        work.session.flush()
        work.session.add_all(GrantStep(**values_of(step), case_id=copy.id) for copy in copies for step in steps)
        papers = work.session.scalars(select(GrantDocument).where(GrantDocument.case_id == first)).all()
        work.session.add_all(GrantDocument(**values_of(paper), case_id=copy.id) for copy in copies for paper in papers)
        ids = [first, *(copy.id for copy in copies)]
        work.commit()
    return ids


def values_of(row) -> dict:
    """What is the same in a copy."""
    own = {"id", "case_id", "number", "idempotency_key", "deceased_number_index"}
    return {column: getattr(row, column) for column in row.__table__.columns.keys() if column not in own}


def kill_and_replace(url, home) -> int:
    """Keeps twenty clients at work for a while, a fresh one for each that died; how many died."""
    running = {start(url, home, seed, STATEMENTS_TO_LIVE) for seed in range(CLIENTS)}
    killed, seed, until = 0, CLIENTS, time.monotonic() + LONGEST_KILLING
    while running and killed < DEATHS and time.monotonic() < until:
        for child in dead_of(running):
            killed += 1
            running.discard(child)
            running.add(start(url, home, seed, STATEMENTS_TO_LIVE))
            seed += 1
        time.sleep(0.005)
    for child in running:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return killed + len(running)


def dead_of(running: set[int]) -> list[int]:
    """Those of these processes that were killed since. One that ended by itself failed: there is work left."""
    ended = [os.waitpid(child, os.WNOHANG) for child in running]
    codes = {child: os.waitstatus_to_exitcode(status) for child, status in ended if child}
    assert set(codes.values()) <= {-signal.SIGKILL}, f"a client failed: {codes}"
    return list(codes)


def finish(url, home) -> None:
    """Clients that nobody kills carry the rest to the end."""
    for child in [start(url, home, 1000 + seed, 0) for seed in range(FINISHERS)]:
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
