"""StaffMembers: the clerks who may vouch, each with a staff number and a personal PIN."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from actions.audit.service import Audit
from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.identity import repository
from actions.identity.errors import IdentityLocked, StaffNumberTaken, WrongStaffPin
from actions.identity.locks import LockKey, Locks
from actions.identity.model import StaffMember
from actions.identity.pins import hashed_pin, pin_fits
from actions.personal_data.vault import Vault

_NOBODY_PIN = hashed_pin("905173")  # so that an unknown number costs the work of a known one


@dataclass(frozen=True)
class StaffInfo:
    """A clerk as others see them."""

    id: int
    number: str
    name: str
    office_id: str | None


class StaffMembers:
    """Clerks of the database behind `engine`."""

    def __init__(self, engine: Engine, vault: Vault, audit: Audit, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._vault, self._audit = engine, vault, audit
        self._locks = Locks(now)

    def add(self, number: str, name: str, office_id: str | None, pin: str) -> StaffInfo:
        """A new clerk. Raises BadStaffPin or StaffNumberTaken."""
        member = StaffMember(number=number.strip(), name=name, office_id=office_id, pin_hash=hashed_pin(pin), active=True)
        with UnitOfWork(self._engine) as work:
            if repository.fetch_staff_member(work.session, member.number):
                raise StaffNumberTaken
            work.session.add(member)
            try:
                work.commit()
            except IntegrityError as error:
                raise StaffNumberTaken from error
        return _info(member)

    def check(self, number: str, pin: str, *, terminal: str = "", channel: str = "kiosk") -> StaffInfo:
        """The clerk, if the PIN is theirs. Raises WrongStaffPin or IdentityLocked; counts against clerk and terminal."""
        keys = [LockKey("staff", self._vault.index(number.strip(), "staff_member.number"))]
        if terminal:
            keys.append(LockKey("terminal", self._vault.index(f"clerk {terminal}", "terminal")))
        with UnitOfWork(self._engine) as work:
            self._locks.check(work.session, *keys)
            member = repository.fetch_staff_member(work.session, number.strip())
        fits = pin_fits(pin, member.pin_hash if member else _NOBODY_PIN)
        if member is None or not fits or not member.active:
            self._refuse(keys, channel)
            raise WrongStaffPin
        with UnitOfWork(self._engine) as work:
            self._locks.check(work.session, *keys)  # many tries at once all passed the first look
            self._locks.clear(work.session, keys[0])
            work.commit()
        return _info(member)

    def _refuse(self, keys: list[LockKey], channel: str) -> None:
        with UnitOfWork(self._engine) as work:
            locked = {key.scope: self._locks.fail(work.session, key) for key in keys}
            self._audit.record(
                work.session, "identity:proof:failed", actor="visitor", channel=channel, reason="staff-pin"
            )
            for scope in (scope for scope, wait in locked.items() if wait):
                self._audit.record(work.session, "identity:proof:locked", actor="visitor", channel=channel, scope=scope)
            work.commit()
        if waits := [wait for wait in locked.values() if wait]:
            raise IdentityLocked(max(waits))


def _info(member: StaffMember) -> StaffInfo:
    return StaffInfo(member.id, member.number, member.name, member.office_id)
