"""A process killed in the middle leaves a whole booking or none, and no place is lost."""

import signal
import time
from datetime import timedelta

import pytest
from booking_town import TUESDAY, settle_town
from killed_child import run_and_die
from sqlalchemy import select

from actions.booking.model import Booking
from actions.database.unit_of_work import UnitOfWork

STEPS = {
    "hold": ("slot locked", "booking inserted", "audit written", "before commit", "after commit"),
    "confirm": ("slot locked", "booking updated", "message written", "audit written", "before commit", "after commit"),
    "move": ("slot locked", "booking updated", "booking inserted", "audit written", "before commit", "after commit"),
}
CASES = [(act, step) for act, steps in STEPS.items() for step in steps]


@pytest.fixture
def killed(any_engine, any_url, tmp_path):
    """A town in which, per case, one person's process was killed."""
    town = settle_town(any_engine, tmp_path, people=len(CASES), capacity=1)
    free_slots = [slot for days in range(3) for slot in town.slots(day=TUESDAY + timedelta(days=days))]
    cases = []
    for number, ((act, step), person) in enumerate(zip(CASES, town.people, strict=True)):
        own, free = free_slots[number].slot_id, free_slots[-1 - number].slot_id
        if act == "confirm":
            town.hold(person, own)
        elif act == "move":
            town.book(person, own)
        cases.append((act, step, person, own, free if act == "move" else own))

    for case in cases:
        act, step, person, _own, target = case
        assert run_and_die(any_url, tmp_path, person, target, act, step) == -signal.SIGKILL, case
    return town, cases


def states(town, person):
    query = select(Booking.state).where(Booking.person_id == person).order_by(Booking.id)
    with UnitOfWork(town.engine, reads_only=True) as work:
        return list(work.session.scalars(query))


BEFORE = {"hold": [], "confirm": ["held"], "move": ["confirmed"]}
AFTER = {"hold": ["held"], "confirm": ["confirmed"], "move": ["moved", "confirmed"]}


def test_whatever_was_killed_is_whole_or_not_there_and_the_person_can_go_on(killed):
    town, cases = killed
    found = {(act, step): states(town, person) for act, step, person, *_ in cases}
    assert found == {(act, step): (AFTER if step == "after commit" else BEFORE)[act] for act, step in CASES}
    assert town.audit_faults() == []
    for act, _step, person, own, target in cases:
        finish(town, act, person, own, target)
        assert states(town, person)[-1] == "confirmed"
        assert len(town.bookings.open_bookings(person)) == 1
    assert town.audit_faults() == []


def finish(town, act, person, own, target):
    """What the person does after the crash: the same again, with the same key."""
    started = time.monotonic()
    if act == "hold":
        town.book(person, own, f"killed-{person}")
    elif act == "confirm":
        [info] = town.bookings.open_bookings(person)
        town.bookings.confirm(person, info.id, actor=f"person:{person}")
    else:
        [info] = town.bookings.open_bookings(person)
        town.bookings.reschedule(person, info.id, target, f"killed-{person}", actor=f"person:{person}")
    assert time.monotonic() - started < 3, "a dead process still holds a lock"


def test_a_hold_of_a_killed_process_lapses_like_any_other(any_engine, tmp_path):
    town = settle_town(any_engine, tmp_path, capacity=1)
    slot = town.slot()
    town.hold(town.people[0], slot.slot_id)
    town.clock.forward(minutes=10)
    assert town.book(town.people[1], slot.slot_id).state == "confirmed"
