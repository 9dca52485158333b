"""Tables of the kiosks: the registered machines, the codes to register one, who visits where, signs of life."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base


class KioskDevice(Base):
    """One registered machine. It proves itself by a token of which only the hash is kept."""

    __tablename__ = "kiosk_device"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    registered_by: Mapped[str] = mapped_column(String(64))  # the clerk who made the code, as the audit names them
    locked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    page_version: Mapped[str] = mapped_column(String(20), default="")
    voice_ok: Mapped[bool | None]
    printer_ok: Mapped[bool | None]
    silence_noted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DeviceCode(Base):
    """A code that registers one machine once; the code itself is not kept."""

    __tablename__ = "device_code"

    code_index: Mapped[str] = mapped_column(String(64), primary_key=True)  # blind index
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(40))
    made_by: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DeviceVisit(Base):
    """At which machine a conversation is held; goes with either of them."""

    __tablename__ = "device_visit"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("kiosk_device.id", ondelete="CASCADE"), index=True)


class BrowserBeat(Base):
    """When the page in one run of a kiosk's browser was last heard of; the machine's watchdog asks for it."""

    __tablename__ = "browser_beat"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)  # the key lives as long as the browser runs
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
