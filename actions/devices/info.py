"""What others see of a kiosk, and what a kiosk tells of itself."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from actions.devices.model import KioskDevice

SILENT_AFTER = timedelta(seconds=120)  # criterion J7: four missed signs of life


@dataclass(frozen=True)
class DeviceInfo:
    """A registered kiosk; `silent` is judged at the moment it was looked at."""

    id: int
    name: str
    office_id: str
    registered_at: datetime
    locked: bool
    last_seen_at: datetime | None
    silent: bool
    page_version: str
    voice_ok: bool | None
    printer_ok: bool | None


@dataclass(frozen=True)
class DeviceCodeOffer:
    """The code to type at the machine, and until when it works. The code stays out of its repr."""

    code: str = field(repr=False)
    expires_at: datetime

    @property
    def grouped(self) -> str:
        """The code as it is shown and read out: 1234 5678."""
        return f"{self.code[:4]} {self.code[4:]}"


@dataclass(frozen=True)
class Registered:
    """A machine that was just registered, and the token it keeps. The token stays out of the repr."""

    device: DeviceInfo
    token: str = field(repr=False)


@dataclass(frozen=True)
class Beat:
    """A sign of life: the version of the page, whether the voice works, and the printer (None: there is none)."""

    page_version: str = ""
    voice_ok: bool | None = None
    printer_ok: bool | None = None


def info_of(device: KioskDevice, now: datetime) -> DeviceInfo:
    """The kiosk as it stands `now`. One that never gave a sign of life is silent from two minutes after its registration."""
    last = device.last_seen_at or device.registered_at
    return DeviceInfo(
        id=device.id, name=device.name, office_id=device.office_id, registered_at=device.registered_at,
        locked=device.locked_at is not None, last_seen_at=device.last_seen_at, silent=now - last > SILENT_AFTER,
        page_version=device.page_version, voice_ok=device.voice_ok, printer_ok=device.printer_ok,
    )  # fmt: skip


def token_hash(token: str) -> str:
    """A token or a key as it is kept; both are long and random, so a plain hash tells nothing of them."""
    return hashlib.sha256(token.encode()).hexdigest()
