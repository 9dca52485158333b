"""200 clients fight for 10 places through the JSON API, round after round, on SQLite and on PostgreSQL."""

import dataclasses
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from actions.counter import Counter, build_counter
from actions.database.engine import build_engine
from actions.database.migrate import upgrade
from actions.database.throwaway_postgres import NoPostgres, throwaway_postgres
from actions.settings import ROOT, Settings, process_environment
from kiosk_ui.cli.benchmarks.booking_clients import Crowd, Told
from kiosk_ui.cli.benchmarks.booking_town import (
    PLACES,
    Client,
    clear,
    confirmed_in,
    open_in,
    settle,
    slots_to_fight_for,
)
from kiosk_ui.cli.launch.processes import ManagedProcess

CLIENTS, ROUNDS = 200, 1_000
_DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}  # as a real installation runs
_READY_SECONDS = 60
Report = Callable[[str], object]


@dataclass
class FightResult:
    """What clients were told, and what the books say of it."""

    told: Told = field(default_factory=Told)
    double: int = 0
    lost: int = 0


def measure_booking_fight(settings: Settings, rounds: int, report: Report, databases: Sequence[str] = ()) -> None:
    """Fights on both databases; prints p50 and p95 of confirm, double and lost bookings."""
    for name in databases or ("sqlite", "postgresql"):
        try:
            with tempfile.TemporaryDirectory(prefix="wanqing-fight-") as home, database_of(name, Path(home)) as url:
                started = time.perf_counter()
                result = _fight_on(url, settings, Path(home), rounds)
        except NoPostgres as error:
            report(f"booking fight, {name}: not measured ({error})")
            continue
        report(_told(name, rounds, result, time.perf_counter() - started))


def _told(name: str, rounds: int, result: FightResult, seconds: float) -> str:
    confirms, holds = sorted(result.told.confirms), sorted(result.told.holds)
    return (
        f"booking fight, {name}, {CLIENTS} clients for {PLACES} places, {rounds} rounds in {seconds:.0f} s: "
        f"confirm median {share(confirms, 0.5):.0f} ms, p95 {share(confirms, 0.95):.0f} ms, "
        f"max {share(confirms, 1):.0f} ms; hold p95 {share(holds, 0.95):.0f} ms; double bookings {result.double}, "
        f"lost {result.lost}; answers {dict(result.told.answers)} (ceiling: confirm p95 1000 ms, 0 double, 0 lost)"
    )


def share(times: Sequence[float], part: float) -> float:
    """Milliseconds below which this part of the sorted `times` lies."""
    return times[min(len(times) - 1, int(len(times) * part))] * 1000 if times else 0.0


@contextmanager
def database_of(name: str, home: Path) -> Iterator[str]:
    """Address of an empty database: SQLite below `home`, or a PostgreSQL that writes as a real installation does.

    Raises NoPostgres.
    """
    if name == "sqlite":
        yield f"sqlite:///{home / 'fight.db'}"
        return
    with throwaway_postgres(_DURABLE) as server:
        yield server.create("fight")


def _fight_on(url: str, settings: Settings, home: Path, rounds: int) -> FightResult:
    upgrade(url)
    generous = dataclasses.replace(
        settings, home=home, database_url=url, host="127.0.0.1", port=_free_port(), messages_per_minute=100_000,
        conversations_per_minute=100_000, speech_cache=home / "speech",
    )  # fmt: skip
    engine = build_engine(url)
    counter = build_counter(generous, engine)
    clients, slot_ids = settle(counter, CLIENTS), slots_to_fight_for(counter, rounds)
    web = _web(generous)
    web.start()
    try:
        web.wait_until_ready(_READY_SECONDS)
        return _rounds(generous.port, clients, slot_ids, counter)
    finally:
        web.stop()
        engine.dispose()


def _web(settings: Settings) -> ManagedProcess:
    def answers() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", settings.port)) == 0

    command = [sys.executable, "-m", "kiosk_ui.web"]
    return ManagedProcess(
        "web", command, ROOT, process_environment(settings), settings.home / "logs" / "web.log", answers
    )


def _rounds(port: int, clients: Sequence[Client], slot_ids: Sequence[int], counter: Counter) -> FightResult:
    result = FightResult()
    with Crowd(port, clients) as crowd:
        for slot_id in slot_ids:
            numbers = crowd.fight(slot_id, result.told)
            _judge(counter, slot_id, numbers, result)
            clear(counter, slot_id)
    return result


def _judge(counter: Counter, slot_id: int, numbers: Sequence[str], result: FightResult) -> None:
    """What the books say after a round, against what the clients were told."""
    confirmed = confirmed_in(counter, slot_id)
    result.double += max(0, open_in(counter, slot_id) - PLACES) + len(confirmed) - len({place for place, _ in confirmed})
    kept = {number for _, number in confirmed}
    # Lost: a place nobody got although 200 wanted it, or a number somebody was told that the books do not know.
    result.lost += max(0, PLACES - len(confirmed)) + sum(number not in kept for number in numbers)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
