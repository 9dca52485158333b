"""Leader: of several processes one leads, by a lease in the database; when it dies another takes over."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.jobs import repository
from actions.jobs.model import Leadership

LEASE = timedelta(seconds=15)  # clocks of the machines must agree to a few seconds


class Leader:
    """One candidate for leading `name`."""

    def __init__(self, engine: Engine, name: str, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._name, self._now = engine, name, now
        self.holder = secrets.token_hex(8)

    def lead(self) -> bool:
        """Takes or renews the lease; whether this candidate leads for the next LEASE."""
        now = self._now()
        with UnitOfWork(self._engine) as work:
            if repository.take_or_renew(work.session, self._name, self.holder, now, now + LEASE):
                work.commit()
                return True
            if repository.fetch_leadership(work.session, self._name) is not None:
                return False
            work.session.add(Leadership(name=self._name, holder=self.holder, until=now + LEASE))
            try:
                work.commit()
            except IntegrityError:
                return False  # another candidate was first
            return True

    def resign(self) -> None:
        """Lets go, so that the next candidate need not wait for the lease to run out."""
        with UnitOfWork(self._engine) as work:
            repository.delete_leadership(work.session, self._name, self.holder)
            work.commit()
