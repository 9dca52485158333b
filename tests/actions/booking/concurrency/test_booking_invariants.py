"""Whatever people do in whatever order: never more open bookings than places, one per person and service."""

import secrets
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from booking_town import TUESDAY, settle_town
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from actions.booking.errors import BookingError
from actions.booking.model import Booking, Slot, WaitingEntry
from actions.database.engine import build_engine
from actions.database.throwaway_postgres import ThrowawayPostgres
from actions.database.unit_of_work import UnitOfWork

PEOPLE, PLACES, SLOTS = 5, 2, 3
person = some.integers(0, PEOPLE - 1)
slot = some.integers(0, SLOTS - 1)


@contextmanager
def sqlite_copy(migrated: Path, home: Path):
    shutil.copyfile(migrated, home / "town.db")
    yield f"sqlite:///{home / 'town.db'}"


@contextmanager
def postgres_copy(server: ThrowawayPostgres):
    name = f"machine_{secrets.token_hex(6)}"
    yield server.create(name, template="migrated")
    server.drop(name)


@pytest.fixture
def sqlite_machine(migrated_sqlite):
    return machine(lambda home: sqlite_copy(migrated_sqlite, home))


@pytest.fixture
def postgres_machine(postgres):
    return machine(lambda _home: postgres_copy(postgres))


def machine(database):  # noqa: C901 - one class of short rules
    """A state machine over a fresh town per example, in a database of its own."""

    class Bookings(RuleBasedStateMachine):
        @initialize()
        def settle(self):
            self.home = Path(tempfile.mkdtemp())
            self.database = database(self.home)
            self.engine = build_engine(self.database.__enter__())
            self.town = settle_town(self.engine, self.home, PEOPLE, PLACES)
            self.slots = [free.slot_id for free in self.town.slots()[:SLOTS]]
            self.tried = 0

        def attempt(self, act):
            try:
                return act()
            except BookingError as error:
                assert error.detail.endswith("。")
                return None

        @rule(who=person, where=slot)
        def hold(self, who, where):
            self.tried += 1
            self.attempt(lambda: self.town.hold(self.town.people[who], self.slots[where], f"key {self.tried}"))

        @rule(who=person)
        def confirm(self, who):
            for info in self.mine(who):
                self.attempt(lambda info=info: self.town.bookings.confirm(info.person_id, info.id, actor="person:1"))

        @rule(who=person)
        def cancel(self, who):
            for info in self.mine(who):
                self.attempt(lambda info=info: self.town.cancel(info.person_id, info.id))

        @rule(who=person, where=slot)
        def move(self, who, where):
            self.tried += 1
            for info in self.mine(who):
                before = self.town.bookings.booking(info.person_id, info.id)
                moved = self.attempt(
                    lambda info=info: self.town.bookings.reschedule(
                        info.person_id, info.id, self.slots[where], f"move {self.tried}", actor="person:1"
                    )
                )
                if moved is None:
                    assert self.town.bookings.booking(info.person_id, info.id) == before

        @rule(who=person)
        def wait(self, who):
            from booking_town import OFFICE

            self.attempt(
                lambda: self.town.bookings.join_waiting(
                    self.town.people[who], OFFICE, "counter_check", TUESDAY, TUESDAY, actor="person:1"
                )
            )

        @rule(minutes=some.sampled_from([-30, 1, 9, 10, 15, 60, 720]))
        def time_passes(self, minutes):
            self.town.clock.forward(minutes=minutes)

        @rule()
        def jobs_run(self):
            self.town.bookings.expire_holds()
            self.town.bookings.offer_freed()
            self.town.bookings.remind()

        def mine(self, who):
            return self.town.bookings.open_bookings(self.town.people[who])

        @invariant()
        def books_are_in_order(self):
            if not hasattr(self, "town"):
                return
            with UnitOfWork(self.engine, reads_only=True) as work:
                bookings = work.session.scalars(select(Booking)).all()
                capacity = dict(work.session.execute(select(Slot.id, Slot.capacity)).all())
                waiting = work.session.scalars(select(WaitingEntry).where(WaitingEntry.state == "offered")).all()
            open_ones = [booking for booking in bookings if booking.state in ("held", "confirmed")]
            places = [(booking.slot_id, booking.place) for booking in open_ones]
            assert len(places) == len(set(places))
            assert all(1 <= place <= capacity[slot_id] for slot_id, place in places)
            assert len({booking.person_id for booking in open_ones}) == len(open_ones)
            assert all((booking.number is not None) == (booking.state == "confirmed") for booking in open_ones)
            assert all(booking.held_until is not None for booking in bookings if booking.state == "held")
            held = {booking.id for booking in open_ones if booking.state == "held"}
            assert {entry.offered_booking_id for entry in waiting} <= held
            assert self.town.audit_faults() == []

        def teardown(self):
            if hasattr(self, "engine"):
                self.engine.dispose()
                self.database.__exit__(None, None, None)
                shutil.rmtree(self.home)

    return Bookings


def run(machine, examples):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_the_books_are_always_in_order(sqlite_machine):
    run(sqlite_machine, 12)


def test_the_books_are_in_order_on_postgres_too(postgres_machine):
    run(postgres_machine, 4)
