"""Jobs run when they are due; one that fails stops no other and tells the log nothing personal."""

import logging
import threading
import time

from actions.jobs.leader import Leader
from actions.jobs.runner import Runner
from actions.jobs.schedule import Job, Schedule, run_job


def test_each_job_runs_at_its_own_pace():
    clock, done = [0.0], []
    schedule = Schedule((Job("often", 10, lambda: None), Job("seldom", 60, lambda: None)), clock=lambda: clock[0])
    for second in range(0, 61, 5):
        clock[0] = float(second)
        done += [job.name for job in schedule.due()]
    assert (done.count("often"), done.count("seldom")) == (7, 2)


def test_a_job_that_fails_is_told_by_type_only_and_is_due_again(caplog):
    def fail():
        raise ValueError("210201195501010000")

    clock = [0.0]
    schedule = Schedule((Job("bad", 10, fail), Job("good", 10, lambda: 3)), clock=lambda: clock[0])
    with caplog.at_level(logging.INFO, "actions.jobs.schedule"):
        assert [run_job(job) for job in schedule.due()] == [False, True]
    assert caplog.messages == ["job bad failed: ValueError", "job good did 3"]
    assert "210201" not in caplog.text
    clock[0] = 10.0
    assert [job.name for job in schedule.due()] == ["bad", "good"]


def wait_for(condition):
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert condition()


def test_only_the_leading_runner_runs_jobs_and_the_other_follows_when_it_ends(empty_engine, tmp_path, monkeypatch):
    monkeypatch.setattr("actions.jobs.runner.ROUND_SECONDS", 0.02)
    monkeypatch.setattr("actions.jobs.runner.RENEW_SECONDS", 0.05)
    ran, runners, threads = {0: 0, 1: 0}, [], []

    def count(number):
        ran[number] += 1

    for number in (0, 1):
        schedule = Schedule((Job("count", 0.0, lambda number=number: count(number)),))
        runners.append(Runner(Leader(empty_engine, "jobs"), schedule, tmp_path / f"heartbeat{number}"))
        threads.append(threading.Thread(target=runners[-1].run))
        threads[-1].start()
        wait_for(lambda: ran[0] > 2)
    time.sleep(0.2)
    assert ran[1] == 0 and (tmp_path / "heartbeat1").exists()
    runners[0].stop()
    wait_for(lambda: ran[1] > 2)
    runners[1].stop()
    for thread in threads:
        thread.join()
