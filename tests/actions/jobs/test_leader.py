"""One process leads; when it ends or dies another takes over."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.jobs import repository
from actions.jobs.leader import LEASE, Leader
from actions.settings import ROOT


def test_of_two_candidates_one_leads_and_keeps_leading(any_engine):
    first, second = Leader(any_engine, "jobs"), Leader(any_engine, "jobs")
    assert [first.lead(), second.lead(), first.lead(), second.lead()] == [True, False, True, False]


def test_of_many_candidates_at_once_exactly_one_leads(any_engine):
    candidates = [Leader(any_engine, "jobs") for _ in range(12)]
    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(Leader.lead, candidates)) == 1


def test_a_leader_that_no_longer_renews_is_followed_by_another_and_does_not_lead_again(any_engine):
    clock = [utc_now()]
    first, second = (Leader(any_engine, "jobs", now=lambda: clock[0]) for _ in range(2))
    assert first.lead()
    clock[0] += LEASE - timedelta(seconds=1)
    assert not second.lead()
    clock[0] += timedelta(seconds=2)
    assert second.lead() and not first.lead()


def test_who_resigns_is_followed_at_once(any_engine):
    first, second = Leader(any_engine, "jobs"), Leader(any_engine, "jobs")
    assert first.lead()
    second.resign()  # not theirs to give
    assert not second.lead()
    first.resign()
    assert second.lead()


def test_different_leaderships_do_not_disturb_each_other(any_engine):
    assert Leader(any_engine, "jobs").lead() and Leader(any_engine, "other").lead()


LEADING = """
import sys
from actions.database.engine import build_engine
from actions.jobs.leader import Leader
leader = Leader(build_engine(sys.argv[1]), "jobs")
print(leader.lead(), flush=True)
sys.stdin.read()
"""


def test_a_killed_leader_is_followed_when_its_lease_has_run_out(any_engine, any_url):
    process = subprocess.Popen([sys.executable, "-c", LEADING, any_url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with process:
        assert process.stdout.readline() == b"True\n"
        process.kill()
    second = Leader(any_engine, "jobs")
    assert not second.lead()
    assert Leader(any_engine, "jobs", now=lambda: utc_now() + LEASE).lead()
    with UnitOfWork(any_engine, reads_only=True) as work:
        assert repository.fetch_leadership(work.session, "jobs").until > utc_now() + LEASE


@pytest.mark.parametrize("signal", ["terminate", "kill"])
def test_the_jobs_process_runs_and_ends(signal, sqlite_url, tmp_path):
    environment = {"WANQING_HOME": str(tmp_path), "WANQING_DATABASE_URL": sqlite_url, "PATH": "/usr/bin:/bin"}
    log = tmp_path / "jobs.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "actions.jobs.runner"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    deadline = time.monotonic() + 20
    while b"led by this process" not in log.read_bytes():
        assert time.monotonic() < deadline and process.poll() is None, log.read_text()
        time.sleep(0.05)
    assert (tmp_path / "jobs.heartbeat").exists()
    getattr(process, signal)()
    assert process.wait(10) == {"terminate": 0, "kill": -9}[signal], log.read_text()
