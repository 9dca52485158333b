"""All SQL of the kiosks."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CursorResult, delete, func, or_, select, update
from sqlalchemy.orm import Session

from actions.devices.model import BrowserBeat, DeviceCode, DeviceVisit, KioskDevice
from actions.identity.model import StaffMember
from actions.offices.model import Office


def fetch_device(session: Session, device_id: int, *, lock: bool = False) -> KioskDevice | None:
    return session.get(KioskDevice, device_id, with_for_update=lock)


def fetch_device_of_token(session: Session, token_hash: str) -> KioskDevice | None:
    return session.scalar(select(KioskDevice).where(KioskDevice.token_hash == token_hash))


def fetch_devices(session: Session) -> Sequence[KioskDevice]:
    """Every kiosk, by office and name."""
    return session.scalars(select(KioskDevice).order_by(KioskDevice.office_id, KioskDevice.name, KioskDevice.id)).all()


def fetch_silent_unnoted(session: Session, before: datetime) -> Sequence[KioskDevice]:
    """Kiosks that were not heard of since `before` and whose silence nobody noted yet."""
    last = func.coalesce(KioskDevice.last_seen_at, KioskDevice.registered_at)
    query = select(KioskDevice).where(last < before, KioskDevice.silence_noted_at.is_(None))
    return session.scalars(query.order_by(KioskDevice.id)).all()


def fetch_office(session: Session, office_id: str) -> Office | None:
    return session.get(Office, office_id)


def fetch_active_staff(session: Session, staff_id: int) -> StaffMember | None:
    return session.scalar(select(StaffMember).where(StaffMember.id == staff_id, StaffMember.active))


def fetch_code(session: Session, code_index: str) -> DeviceCode | None:
    return session.get(DeviceCode, code_index)


def use_code(session: Session, code_index: str, moment: datetime) -> bool:
    """Marks the code as used; False when it cannot be used (any more). Of two at once only one gets it."""
    query = update(DeviceCode).where(
        DeviceCode.code_index == code_index, DeviceCode.used_at.is_(None), DeviceCode.expires_at > moment
    )
    done = session.execute(query.values(used_at=moment))
    return isinstance(done, CursorResult) and done.rowcount == 1


def delete_over(session: Session, codes_before: datetime, beats_before: datetime) -> int:
    """Removes codes that were used or ran out, and signs of life of browsers long gone; returns how many."""
    over = (
        delete(DeviceCode).where(or_(DeviceCode.used_at.is_not(None), DeviceCode.expires_at <= codes_before)),
        delete(BrowserBeat).where(BrowserBeat.at < beats_before),
    )
    return sum(done.rowcount for done in map(session.execute, over) if isinstance(done, CursorResult))


def fetch_beat(session: Session, key_hash: str) -> BrowserBeat | None:
    return session.get(BrowserBeat, key_hash)


def fetch_office_of_conversation(session: Session, conversation_id: str) -> Office | None:
    """The office of the kiosk at which the conversation is held."""
    query = (
        select(Office)
        .join(KioskDevice, KioskDevice.office_id == Office.id)
        .join(DeviceVisit, DeviceVisit.device_id == KioskDevice.id)
        .where(DeviceVisit.conversation_id == conversation_id)
    )
    return session.scalar(query)
