"""Many people want few places: as many win as there are places, and everybody else hears why not."""

import threading

import pytest
from booking_town import settle_town
from fighting import fight, places_of

from actions.booking.errors import BookingError


@pytest.fixture
def crowd(any_engine, tmp_path):
    return settle_town(any_engine, tmp_path, people=40, capacity=5)


def test_forty_people_on_five_places_give_five_bookings_every_time(crowd):
    slots = crowd.slots()[:3]
    winners = set()
    for slot in slots:
        outcomes, _ = fight(crowd, slot.slot_id, [person for person in crowd.people if person not in winners])
        assert outcomes["won"] == 5
        assert set(outcomes) <= {"won", "slot-taken"}
        assert places_of(crowd, slot.slot_id) == [1, 2, 3, 4, 5]
        winners |= {info.person_id for person in crowd.people for info in crowd.bookings.open_bookings(person)}
    assert len(winners) == 15
    assert crowd.audit_faults() == []


def all_at_once(acts):
    results = []
    start = threading.Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            results.append(act())
        except BookingError as error:
            results.append(error.code)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_one_person_at_many_slots_at_once_ends_with_one_open_booking(crowd):
    person = crowd.people[0]
    acts = [lambda slot=slot: crowd.hold(person, slot.slot_id) for slot in crowd.slots()[:6]]
    results = all_at_once(acts)
    assert [result for result in results if isinstance(result, str) and result != "booking-busy"] == []
    assert len(crowd.bookings.open_bookings(person)) == 1


def test_the_same_request_many_times_at_once_is_one_booking(crowd):
    person, slot = crowd.people[0], crowd.slots()[0]
    results = all_at_once([lambda: crowd.hold(person, slot.slot_id, "same key") for _ in range(8)])
    assert {info.id for info in results} == {results[0].id}
    assert crowd.count() == 1


def test_people_who_swap_slots_at_the_same_moment_do_not_block_each_other(crowd):
    first, second = crowd.slots()[:2]
    booked = [crowd.book(person, slot.slot_id) for person, slot in zip(crowd.people, (first, second) * 4, strict=False)]
    target = {first.slot_id: second.slot_id, second.slot_id: first.slot_id}
    acts = [
        lambda info=info: crowd.bookings.reschedule(
            info.person_id, info.id, target[info.slot_id], f"swap-{info.id}", actor="staff:1"
        )
        for info in booked
    ]
    moved = all_at_once(acts)
    kept = [info for info in moved if not isinstance(info, str)]
    assert set(moved) - set(kept) <= {"slot-taken"}
    assert len(kept) >= 2
    assert sum(len(crowd.bookings.open_bookings(info.person_id)) for info in booked) == len(booked)
    assert crowd.audit_faults() == []


def test_tickets_taken_at_the_same_moment_are_all_different(crowd):
    from booking_town import MONDAY, OFFICE, at

    crowd.clock.moment = at(MONDAY, 9)
    acts = [lambda n=n: crowd.bookings.take_ticket(OFFICE, "counter_check", f"t{n}") for n in range(12)]
    assert sorted(ticket.number for ticket in all_at_once(acts)) == [f"A{n:03d}" for n in range(1, 13)]
