"""A hundred applications, opened, filled in, handed in and carried to payment by twenty clients at once, on both databases."""

import dataclasses
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, select

from actions.clock import today
from actions.counter import Counter, build_counter
from actions.database.engine import build_engine
from actions.database.migrate import upgrade
from actions.database.throwaway_postgres import NoPostgres
from actions.database.unit_of_work import UnitOfWork
from actions.demo.numbers import identity_number
from actions.grants.access.applicant import Applicant
from actions.grants.model import GrantCase, GrantStep
from actions.identity.model import StaffMember
from actions.offices.model import Office
from actions.settings import Settings
from kiosk_ui.cli.benchmarks.booking_fight import Report, database_of, share

CASES, CLIENTS = 100, 20
_OFFICES = (("bench-district", "district", None), ("bench-street", "street", "bench-district"), ("bench-community", "community", "bench-street"))
_STEPS = 7  # draft, submitted, accepted, reviewing, deciding, decided, paid
T = TypeVar("T")


@dataclass(frozen=True)
class _Clerk:
    id: int


class _Round:
    """One application from the first word to the money; the seconds each part took."""

    def __init__(self, counter: Counter, clerk: _Clerk) -> None:
        self._counter, self._clerk = counter, clerk
        self.seconds: dict[str, list[float]] = defaultdict(list)

    def run(self, order: int) -> None:
        phone, grants, clerk = f"199{order:08d}", self._counter.grants, self._clerk
        me = Applicant(
            "bench", "web", "张丽萍", phone, self._counter.vault.index(phone, "person.phone"), consented=True
        )  # fmt: skip
        died = today().replace(month=1, day=1)
        facts = {"status": "retired", "contribution": 384, "drawn": 96, "died_on": died.isoformat(), "cause": "illness"}
        case = self._timed("open", lambda: grants.open(me, facts, f"bench-{order}", channel="web"))
        parts: tuple[tuple[str, dict[str, str]], ...] = (
            ("deceased", {"name": "张德海", "number": identity_number(died.replace(year=1946), order), "office_id": "bench-community"}),
            ("deceased", {"died_on": died.isoformat()}),
            ("applicant", {"number": identity_number(died.replace(year=1972), order), "relation": "child"}),
            ("account", {"kind": "deceased"}),
        )
        for part, values in parts:
            seen = case
            case = self._timed("save", lambda part=part, values=values, seen=seen: grants.save(me, seen.id, part, values, seen.version))  # type: ignore[misc]
        number, version = case.number, case.version
        version = self._timed("submit", lambda: grants.submit(me, case.id, version, f"submit-{order}")).version
        version = grants.see_identity(clerk, number, version).info.version
        moves: tuple[Callable[[int], object], ...] = (
            lambda seen: grants.accept(clerk, number, seen),
            lambda seen: grants.forward(clerk, number, seen),
            lambda seen: grants.forward(clerk, number, seen),
            lambda seen: grants.decide(clerk, number, seen, 834_200, 6_673_600, "按核定表"),
            lambda seen: grants.pay(clerk, number, seen),
        )
        for step, move in enumerate(moves):
            self._timed("move", lambda move=move, step=step: move(version + step))  # type: ignore[misc]

    def _timed(self, what: str, act: Callable[[], T]) -> T:
        started = time.perf_counter()
        result = act()
        self.seconds[what].append(time.perf_counter() - started)
        return result


def measure_grants(settings: Settings, report: Report, databases: Sequence[str] = ("sqlite", "postgresql")) -> None:
    """Prints applications a minute, the time of each part, and whether every application has every step once."""
    for name in databases:
        try:
            with tempfile.TemporaryDirectory(prefix="wanqing-grants-") as home, database_of(name, Path(home)) as url:
                report(_measured(name, url, dataclasses.replace(settings, home=Path(home), database_url=url)))
        except NoPostgres as error:
            report(f"grant cases, {name}: not measured ({error})")


def _measured(name: str, url: str, settings: Settings) -> str:
    upgrade(url)
    engine = build_engine(url)
    try:
        counter = build_counter(settings, engine)
        one, started = _Round(counter, _settle(counter)), time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(one.run, range(1, CASES + 1)))
        took, faults = time.perf_counter() - started, _faults(counter)
    finally:
        engine.dispose()
    told = "; ".join(
        f"{what} median {share(sorted(times), 0.5):.0f} ms, p95 {share(sorted(times), 0.95):.0f} ms"
        for what, times in one.seconds.items()
    )
    return f"grant cases, {name}, {CASES} to payment by {CLIENTS} clients in {took:.1f} s: {told}; cases with a fault {faults} (ceiling: 0)"


def _settle(counter: Counter) -> _Clerk:
    with UnitOfWork(counter.engine) as work:
        for office_id, level, parent in _OFFICES:
            work.session.add(Office(id=office_id, level=level, parent_id=parent, name="测量用网点", address="某某路1号"))
            work.session.flush()
        member = StaffMember(number="bench", name="王丽", office_id="bench-district", pin_hash="-", active=True)
        work.session.add(member)
        work.session.flush()
        clerk = _Clerk(member.id)
        work.commit()
    return clerk


def _faults(counter: Counter) -> int:
    """Applications that are missing, not paid, or have a step too few or too many."""
    steps = select(func.count()).where(GrantStep.case_id == GrantCase.id).scalar_subquery()
    good = select(func.count()).select_from(GrantCase).where(GrantCase.state == "paid", steps == _STEPS)
    with UnitOfWork(counter.engine, reads_only=True) as work:
        return CASES - (work.session.scalar(good) or 0)
