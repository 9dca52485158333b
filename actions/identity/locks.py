"""Locks: too many failures lock a subject (a fingerprint, never a number) for growing times."""

import math
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from actions.identity import repository
from actions.identity.errors import IdentityLocked, ResendTooSoon
from actions.identity.rules import LOCKS, RESEND_AFTER


class LockKey(NamedTuple):
    """What is locked: the scope names the rule, the subject is a blind index."""

    scope: str
    subject: str


class Locks:
    """Counts failures inside the caller's transaction, which must be committed for them to count."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def check(self, session: Session, *keys: LockKey) -> None:
        """Raises IdentityLocked when any of `keys` is locked."""
        now = self._now()
        rows = [repository.fetch_lock(session, *key) for key in keys]
        waits = [_seconds(row.locked_until, now) for row in rows if row and row.locked_until and row.locked_until > now]
        if waits:
            raise IdentityLocked(max(waits))

    def fail(self, session: Session, key: LockKey) -> int | None:
        """Counts one failure; returns for how many seconds `key` is locked by it, if it is."""
        now, rule = self._now(), LOCKS[key.scope]
        row = repository.fetch_or_add_lock(session, key.scope, key.subject, now)
        if now - max(row.last_failure_at, row.locked_until or row.last_failure_at) > rule.forgets_after:
            row.failures = row.rounds = 0
        if rule.eases:
            row.failures = max(0, row.failures - (now - row.last_failure_at) // (rule.forgets_after / rule.failures))
        row.failures, row.last_failure_at = row.failures + 1, now
        if row.failures < rule.failures:
            return None
        row.locked_until = now + rule.times[min(row.rounds, len(rule.times) - 1)]
        row.failures, row.rounds = 0, row.rounds + 1
        return _seconds(row.locked_until, now)

    def note_code_asked(self, session: Session, subject: str) -> None:
        """A code is asked for this subject. Raises ResendTooSoon or IdentityLocked."""
        key = LockKey("code", subject)
        # The row is made before it is looked at, so that two who ask at the same moment come one after the other.
        row = repository.fetch_or_add_lock(session, *key, self._now())
        self.check(session, key)
        asked_before = row.failures or row.rounds
        if asked_before and (wait := _seconds(row.last_failure_at + RESEND_AFTER, self._now())) > 0:
            raise ResendTooSoon(wait)
        self.fail(session, key)

    def clear(self, session: Session, *keys: LockKey) -> None:
        """A success: what was counted against `keys` is forgotten."""
        for key in keys:
            repository.delete_lock(session, *key)


def _seconds(until: datetime, now: datetime) -> int:
    return math.ceil((until - now).total_seconds())
