"""Writes as many fictional retirees as wanted into import files; memory does not grow with their number."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from actions.demo.files import DemoFiles
from actions.demo.inventing import invented_retirees
from actions.demo.retiree import lines_of
from actions.records.importing.layouts import LAYOUTS

Progress = Callable[[int], object]  # is told how many people have been written


def last_months(count: int, on: date) -> list[int]:
    """The `count` months up to that of `on`, as yyyymm, oldest first."""
    newest = on.year * 12 + on.month - 1
    return [number // 12 * 100 + number % 12 + 1 for number in range(newest - count + 1, newest + 1)]


def generate(
    folder: Path,
    people: int,
    months: int,
    *,
    on: date,
    seed: int = 1,
    kinds: Iterable[str] = tuple(LAYOUTS),
    progress: Progress = lambda done: None,
) -> dict[str, int]:
    """Lines written per kind of file. The same arguments write the same bytes. Raises TooManyPeople."""
    paid = last_months(months, on)
    with DemoFiles(folder, kinds) as files:
        for done, person in enumerate(invented_retirees(people, seed, on), start=1):
            for kind, line in lines_of(person, paid):
                files.add(kind, person.id_number, person.name, line)
            if done % 1_000 == 0:
                progress(done)
    progress(people)
    return files.rows
