"""What the dead left open ends, quietly."""

from booking_town import OFFICE, TUESDAY, at


def wait(town, person, service="counter_check"):
    return town.bookings.join_waiting(person, OFFICE, service, TUESDAY, TUESDAY, actor=f"person:{person}")


def test_bookings_and_waiting_of_the_dead_end_and_nobody_is_written_to(town):
    person, living = town.people[:2]
    booked = town.book(person, town.slot().slot_id)
    held = town.hold(person, town.slots("home_visit")[0].slot_id)
    entry, kept = wait(town, person, "video_check"), town.book(living, town.slot().slot_id)
    before = len(town.texts())
    town.die(person)
    assert town.bookings.end_for_deceased(person, "staff:7") == 3
    assert [town.bookings.booking(person, info.id).state for info in (booked, held)] == ["cancelled", "cancelled"]
    assert (town.bookings.open_bookings(person), town.bookings.waiting(person)) == ([], [])
    assert town.bookings.booking(living, kept.id).state == "confirmed"
    reasons = {details["reason"] for _, details in town.events("booking:cancelled") + town.events("waiting:left")}
    assert reasons == {"person-deceased"}
    assert town.events("waiting:left") == [("staff:7", {"entry": entry.id, "reason": "person-deceased"})]
    assert len(town.texts()) == before
    assert town.audit_faults() == []


def test_the_job_finds_them_once_and_leaves_the_living_alone(town):
    for person in town.people[:2]:
        town.book(person, town.slot().slot_id)
    assert town.bookings.end_for_deceased() == 0
    town.die(town.people[0])
    assert (town.bookings.end_for_deceased(), town.bookings.end_for_deceased()) == (1, 0)
    assert len(town.bookings.open_bookings(town.people[1])) == 1


def test_the_place_goes_to_the_next_who_waits_and_never_to_the_dead(town):
    slot = town.slot()
    for person in town.people[:2]:
        town.book(person, slot.slot_id)
    first, second = town.people[2:4]
    wait(town, first), wait(town, second)
    town.die(first), town.die(town.people[0])
    town.bookings.end_for_deceased(town.people[0])
    assert town.bookings.offers(first) == []
    [offer] = town.bookings.offers(second)
    assert offer.booking.starts_at == at(TUESDAY, 9)


def test_nothing_of_the_living_ends_when_asked_by_mistake(town):
    booked = town.book(town.people[0], town.slot().slot_id)
    assert town.bookings.end_for_deceased(booked.person_id) == 0
    assert town.bookings.booking(booked.person_id, booked.id).state == "confirmed"
