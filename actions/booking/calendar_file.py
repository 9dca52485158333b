"""A booking as an iCalendar file (RFC 5545) for the phone's calendar, without anything personal in it."""

from datetime import UTC, datetime

from actions.booking.info import BookingInfo
from actions.booking.numbers import grouped
from actions.booking.wording import service_words
from actions.clock import SHANGHAI, utc_now

_FOLD_OCTETS = 75  # RFC 5545, 3.1
# Asia/Shanghai has kept UTC+8 without summer time since 1992.
_TIMEZONE = (
    "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19920101T000000", "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


def ics(info: BookingInfo, now: datetime | None = None) -> str:
    """One VEVENT. Its UID stays when the booking moves, so the calendar moves the entry. `info` must have a number."""
    if info.number is None or info.confirmed_at is None:
        raise ValueError("only a confirmed booking has a calendar file")
    # At a home visit the place is the person's own address, which does not belong in a file that travels.
    place = "" if info.service == "home_visit" else f"{info.office.name} {info.office.address}".strip()
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//wanqing//booking//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        *_TIMEZONE, "BEGIN:VEVENT", f"UID:{info.number}@wanqing", f"DTSTAMP:{_utc(now or utc_now())}",
        f"SEQUENCE:{int(info.confirmed_at.timestamp()) // 60}",
        f"DTSTART;TZID=Asia/Shanghai:{_local(info.starts_at)}", f"DTEND;TZID=Asia/Shanghai:{_local(info.ends_at)}",
        f"SUMMARY:{_escaped('领取待遇资格认证（' + service_words(info.service) + '）')}",
        f"DESCRIPTION:{_escaped(f'预约号 {grouped(info.number)}')}", f"LOCATION:{_escaped(place)}",
        f"STATUS:{'CONFIRMED' if info.state == 'confirmed' else 'CANCELLED'}",
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:资格认证预约", "TRIGGER:-P1D", "END:VALARM",
        "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _local(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y%m%dT%H%M%S")


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets; a continuation begins with a space, and no hanzi is cut."""
    pieces, piece = [], ""
    for character in line:
        if len((piece + character).encode()) > _FOLD_OCTETS:
            pieces.append(piece)
            piece = " "
        piece += character
    return "\r\n".join((*pieces, piece))
