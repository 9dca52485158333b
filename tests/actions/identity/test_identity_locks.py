"""Failures lock the number and the terminal for growing times, and nobody learns who is on the books."""

import statistics
import time
from datetime import date

import pytest
from sqlalchemy import func, select
from visitors import XIULAN, XIULAN_PHONE, fictional_number

from actions.database.unit_of_work import UnitOfWork
from actions.identity.errors import CodeBurnt, CodeExpired, IdentityLocked, WrongCode
from actions.identity.model import IdentityChallenge
from actions.identity.rules import LOCKS
from actions.messages.model import OutgoingMessage

UNKNOWN = fictional_number(date(1951, 1, 1))
DEAD, PHONELESS = fictional_number(sequence=11), fictional_number(sequence=13)
# What was typed -> number and name.
TYPED = {
    "right": (XIULAN, "张秀兰"),
    "wrong name": (XIULAN, "王秀兰"),
    "unknown": (UNKNOWN, "张秀兰"),
    "dead": (DEAD, "赵德海"),
    "without phone": (PHONELESS, "孙玉珍"),
}


def add_people(desk):
    desk.add_person()
    desk.add_person(DEAD, "赵德海", "19900000011", died_on=date(2026, 10, 1))
    desk.add_person(PHONELESS, "孙玉珍", None)


@pytest.fixture
def people(desk):
    add_people(desk)
    return desk


def fail(desk, number, name, times, terminal):
    """Types wrong codes for a number, with as many conversations as it takes; returns the last error."""
    error, done = None, 0
    while done < times:
        visit = desk.visit()
        desk.identity.begin(visit, number, name, terminal=terminal)
        desk.clock.forward(seconds=61)
        while done < times and not isinstance(error, CodeBurnt):
            with pytest.raises((WrongCode, CodeBurnt, IdentityLocked)) as raised:
                desk.identity.verify(visit, desk.wrong_code(visit), terminal=terminal)
            error, done = raised.value, done + 1
        error = None if done < times else error
    return error


@pytest.mark.parametrize("typed", TYPED)
def test_five_wrong_codes_lock_the_number_whether_it_is_known_or_not(people, typed):
    number, name = TYPED[typed]
    error = fail(people, number, name, 5, "hall 1")
    assert isinstance(error, IdentityLocked) and error.retry_after == 600
    with pytest.raises(IdentityLocked):
        people.identity.begin(people.visit(), number, name, terminal="another hall")
    assert "identity:proof:locked" in people.events()


def test_a_lock_ends_by_itself_and_the_next_one_is_longer(people):
    waits = []
    for _ in range(5):
        waits.append(fail(people, UNKNOWN, "张秀兰", 5, f"hall {len(waits)}").retry_after)
        people.clock.forward(seconds=max(waits[-1], 3600) + 1)
    assert waits == [time.total_seconds() for time in LOCKS["person"].times] + [LOCKS["person"].times[-1].total_seconds()]


def test_a_right_code_does_not_open_a_locked_number(people):
    visit = people.visit()
    people.identity.begin(visit, XIULAN, "张秀兰", terminal="hall 1")
    people.clock.forward(seconds=61)
    fail(people, XIULAN, "张秀兰", 5, "hall 2")
    with pytest.raises(IdentityLocked):
        people.identity.verify(visit, people.code(visit), terminal="hall 1")


def test_failures_with_many_numbers_lock_the_terminal(people):
    for sequence in range(4):
        fail(people, fictional_number(sequence=100 + sequence), "张秀兰", 1, "hall 1")
    error = fail(people, fictional_number(sequence=104), "张秀兰", 1, "hall 1")
    assert isinstance(error, IdentityLocked) and error.retry_after == 120
    with pytest.raises(IdentityLocked):
        people.identity.begin(people.visit(), XIULAN, "张秀兰", terminal="hall 1")
    assert people.identity.begin(people.visit(), XIULAN, "张秀兰", terminal="hall 2")
    assert people.identity.begin(people.visit("web"), fictional_number(sequence=105), "张秀兰", terminal="hall 1")


def test_a_success_forgets_the_failures_of_the_number(people):
    fail(people, XIULAN, "张秀兰", 4, "hall 1")
    people.clock.forward(hours=1, seconds=1)
    people.prove(people.visit())
    people.clock.forward(seconds=61)
    assert isinstance(fail(people, XIULAN, "张秀兰", 1, "hall 2"), WrongCode)


def test_a_slow_message_is_nobodys_failure(people):
    for _ in range(6):
        visit = people.visit()
        people.identity.begin(visit, XIULAN, "张秀兰", terminal="hall 1")
        people.clock.forward(hours=2)
        with pytest.raises(CodeExpired):
            people.identity.verify(visit, people.code(visit), terminal="hall 1")


@pytest.mark.parametrize("typed", [typed for typed in TYPED if typed != "right"])
def test_nobodys_code_is_never_right_however_well_it_is_guessed(people, typed):
    visit = people.visit()
    people.identity.begin(visit, *TYPED[typed])
    with pytest.raises(WrongCode):
        people.identity.verify(visit, people.code(visit))


def test_a_message_goes_to_the_right_one_only(people):
    for number, name in {**TYPED, "right": (XIULAN, "王丽")}.values():
        people.identity.begin(people.visit(), number, name)
        people.clock.forward(seconds=61)
    assert people.messages_to(XIULAN_PHONE) + people.messages_to("19900000011") + people.messages_to("19900000000") == []


def test_every_way_of_failing_leaves_the_same_rows_and_the_same_answer(people):
    seen = set()
    for number, name in TYPED.values():
        before = rows(people)
        challenge = people.identity.begin(people.visit(), number, name)
        people.clock.forward(seconds=61)
        seen.add((challenge, *(after - earlier for after, earlier in zip(rows(people), before, strict=True))))
    assert len(seen) == 1


def rows(desk):
    with UnitOfWork(desk.engine, reads_only=True) as work:
        return [work.session.scalar(select(func.count()).select_from(table)) for table in (IdentityChallenge, OutgoingMessage)]


def test_every_way_of_failing_takes_the_time_of_the_right_one(sqlite_desk):
    """Medians over interleaved tries, of the work done, so that what else runs on the machine does not count."""
    add_people(sqlite_desk)
    visits = {typed: sqlite_desk.visit() for typed in TYPED}
    spent = {typed: [] for typed in TYPED}
    for _ in range(41):
        for typed, (number, name) in TYPED.items():
            began = time.thread_time()
            sqlite_desk.identity.begin(visits[typed], number, name)
            spent[typed].append(time.thread_time() - began)
            sqlite_desk.clock.forward(hours=26)  # no lock of the last try is left
    medians = {typed: statistics.median(times) for typed, times in spent.items()}
    assert {typed: time for typed, time in medians.items() if abs(time / medians["right"] - 1) > 0.25} == {}
