"""Counts who is told that a person's application stands already, so that nobody tries identity numbers one after another."""

from sqlalchemy.orm import Session

from actions.grants.desk import GrantDesk, Work
from actions.grants.errors import AlreadyInHand
from actions.grants.neighbours import Applicant
from actions.identity.errors import IdentityLocked
from actions.identity.locks import LockKey, Locks


class Collisions:
    """Judged by identity's figures for one number. A lock of its own: nothing else of the phone is locked by it."""

    def __init__(self, desk: GrantDesk) -> None:
        self._desk, self._locks = desk, Locks(desk.now)

    def check(self, session: Session, applicant: Applicant) -> None:
        """Raises IdentityLocked for who was told too often."""
        self._locks.check(session, self._key(applicant))

    def count(self, applicant: Applicant) -> IdentityLocked | AlreadyInHand:
        """Counts that it was told once more, in a transaction of its own; returns what to raise."""

        def action(work: Work) -> int | None:
            return self._locks.fail(work.session, self._key(applicant))

        wait = self._desk.run(action)
        return IdentityLocked(wait) if wait else AlreadyInHand()

    def _key(self, applicant: Applicant) -> LockKey:
        return LockKey("person", self._desk.vault.index(applicant.phone_index, "grant_case.collision"))
