"""StaffMembers: the clerks who may vouch, each with a staff number and a personal PIN."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.identity import repository
from actions.identity.errors import BadStaffMember, IdentityLocked, StaffNumberTaken, UnknownStaff, WrongStaffPin
from actions.identity.locks import LockKey, Locks
from actions.identity.model import StaffMember
from actions.identity.pins import hashed_pin, pin_fits
from actions.offices.model import Office
from actions.personal_data.person_name import normal_name
from actions.personal_data.vault import Vault

AT_THE_COMMAND_LINE = "system:command"
_NUMBER = re.compile(r"[0-9A-Za-z-]{1,20}", re.ASCII)
_NOBODY_PIN = hashed_pin("905173")  # so that an unknown number costs the work of a known one


@dataclass(frozen=True)
class StaffInfo:
    """A clerk as others see them."""

    id: int
    number: str
    name: str
    office_id: str | None
    active: bool = True


class StaffMembers:
    """Clerks of the database behind `engine`."""

    def __init__(self, engine: Engine, vault: Vault, audit: Audit, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._vault, self._audit = engine, vault, audit
        self._locks = Locks(now)

    def add(self, number: str, name: str, office_id: str | None, pin: str) -> StaffInfo:
        """A new clerk. Raises BadStaffPin, BadStaffMember, BadName or StaffNumberTaken."""
        if not _NUMBER.fullmatch(number.strip()):
            raise BadStaffMember
        member = StaffMember(
            number=number.strip(), name=normal_name(name), office_id=office_id, pin_hash=hashed_pin(pin), active=True
        )
        with UnitOfWork(self._engine) as work:
            if repository.fetch_staff_member(work.session, member.number):
                raise StaffNumberTaken
            if office_id is not None and work.session.get(Office, office_id) is None:
                raise BadStaffMember
            work.session.add(member)
            try:
                work.session.flush()
            except IntegrityError as error:
                raise StaffNumberTaken from error
            self._record(work.session, "staff:member:added", member)
            work.commit()
        return _info(member)

    def all(self) -> list[StaffInfo]:
        """Every clerk, those who may not vouch any more too, by number."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            return [_info(member) for member in repository.fetch_staff(work.session)]

    def disable(self, number: str) -> StaffInfo:
        """This clerk vouches no more, from now on. Doing it twice is harmless. Raises UnknownStaff."""
        with UnitOfWork(self._engine) as work:
            member = self._member(work.session, number)
            if member.active:
                member.active = False
                self._record(work.session, "staff:member:disabled", member)
                work.commit()
        return _info(member)

    def reset_pin(self, number: str, pin: str) -> StaffInfo:
        """A new PIN, and the lock of the old one is gone. Raises UnknownStaff or BadStaffPin."""
        kept = hashed_pin(pin)
        with UnitOfWork(self._engine) as work:
            member = self._member(work.session, number)
            member.pin_hash = kept
            self._locks.clear(work.session, self._lock_of(number))
            self._record(work.session, "staff:pin:reset", member)
            work.commit()
        return _info(member)

    def check(self, number: str, pin: str, *, terminal: str = "", channel: str = "kiosk") -> StaffInfo:
        """The clerk, if the PIN is theirs. Raises WrongStaffPin or IdentityLocked; counts against clerk and terminal."""
        keys = [self._lock_of(number)]
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

    @staticmethod
    def _member(session: Session, number: str) -> StaffMember:
        member = repository.fetch_staff_member(session, number.strip())
        if member is None:
            raise UnknownStaff
        return member

    def _lock_of(self, number: str) -> LockKey:
        return LockKey("staff", self._vault.index(number.strip(), "staff_member.number"))

    def _record(self, session: Session, event: str, member: StaffMember) -> None:
        session.flush()
        self._audit.record(session, event, actor=AT_THE_COMMAND_LINE, staff=member.id)

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
    return StaffInfo(member.id, member.number, member.name, member.office_id, member.active)
