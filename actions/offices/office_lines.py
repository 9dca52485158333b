"""Understands one row of an office file: every field checked, every fault said in a sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from actions.offices.levels import level_labels
from actions.offices.office_file import Row
from actions.offices.office_grammar import (
    Fault,
    Service,
    Team,
    closure,
    number_between,
    opening_hours,
    services,
    visit_team,
)

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_PHONE = re.compile(r"[0-9][0-9 \-]{2,29}")
_LONGEST = {"name": 60, "address": 200}


@dataclass(frozen=True)
class Entry:
    """One office, understood."""

    place: str
    id: str
    level: str
    parent: str | None
    name: str
    address: str
    phone: str
    latitude: float | None
    longitude: float | None
    windows: int
    hours: tuple[tuple[int, time, time], ...]
    services: tuple[Service, ...]
    closures: tuple[tuple[date, date, str], ...]
    teams: tuple[Team, ...]


def understand(row: Row, faults: list[str]) -> Entry | None:
    """The office of `row`; None when something is wrong, with every fault added to `faults`."""
    found: dict[str, object] = {}
    steps: dict[str, Callable[[], object]] = {
        "id": lambda: _matched(_ID, row.fields["id"], "编号只用小写字母、数字和“-”，最多40个字"),
        "level": lambda: _level(row.fields["level"]),
        "parent": lambda: row.fields["parent"] or None,
        "name": lambda: _text(row, "name", needed=True),
        "address": lambda: _text(row, "address", needed=False),
        "phone": lambda: row.fields["phone"] and _matched(_PHONE, row.fields["phone"], "电话只写数字和“-”"),
        "latitude": lambda: _degrees(row.fields["latitude"], "纬度", 90),
        "longitude": lambda: _degrees(row.fields["longitude"], "经度", 180),
        "windows": lambda: number_between(row.fields["windows"] or "1", "窗口数", 1, 99),
        "hours": lambda: opening_hours(row.lists["hours"]),
        "services": lambda: services(row.lists["services"], str(found["level"])) if "level" in found else (),
        "closures": lambda: tuple(closure(text) for text in row.lists["closures"]),
        "teams": lambda: tuple(visit_team(text) for text in row.lists["teams"]),
    }
    before = len(faults)
    for field, step in steps.items():
        try:
            found[field] = step()
        except Fault as fault:
            faults.append(f"{row.place}：{fault}")
    return Entry(place=row.place, **found) if len(faults) == before else None  # type: ignore[arg-type]


def _matched(pattern: re.Pattern[str], text: str, otherwise: str) -> str:
    if not pattern.fullmatch(text):
        raise Fault(f"{otherwise}，现在是“{text}”")
    return text


def _level(text: str) -> str:
    codes = {**{code: code for code in level_labels()}, **{label: code for code, label in level_labels().items()}}
    if text not in codes:
        raise Fault(f"级别要写{'、'.join(level_labels().values())}中的一个，现在是“{text}”")
    return codes[text]


def _text(row: Row, field: str, *, needed: bool) -> str:
    text, longest = row.fields[field], _LONGEST[field]
    if (needed and not text) or len(text) > longest:
        raise Fault(f"{'名称' if field == 'name' else '地址'}要写，最多{longest}个字" if needed else f"地址最多{longest}个字")
    return text


def _degrees(text: str, label: str, limit: int) -> float | None:
    if not text:
        return None
    try:
        degrees = float(text)
    except ValueError:
        degrees = float("nan")
    if not -limit <= degrees <= limit:
        raise Fault(f"{label}要写-{limit}到{limit}之间的度数，现在是“{text}”")
    return degrees
