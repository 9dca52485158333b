"""DeviceService: registers kiosks with an office by a staff code, locks, unlocks, renames and removes them."""

import secrets
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.devices import repository
from actions.devices.errors import BadDeviceName, DeviceLocked, NotYourOffice, UnknownDevice, UnknownDeviceCode
from actions.devices.info import DeviceCodeOffer, DeviceInfo, Registered, info_of, token_hash
from actions.devices.model import DeviceCode, DeviceVisit, KioskDevice
from actions.devices.staff_area import actor_for
from actions.identity.challenges import normal_code
from actions.identity.errors import IdentityLocked
from actions.identity.locks import LockKey, Locks
from actions.identity.staff import StaffInfo
from actions.offices.model import Office
from actions.personal_data.vault import Vault

CODE_DIGITS = 8
CODE_LIFETIME = timedelta(minutes=30)
NAME_CHARACTERS = 40
_BEATS_KEPT = timedelta(days=1)
_CODE = "device.code"


class DeviceService:
    """Kiosks in the database behind `engine`."""

    def __init__(self, engine: Engine, vault: Vault, audit: Audit, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._vault, self._audit, self._now = engine, vault, audit, now
        self._locks = Locks(now)

    def make_code(self, clerk: StaffInfo, office_id: str, name: str) -> DeviceCodeOffer:
        """A code that registers one machine called `name` with the office, once, within 30 minutes.

        Raises NotYourOffice, BadDeviceName.
        """
        kept, expires_at = _normal_name(name), self._now() + CODE_LIFETIME
        with UnitOfWork(self._engine) as work:
            actor = actor_for(work.session, clerk, office_id)
            code = self._fresh_code(work.session)
            index = self._vault.index(code, _CODE)
            work.session.add(
                DeviceCode(code_index=index, office_id=office_id, name=kept, made_by=actor, expires_at=expires_at)
            )
            work.session.flush()
            self._audit.record(work.session, "device:code:made", actor=actor, office=office_id)
            work.commit()
        return DeviceCodeOffer(code, expires_at)

    def register(self, code: str, terminal: str = "") -> Registered:
        """Registers the machine that has the code. Guesses are counted against the terminal, by identity's figures.

        Raises UnknownDeviceCode, IdentityLocked.
        """
        index, now = self._vault.index(normal_code(code), _CODE), self._now()
        key = LockKey("terminal", self._vault.index(f"device code {terminal}", "terminal"))
        with UnitOfWork(self._engine) as work:
            self._locks.check(work.session, key)
            made, locked = None, None
            if repository.use_code(work.session, index, now):
                made = self._register(work.session, index, now)
            else:
                locked = self._locks.fail(work.session, key)
            work.commit()
        if made is None:
            raise IdentityLocked(locked) if locked else UnknownDeviceCode
        return made

    def by_token(self, token: str) -> DeviceInfo | None:
        """The machine with this token; None for a token that is nobody's, or was a removed machine's."""
        if not token:
            return None
        with UnitOfWork(self._engine, reads_only=True) as work:
            device = repository.fetch_device_of_token(work.session, token_hash(token))
        return info_of(device, self._now()) if device else None

    def note_visit(self, conversation_id: str, device: DeviceInfo) -> None:
        """The conversation is held at this machine, so at its office. Raises DeviceLocked."""
        if device.locked:
            raise DeviceLocked
        with UnitOfWork(self._engine) as work:
            work.session.add(DeviceVisit(conversation_id=conversation_id, device_id=device.id))
            work.commit()

    def office_of_conversation(self, conversation_id: str) -> Office | None:
        """The office where whoever speaks here stands; None on a phone and at an unregistered machine."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            return repository.fetch_office_of_conversation(work.session, conversation_id)

    def all(self) -> Sequence[DeviceInfo]:
        """Every registered kiosk, by office and name."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            return [info_of(device, self._now()) for device in repository.fetch_devices(work.session)]

    def lock(self, clerk: StaffInfo, device_id: int) -> DeviceInfo:
        """Puts the machine out of use until it is unlocked; twice is harmless. Raises UnknownDevice."""

        def act(session: Session, device: KioskDevice) -> None:
            device.locked_at = device.locked_at or self._now()

        return self._change(clerk, device_id, "device:locked", act)

    def unlock(self, clerk: StaffInfo, device_id: int) -> DeviceInfo:
        """Puts the machine back into use. Raises UnknownDevice."""

        def act(session: Session, device: KioskDevice) -> None:
            device.locked_at = None

        return self._change(clerk, device_id, "device:unlocked", act)

    def rename(self, clerk: StaffInfo, device_id: int, name: str) -> DeviceInfo:
        """Gives the machine another name. Raises UnknownDevice, BadDeviceName."""
        kept = _normal_name(name)

        def act(session: Session, device: KioskDevice) -> None:
            device.name = kept

        return self._change(clerk, device_id, "device:renamed", act)

    def remove(self, clerk: StaffInfo, device_id: int) -> DeviceInfo:
        """Forgets the machine: its token is worth nothing from now on. Raises UnknownDevice."""
        return self._change(clerk, device_id, "device:removed", lambda session, device: session.delete(device))

    def forget_over(self) -> int:
        """Deletes codes that were used or ran out and signs of life of browsers long gone; returns how many."""
        with UnitOfWork(self._engine) as work:
            count = repository.delete_over(work.session, self._now(), self._now() - _BEATS_KEPT)
            work.commit()
        return count

    def _register(self, session: Session, index: str, now: datetime) -> Registered:
        code = repository.fetch_code(session, index)
        if code is None:
            raise UnknownDeviceCode
        token = secrets.token_urlsafe(48)
        device = KioskDevice(
            office_id=code.office_id, name=code.name, token_hash=token_hash(token), registered_at=now, registered_by=code.made_by
        )
        session.add(device)
        session.flush()
        self._audit.record(session, "device:registered", actor=code.made_by, device=device.id, office=device.office_id)
        return Registered(info_of(device, now), token)

    def _change(
        self, clerk: StaffInfo, device_id: int, event: str, act: Callable[[Session, KioskDevice], None]
    ) -> DeviceInfo:
        with UnitOfWork(self._engine) as work:
            device = repository.fetch_device(work.session, device_id, lock=True)
            if device is None:
                raise UnknownDevice
            try:
                actor = actor_for(work.session, clerk, device.office_id)
            except NotYourOffice as error:
                raise UnknownDevice from error
            act(work.session, device)
            shown = info_of(device, self._now())
            work.session.flush()
            self._audit.record(work.session, event, actor=actor, device=device_id)
            work.commit()
        return shown

    def _fresh_code(self, session: Session) -> str:
        while True:
            code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
            if repository.fetch_code(session, self._vault.index(code, _CODE)) is None:
                return code


def _normal_name(name: str) -> str:
    kept = " ".join(name.split())
    if not 0 < len(kept) <= NAME_CHARACTERS or any(unicodedata.category(sign)[0] == "C" for sign in kept):
        raise BadDeviceName
    return kept
