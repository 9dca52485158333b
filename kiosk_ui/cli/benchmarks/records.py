"""A city's worth of retirees: rows a second of their import, its memory, and how fast one person is found again."""

import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine

from actions.audit.service import Audit
from actions.clock import today
from actions.database.engine import build_engine
from actions.database.migrate import upgrade
from actions.database.throwaway_postgres import NoPostgres, throwaway_postgres
from actions.database.unit_of_work import UnitOfWork
from actions.demo.generating import generate
from actions.demo.repository import fetch_person_id
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.records.importing.service import RecordsImport
from actions.records.local import LocalRecords

PEOPLE, MONTHS = 1_400_000, 6  # the enterprise retirees of Dalian, and half a year
KINDS = ("persons", "retirements", "payments")
_ASKED = 1_000
_SEED = 7
Report = Callable[[str], object]


def measure_records(people: int, months: int, report: Report, database_url: str = "") -> None:
    """Generates, imports and looks up `people`, on SQLite and on PostgreSQL (`database_url`, or a throw-away server)."""
    with tempfile.TemporaryDirectory(prefix="wanqing-records-") as name:
        folder, started = Path(name), time.perf_counter()
        rows = generate(folder, people, months, on=today(), seed=_SEED, kinds=KINDS)
        report(f"records: {people:,} people, {sum(rows.values()):,} rows written in {time.perf_counter() - started:.0f} s")
        _measure(f"sqlite:///{folder / 'bench.db'}", "SQLite", folder, people, report)
        with ExitStack() as stack:
            try:
                url = database_url or stack.enter_context(throwaway_postgres()).url()
            except NoPostgres as error:
                report(f"records on PostgreSQL: not measured ({error})")
            else:
                _measure(url, "PostgreSQL", folder, people, report)


def _measure(url: str, database: str, folder: Path, people: int, report: Report) -> None:
    upgrade(url)
    engine, keyring = build_engine(url), Keyring(folder)
    vault = Vault(keyring)
    importer = RecordsImport(engine, vault, Audit(keyring))
    numbers = _some_numbers(folder / "persons.csv", people)
    for kind in KINDS:
        report(f"{database}, {kind}: {_import(importer, folder / f'{kind}.csv')}")
    report(f"{database}: peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (ceiling 500 MB)")
    report(f"{database}, one person's records: {_look_up(engine, vault, numbers)} (ceiling: p95 20 ms)")
    engine.dispose()


def _import(importer: RecordsImport, path: Path) -> str:
    """Rows a second over the whole file and by quarters of it."""
    size, started = path.stat().st_size, time.perf_counter()
    reached = [started]

    def watch(read: int) -> None:
        if read >= size * len(reached) / 4 and len(reached) < 5:
            reached.append(time.perf_counter())

    rows = importer.run(path, progress=watch).rows
    took = time.perf_counter() - started
    reached[-1:] = [time.perf_counter()]
    quarters = ", ".join(f"{rows / 4 / (late - early):,.0f}" for early, late in zip(reached, reached[1:], strict=False))
    return f"{rows:,} rows in {took:.0f} s, {rows / took:,.0f} rows/s (by quarter {quarters}; floor 20,000)"


def _look_up(engine: Engine, vault: Vault, numbers: list[str]) -> str:
    """p50, p95 and max of finding somebody by identity number and reading everything on record."""
    gateway, times = LocalRecords(engine, vault), []
    for number in numbers:
        started = time.perf_counter()
        with UnitOfWork(engine, reads_only=True) as work:
            person_id = fetch_person_id(work.session, vault.index(number, "person.id_number"))
        for read in (gateway.profile, gateway.payments, gateway.retirement, gateway.adjustments, gateway.account):
            read(person_id)
        gateway.payment_account(person_id)
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    return f"median {statistics.median(times):.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms, max {times[-1]:.1f} ms"


def _some_numbers(file: Path, people: int) -> list[str]:
    """Identity numbers spread over the file of persons, in any order."""
    step = max(1, people // _ASKED)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        numbers = [line.partition(",")[0] for line in islice(lines, 1, None, step)]
    random.Random(_SEED).shuffle(numbers)  # noqa: S311 - an order, not a secret
    return numbers
