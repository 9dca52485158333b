"""The jobs process: `python -m actions.jobs.runner` leads, or waits until it may."""

import logging
import signal
import threading
import time
from pathlib import Path
from types import FrameType

from sqlalchemy.exc import SQLAlchemyError

from actions.counter import build_counter
from actions.database.engine import build_engine
from actions.jobs.catalogue import all_jobs
from actions.jobs.heartbeat import heartbeat_file
from actions.jobs.leader import LEASE, Leader
from actions.jobs.schedule import Job, Schedule, run_job
from actions.settings import Settings
from actions.structured_log import configure_logging

log = logging.getLogger("actions.jobs.runner")  # __name__ is __main__ in this process

ROUND_SECONDS = 1.0
RENEW_SECONDS = LEASE.total_seconds() / 5
STUCK_SECONDS = 600.0  # a job that takes longer hangs; its leader stops renewing and another process takes over


class Runner:
    """Runs the schedule while it leads; renews the lease in the background, also during a long job."""

    def __init__(self, leader: Leader, schedule: Schedule, heartbeat: Path) -> None:
        self._leader, self._schedule, self._heartbeat = leader, schedule, heartbeat
        self._stop = threading.Event()
        self._leads = False
        self._busy_since: float | None = None

    def run(self) -> None:
        """Until :meth:`stop`; lets go of the lease at the end."""
        renewal = threading.Thread(target=self._renew, daemon=True)
        renewal.start()
        while not self._stop.is_set():
            for job in self._schedule.due() if self._leads else ():
                self._run(job)
                if self._stop.is_set() or not self._leads:
                    break
            self._stop.wait(ROUND_SECONDS)
        renewal.join()
        self._leader.resign()

    def stop(self) -> None:
        """Ends after the job under way."""
        self._stop.set()

    def _run(self, job: Job) -> None:
        self._busy_since = time.monotonic()
        try:
            run_job(job)
        finally:
            self._busy_since = None

    def _renew(self) -> None:
        while not self._stop.is_set():
            if not self._stuck():
                self._leads = self._try_to_lead()
                self._heartbeat.touch(mode=0o600)
            self._stop.wait(RENEW_SECONDS)

    def _try_to_lead(self) -> bool:
        try:
            leads = self._leader.lead()
        except SQLAlchemyError as error:
            log.error("leadership not renewed: %s", type(error).__name__)
            return False
        if leads != self._leads:
            log.info("jobs are led by this process" if leads else "jobs are led by another process")
        return leads

    def _stuck(self) -> bool:
        return self._busy_since is not None and time.monotonic() - self._busy_since > STUCK_SECONDS


def main() -> None:
    """Run the jobs until the process is told to end."""
    settings = Settings.from_environment()
    configure_logging(settings.log_level)
    engine = build_engine(settings.database_url)
    schedule = Schedule(all_jobs(settings, build_counter(settings, engine)))
    runner = Runner(Leader(engine, "jobs"), schedule, heartbeat_file(settings))

    def end(_signal: int, _frame: FrameType | None) -> None:
        runner.stop()

    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, end)
    runner.run()
    engine.dispose()


if __name__ == "__main__":
    main()
