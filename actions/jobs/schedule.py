"""Schedule: which jobs there are, how often each runs, and what happens when one fails."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """Something to be done every so often. `run` returns how much it did and may be tried again at any time."""

    name: str
    every_seconds: float
    run: Callable[[], object]


class Schedule:
    """Runs each job when it is due. A job that fails is logged by the kind of its error and tried again when due."""

    def __init__(self, jobs: tuple[Job, ...], clock: Callable[[], float] = time.monotonic) -> None:
        self._jobs, self._clock = jobs, clock
        self._due = {job.name: clock() for job in jobs}

    def due(self) -> Iterator[Job]:
        """The jobs whose time has come, each put off to its next time."""
        for job in self._jobs:
            if self._clock() >= self._due[job.name]:
                self._due[job.name] = self._clock() + job.every_seconds
                yield job


def run_job(job: Job) -> bool:
    """Runs one job; whether it came to its end. What failed is told by type only: a message may quote a person."""
    try:
        done = job.run()
    except Exception as error:
        log.error("job %s failed: %s", job.name, type(error).__name__)
        return False
    if done:
        log.info("job %s did %s", job.name, done)
    return True
