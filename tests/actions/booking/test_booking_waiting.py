"""The waiting list: a freed place goes to the next in line."""

from datetime import time, timedelta

import pytest
from booking_town import MONDAY, OFFICE, TUESDAY, at
from sqlalchemy import delete

from actions.booking.errors import AlreadyBooked, BadDays, HoldExpired, NotOffered, UnknownWaiting
from actions.database.unit_of_work import UnitOfWork
from actions.offices.model import OpeningHours


def join(town, person, first=TUESDAY, last=TUESDAY, service="counter_check"):
    return town.bookings.join_waiting(person, OFFICE, service, first, last, actor=f"person:{person}")


@pytest.fixture
def full(town):
    """The office is open for one slot a week, Tuesday at nine, and both its places are booked."""
    with UnitOfWork(town.engine) as work:
        work.session.execute(delete(OpeningHours))
        work.session.add(OpeningHours(office_id=OFFICE, weekday=1, opens=time(9), closes=time(9, 30)))
        work.commit()
    slot = town.slot()
    town.booked = [town.book(person, slot.slot_id) for person in town.people[:2]]
    return town


def test_a_freed_place_is_kept_for_the_first_who_waits(full):
    [booked, _, first, second, stranger] = full.people
    assert [join(full, person).ahead for person in (first, second)] == [0, 1]
    full.cancel(booked, full.booked[0].id)
    [offer] = full.bookings.offers(first)
    assert offer.until == full.clock() + timedelta(minutes=15)
    assert full.bookings.offers(second) == []
    assert full.slots() == [], "nobody else is offered the place meanwhile"
    info = full.bookings.accept_offer(first, offer.entry_id, actor=f"person:{first}")
    assert (info.state, info.starts_at) == ("confirmed", at(TUESDAY, 9))
    assert full.bookings.waiting(first) == []
    assert "您排队的有空位了" in "".join(full.texts())


def test_an_offer_nobody_takes_goes_to_the_next_after_fifteen_minutes(full):
    [booked, _, first, second, _] = full.people
    entry, _ = join(full, first), join(full, second)
    full.cancel(booked, full.booked[0].id)
    full.clock.forward(minutes=15)
    assert full.bookings.expire_holds() == 1
    assert (len(full.bookings.offers(first)), len(full.bookings.offers(second))) == (0, 1)
    with pytest.raises(HoldExpired):
        full.bookings.accept_offer(first, entry.id, actor=f"person:{first}")
    full.clock.forward(minutes=16)
    assert full.bookings.expire_holds() == 1
    assert [slot.free for slot in full.slots()] == [1]


def test_leaving_passes_an_offered_place_on(full):
    [booked, _, first, second, _] = full.people
    entry, _ = join(full, first), join(full, second)
    full.cancel(booked, full.booked[0].id)
    full.bookings.leave_waiting(first, entry.id, actor=f"person:{first}")
    assert (len(full.bookings.offers(first)), len(full.bookings.offers(second))) == (0, 1)
    assert full.audit_faults() == []


def test_the_job_offers_a_place_that_became_free_while_nobody_looked(full):
    [_, _, this_week, next_week, _] = full.people
    join(full, this_week)
    assert full.bookings.offer_freed() == 0
    join(full, next_week, TUESDAY + timedelta(days=7), TUESDAY + timedelta(days=7))
    assert full.bookings.offer_freed() == 1
    assert full.bookings.offers(next_week)[0].booking.starts_at == at(TUESDAY + timedelta(days=7), 9)
    assert full.bookings.offers(this_week) == []
    assert full.bookings.offer_freed() == 0


def test_a_place_on_a_day_that_closed_is_not_offered(full):
    [booked, _, first, *_] = full.people
    join(full, first)
    full.close_office(TUESDAY)
    full.cancel(booked, full.booked[0].id)
    assert full.bookings.offers(first) == []


def test_a_place_freed_at_night_is_offered_in_the_morning(full):
    [booked, _, first, *_] = full.people
    join(full, first, last=TUESDAY + timedelta(days=7))
    full.clock.moment = at(MONDAY, 20)
    full.cancel(booked, full.booked[0].id)
    assert (full.bookings.offers(first), full.bookings.offer_freed()) == ([], 0)
    full.clock.moment = at(TUESDAY, 7, 59)
    assert full.bookings.offer_freed() == 0
    full.clock.moment = at(TUESDAY, 8)
    assert full.bookings.offer_freed() == 1
    [offer] = full.bookings.offers(first)
    assert offer.booking.starts_at == at(TUESDAY, 9)


def test_an_offer_that_runs_out_in_the_evening_wakes_nobody(full):
    [booked, _, first, second, _] = full.people
    join(full, first), join(full, second)
    full.clock.moment = at(MONDAY, 19, 50)
    full.cancel(booked, full.booked[0].id)
    assert len(full.bookings.offers(first)) == 1
    full.clock.moment = at(MONDAY, 20, 5)
    assert full.bookings.expire_holds() == 1
    assert full.bookings.offers(second) == []


def test_who_booked_elsewhere_meanwhile_is_passed_over(full):
    [booked, _, first, second, _] = full.people
    join(full, first), join(full, second)
    full.book(first, full.slot(day=TUESDAY + timedelta(days=7)).slot_id)
    full.cancel(booked, full.booked[0].id)
    assert (len(full.bookings.offers(first)), len(full.bookings.offers(second))) == (0, 1)


def test_waiting_twice_keeps_the_first_turn(full):
    first = full.people[2]
    assert join(full, first).id == join(full, first).id


def test_who_has_a_booking_does_not_wait(full):
    with pytest.raises(AlreadyBooked):
        join(full, full.people[0])


@pytest.mark.parametrize(("first", "last"), [(-1, 1), (2, 1), (1, 61)])
def test_unusable_days_are_refused(full, first, last):
    with pytest.raises(BadDays):
        join(full, full.people[2], MONDAY + timedelta(days=first), MONDAY + timedelta(days=last))


def test_nobody_waits_for_what_is_not_offered(full):
    with pytest.raises(NotOffered):
        join(full, full.people[2], service="no_such_service")


def test_another_persons_entry_looks_like_none(full):
    entry = join(full, full.people[2])
    with pytest.raises(UnknownWaiting):
        full.bookings.leave_waiting(full.people[3], entry.id, actor="person:4")
    with pytest.raises(UnknownWaiting):
        full.bookings.accept_offer(full.people[2], 999_999, actor="person:3")
