"""Heartbeats: the signs of life kiosks give every half minute, and what is done when one falls silent (criterion J7)."""

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.devices import repository
from actions.devices.info import SILENT_AFTER, Beat, DeviceInfo, info_of, token_hash
from actions.devices.model import BrowserBeat

log = logging.getLogger(__name__)

VERSION_CHARACTERS = 20


class Heartbeats:
    """Signs of life in the database behind `engine`."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._now = engine, now

    def heard(self, token: str, beat: Beat, browser_key: str = "") -> DeviceInfo | None:
        """Notes a sign of life of the machine with this token, and of its browser; the machine, if it is registered."""
        now = self._now()
        with UnitOfWork(self._engine) as work:
            if browser_key:
                work.session.merge(BrowserBeat(key_hash=token_hash(browser_key), at=now))
            device = repository.fetch_device_of_token(work.session, token_hash(token)) if token else None
            if device:
                device.last_seen_at, device.silence_noted_at = now, None
                device.page_version = beat.page_version[:VERSION_CHARACTERS]
                device.voice_ok, device.printer_ok = beat.voice_ok, beat.printer_ok
            work.commit()
        return info_of(device, now) if device else None

    def browser_silent_for(self, browser_key: str) -> float | None:
        """Seconds since the page in this run of a browser gave its last sign of life; None when it never gave one."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            beat = repository.fetch_beat(work.session, token_hash(browser_key))
        return max(0.0, (self._now() - beat.at).total_seconds()) if beat else None

    def note_silent(self) -> int:
        """Logs each machine not heard of for two minutes, once until it is heard of again; returns how many."""
        now = self._now()
        with UnitOfWork(self._engine) as work:
            silent = repository.fetch_silent_unnoted(work.session, now - SILENT_AFTER)
            for device in silent:
                device.silence_noted_at = now
                log.warning("kiosk %s of office %s is silent", device.id, device.office_id)
            work.commit()
        return len(silent)
