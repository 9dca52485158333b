"""Imports an office file: checked as a whole against itself and what is stored, written all or not at all."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from actions.booking.model import VisitTeam
from actions.offices import repository
from actions.offices.errors import BadOfficeFile
from actions.offices.levels import LEVELS, level_above, level_labels
from actions.offices.model import Closure, Office, OfficeService, OpeningHours
from actions.offices.office_file import read_rows
from actions.offices.office_lines import Entry, understand


@dataclass(frozen=True)
class Imported:
    """How many offices were new, how many were there before and got their fields anew."""

    added: int
    renewed: int


def import_offices(session: Session, path: Path) -> Imported:
    """Writes the offices of the file in the caller's transaction; the same file again changes nothing.

    An office named in the file has its fields, hours, services and closures replaced; offices and visit teams it does
    not name stay. Raises BadOfficeFile with a line for every fault.
    """
    return write_offices(session, read_entries(session, path), demo=False)


def read_entries(session: Session, path: Path) -> list[Entry]:
    """The offices of the file, understood and fitting together. Raises BadOfficeFile."""
    faults: list[str] = []
    understood = [understand(row, faults) for row in read_rows(path)]
    entries = [entry for entry in understood if entry is not None]
    # Whether the tree fits can only be said of rows that were understood.
    if faults := faults or _misfits(session, entries):
        raise BadOfficeFile(faults)
    return entries


def write_offices(session: Session, entries: list[Entry], *, demo: bool) -> Imported:
    """Stores checked entries, parents before children."""
    added = 0
    for entry in sorted(entries, key=lambda entry: LEVELS.index(entry.level)):
        office = repository.fetch_office(session, entry.id)
        if office is None:
            added, office = added + 1, Office(id=entry.id)
            session.add(office)
        _fill(office, entry, demo)
        session.flush()
        repository.clear_details(session, entry.id)
        session.add_all(_details(entry))
        _write_teams(session, entry)
    session.flush()
    return Imported(added, len(entries) - added)


def _misfits(session: Session, entries: list[Entry]) -> list[str]:
    """What is wrong between the entries, and between them and the stored tree."""
    levels = {office.id: office.level for office in repository.fetch_offices(session)}
    levels.update({entry.id: entry.level for entry in entries})
    counts = Counter(entry.id for entry in entries)
    faults = [f"{entry.place}：编号“{entry.id}”在文件里不止一个" for entry in entries if counts[entry.id] > 1]
    faults += [fault for entry in entries for fault in _parent_faults(entry, levels)]
    faults += [
        f"{entry.place}：上门小组“{team.name}”的“{area}”不是社区编号"
        for entry in entries
        for team in entry.teams
        for area in team.areas
        if levels.get(area) != "community"
    ]
    return faults + _orphans(session, entries, levels)


def _parent_faults(entry: Entry, levels: dict[str, str]) -> list[str]:
    wanted = level_above(entry.level)
    if wanted is None:
        return [f"{entry.place}：市一级没有上级"] if entry.parent else []
    if levels.get(entry.parent or "") == wanted:
        return []
    return [f"{entry.place}：上级要是{level_labels()[wanted]}一级的编号，现在是“{entry.parent or ''}”"]


def _orphans(session: Session, entries: list[Entry], levels: dict[str, str]) -> list[str]:
    """Stored offices outside the file whose parent would change its level."""
    named = {entry.id: entry for entry in entries}
    return [
        f"{named[child.parent_id].place}：改了级别，下面的“{child.name}”就没有合适的上级了"
        for child in repository.fetch_offices(session)
        if child.parent_id in named and child.id not in named and levels[child.parent_id] != level_above(child.level)
    ]


def _fill(office: Office, entry: Entry, demo: bool) -> None:
    for field in ("level", "name", "address", "phone", "latitude", "longitude", "windows"):
        setattr(office, field, getattr(entry, field))
    office.parent_id, office.demo = entry.parent, demo


def _details(entry: Entry) -> list[OfficeService | OpeningHours | Closure]:
    office = entry.id
    services = [
        OfficeService(office_id=office, service=one.code, slot_minutes=one.minutes, capacity=one.places)
        for one in entry.services
    ]
    hours = [OpeningHours(office_id=office, weekday=day, opens=opens, closes=ends) for day, opens, ends in entry.hours]
    closures = [Closure(office_id=office, first_day=one[0], last_day=one[1], reason=one[2]) for one in entry.closures]
    return [*services, *hours, *closures]


def _write_teams(session: Session, entry: Entry) -> None:
    """Teams are kept by name: visits already planned point to them."""
    known = {team.name: team for team in repository.fetch_teams(session, entry.id)}
    for told in entry.teams:
        team = known.get(told.name) or VisitTeam(office_id=entry.id, name=told.name)
        team.first_member, team.second_member, team.areas = told.first, told.second, " ".join(told.areas)
        session.add(team)
