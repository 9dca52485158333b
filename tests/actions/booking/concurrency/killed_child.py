"""A process that books and is killed (SIGKILL) at a named step."""

import os
import signal
import traceback
from pathlib import Path

from booking_town import MONDAY, TownClock, at, town_services
from sqlalchemy import event
from sqlalchemy.orm import Session

from actions.database.engine import build_engine

# Step -> the statement after which the process dies.
STATEMENTS = {
    "slot locked": "SELECT slot.id",
    "booking inserted": "INSERT INTO booking",
    "booking updated": "UPDATE booking",
    "message written": "INSERT INTO outgoing_message",
    "audit written": "INSERT INTO audit_entry",
}


def die(*_args: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(engine, step: str) -> None:
    """From now on the process dies at `step`."""

    def after(_connection, _cursor, statement, *_rest):
        in_write = not _connection.get_execution_options().get("wanqing_reads_only")
        if in_write and statement.startswith(STATEMENTS[step]):
            die()

    if step in STATEMENTS:
        event.listen(engine, "after_cursor_execute", after)
    elif step == "before commit":
        event.listen(Session, "before_commit", die)
    elif step == "after commit":
        event.listen(Session, "after_commit", die)


def run_and_die(url: str, home: Path, person: int, slot_id: int, act: str, step: str) -> int:
    """Does `act` in a child process that dies at `step`; returns the signal the child died of (0: it did not)."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        _act(url, home, person, slot_id, act, step)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)  # never back into the parent's test run
    return 0


def _act(url: str, home: Path, person: int, slot_id: int, act: str, step: str) -> None:
    engine = build_engine(url)
    town = town_services(engine, home, TownClock(at(MONDAY, 8)), [])
    arm(engine, step)
    key, actor = f"killed-{person}", f"person:{person}"
    if act == "hold":
        town.hold(person, slot_id, key)
        return
    [info] = town.bookings.open_bookings(person)
    if act == "confirm":
        town.bookings.confirm(person, info.id, actor=actor)
    else:
        town.bookings.reschedule(person, info.id, slot_id, key, actor=actor)
