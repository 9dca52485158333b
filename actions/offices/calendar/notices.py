"""Reads the holiday notices and the holidays fixed by law; a broken file stops the start, not a booking."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType

from knowledge_base.guides.files import ContentError, read_yaml

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Notice:
    """One year's notice: the holiday's name by day, and by make-up workday the holiday it makes up for."""

    year: int
    title: str
    number: str
    issued_on: date
    holidays: MappingProxyType[date, str]
    make_up: MappingProxyType[date, str]


@dataclass(frozen=True)
class FixedByLaw:
    """Holidays of every year, by (month, day); `moving` are the ones whose days only a notice tells."""

    title: str
    number: str
    days: MappingProxyType[tuple[int, int], str]
    moving: tuple[str, ...]


@cache
def load_notices() -> MappingProxyType[int, Notice]:
    """Every notice by year. Raises ContentError when a file contradicts itself."""
    notices = [_read_notice(path) for path in sorted((_FOLDER / "holidays").glob("*.yaml"))]
    return MappingProxyType({notice.year: notice for notice in notices})


@cache
def load_fixed_by_law() -> FixedByLaw:
    """The holidays that need no notice."""
    told = read_yaml(_FOLDER / "by_law.yaml")
    days = {(row["month"], day): row["name"] for row in told["fixed"] for day in row["days"]}
    return FixedByLaw(told["title"], told["number"], MappingProxyType(days), tuple(told["moving"]))


def _read_notice(path: Path) -> Notice:
    told = read_yaml(path)
    holidays = {day: row["name"] for row in told["holidays"] for day in _days(row["first"], row["last"])}
    make_up = {day: row["name"] for row in told["holidays"] for day in row["make_up"]}
    if both := holidays.keys() & make_up.keys():
        raise ContentError(f"{path.name}: {min(both)} is both a holiday and a make-up workday")
    if weekdays := [day for day in make_up if day.weekday() < 5]:
        raise ContentError(f"{path.name}: {min(weekdays)} is a workday anyway, it cannot make up for one")
    return Notice(
        year=told["year"],
        title=told["title"],
        number=told["number"],
        issued_on=told["issued_on"],
        holidays=MappingProxyType(holidays),
        make_up=MappingProxyType(make_up),
    )


def _days(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, inclusive."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
