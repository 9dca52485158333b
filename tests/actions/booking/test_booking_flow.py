"""From finding a time to the appointment: hold, confirm, move, cancel, attend."""

from datetime import timedelta

import pytest
from booking_town import MONDAY, OFFICE, TUESDAY, at
from sqlalchemy import select

from actions.audit.model import AuditEntry
from actions.booking.errors import (
    AlreadyBooked,
    BadAddress,
    BadKey,
    HoldExpired,
    KeyInUse,
    NeedsAddress,
    NotOpen,
    OfficeClosed,
    PastSlot,
    SlotTaken,
    TooEarly,
    TooFarAhead,
    UnknownBooking,
    UnknownPerson,
    UnknownSlot,
    WrongService,
)
from actions.booking.model import Booking, HomeVisit, Slot
from actions.database.unit_of_work import UnitOfWork
from actions.eligibility.model import Certification
from actions.records.model import Person


def test_slots_lie_in_opening_hours_only(town):
    times = [slot.starts_at for slot in town.slots()]
    assert times[0] == at(TUESDAY, 8, 30)
    assert times[-1] == at(TUESDAY, 15, 30)
    assert at(TUESDAY, 11, 30) not in times
    assert len(times) == 12


def test_searching_twice_makes_no_slot_twice(town):
    assert [slot.slot_id for slot in town.slots()] == [slot.slot_id for slot in town.slots()]


def test_there_are_no_slots_on_a_weekend_and_none_on_a_closed_day(town):
    town.close_office(TUESDAY)
    assert town.slots() == []
    assert town.slots(day=MONDAY + timedelta(days=5)) == []


def test_slots_that_have_begun_are_not_offered(town):
    town.clock.moment = at(TUESDAY, 15)
    assert [slot.starts_at for slot in town.slots()] == [at(TUESDAY, 15, 30)]


def test_slots_are_offered_for_sixty_days_and_no_longer(town):
    assert town.slots(day=MONDAY + timedelta(days=60))
    assert town.slots(day=MONDAY + timedelta(days=63)) == []


def test_a_search_stops_at_its_limit(town):
    assert len(town.slots(limit=3)) == 3


def test_a_service_nobody_offers_has_no_slots(town):
    assert town.slots("no_such_service") == []


def test_a_held_place_is_confirmed_with_a_number(town):
    person, slot = town.people[0], town.slot()
    held = town.hold(person, slot.slot_id)
    assert (held.state, held.number) == ("held", None)
    assert held.held_until == town.clock() + timedelta(minutes=10)
    info = town.bookings.confirm(person, held.id, actor=f"person:{person}")
    assert (info.state, info.office.name, info.starts_at) == ("confirmed", "某某街道", at(TUESDAY, 9))
    assert 6 <= len(info.number) <= 8
    assert town.bookings.open_bookings(person) == [info]
    assert town.bookings.booking_by_number(person, f" {info.number[:3]} {info.number[3:]}") == info


def test_confirming_twice_gives_the_same_booking_and_one_message(town):
    info = town.book(town.people[0], town.slot().slot_id)
    assert town.bookings.confirm(town.people[0], info.id, actor="person:1") == info
    assert len(town.texts()) == 1


def test_the_same_key_gives_the_same_booking(town):
    person, slot = town.people[0], town.slot()
    first = town.hold(person, slot.slot_id, "key")
    assert town.hold(person, slot.slot_id, "key") == first
    assert town.count() == 1


def test_a_key_of_another_person_or_another_slot_is_refused(town):
    town.hold(town.people[0], town.slot().slot_id, "key")
    with pytest.raises(KeyInUse):
        town.hold(town.people[1], town.slot().slot_id, "key")
    with pytest.raises(KeyInUse):
        town.hold(town.people[0], town.slot(hour=10).slot_id, "key")


@pytest.mark.parametrize("key", ["", "k" * 81])
def test_an_unusable_key_is_refused(town, key):
    slot = town.slot()
    with pytest.raises(BadKey):
        town.bookings.hold(town.people[0], slot.slot_id, key, actor="person:1")


def test_a_full_slot_is_refused_and_not_offered(town):
    slot = town.slot()
    for person in town.people[:2]:
        town.book(person, slot.slot_id)
    with pytest.raises(SlotTaken):
        town.hold(town.people[2], slot.slot_id)
    assert slot.slot_id not in [free.slot_id for free in town.slots()]


def test_a_person_has_one_open_booking_per_service(town):
    info = town.book(town.people[0], town.slot().slot_id)
    with pytest.raises(AlreadyBooked) as caught:
        town.hold(town.people[0], town.slot(hour=10).slot_id)
    assert caught.value.info == info
    assert town.book(town.people[0], town.slots("video_check")[0].slot_id).state == "confirmed"


def test_choosing_another_time_gives_up_the_unconfirmed_hold(town):
    person = town.people[0]
    first = town.hold(person, town.slot().slot_id)
    second = town.hold(person, town.slot(hour=10).slot_id)
    assert [info.id for info in town.bookings.open_bookings(person)] == [second.id]
    with pytest.raises(HoldExpired):
        town.bookings.confirm(person, first.id, actor="person:1")


def test_a_hold_lapses_after_ten_minutes_and_frees_its_place(town):
    slot, person = town.slot(), town.people[0]
    held = town.hold(person, slot.slot_id)
    town.hold(town.people[1], slot.slot_id)
    town.clock.forward(minutes=10)
    with pytest.raises(HoldExpired):
        town.bookings.confirm(person, held.id, actor="person:1")
    assert town.hold(town.people[2], slot.slot_id).state == "held"
    assert town.bookings.booking(person, held.id).state == "expired"


def test_the_job_ends_lapsed_holds_once(town):
    town.hold(town.people[0], town.slot().slot_id)
    town.clock.forward(minutes=11)
    assert (town.bookings.expire_holds(), town.bookings.expire_holds()) == (1, 0)
    assert town.audit_faults() == []


def test_a_clock_that_goes_back_does_not_make_a_hold_longer_than_a_quarter_of_an_hour(town):
    person = town.people[0]
    held = town.hold(person, town.slot().slot_id)
    town.clock.forward(hours=-1)
    town.bookings.expire_holds()
    assert town.bookings.booking(person, held.id).held_until == town.clock() + timedelta(minutes=15)
    town.clock.forward(minutes=16)
    assert town.bookings.expire_holds() == 1


def test_a_past_slot_cannot_be_held_or_confirmed(town):
    slot, person = town.slot(), town.people[0]
    town.clock.moment = at(TUESDAY, 8, 55)
    held = town.hold(person, slot.slot_id)
    town.clock.moment = at(TUESDAY, 9)
    with pytest.raises(PastSlot):
        town.bookings.confirm(person, held.id, actor="person:1")
    with pytest.raises(PastSlot):
        town.hold(town.people[1], slot.slot_id)


def test_a_slot_too_far_ahead_cannot_be_held(town):
    slot = town.slots(day=MONDAY + timedelta(days=60))[0]
    town.clock.forward(days=-3)
    with pytest.raises(TooFarAhead):
        town.hold(town.people[0], slot.slot_id)


def test_an_unknown_slot_and_an_unknown_person_are_refused(town):
    with pytest.raises(UnknownSlot):
        town.hold(town.people[0], 999_999)
    with pytest.raises(UnknownPerson):
        town.hold(999_999, town.slot().slot_id)


def test_the_dead_cannot_be_booked(town):
    with UnitOfWork(town.engine) as work:
        work.session.get(Person, town.people[0]).died_on = MONDAY
        work.commit()
    with pytest.raises(UnknownPerson):
        town.hold(town.people[0], town.slot().slot_id)


def test_a_day_that_closes_later_can_be_neither_held_nor_confirmed_and_its_bookings_are_found(town):
    slot, later, [first, second, third, *_] = town.slot(), town.slot(hour=10), town.people
    booked, held = town.book(first, slot.slot_id), town.hold(second, slot.slot_id)
    assert town.bookings.bookings_on_closed_days() == []
    town.close_office(TUESDAY)
    with pytest.raises(OfficeClosed, match="office-closed") as caught:
        town.hold(third, later.slot_id)
    assert "设备检修" in caught.value.detail
    with pytest.raises(OfficeClosed):
        town.bookings.confirm(second, held.id, actor="person:2")
    assert [info.id for info in town.bookings.bookings_on_closed_days()] == [booked.id, held.id]


def test_a_slot_outside_opening_hours_cannot_be_held(town):
    town.slots()
    with UnitOfWork(town.engine) as work:
        slot = Slot(
            office_id=OFFICE, service="counter_check", starts_at=at(TUESDAY, 3), ends_at=at(TUESDAY, 4), capacity=1
        )
        work.session.add(slot)
        work.commit()
    with pytest.raises(OfficeClosed):
        town.hold(town.people[0], slot.id)


def test_another_persons_booking_looks_like_no_booking(town):
    info = town.book(town.people[0], town.slot().slot_id)
    other = town.people[1]
    for act in (
        lambda: town.bookings.booking(other, info.id),
        lambda: town.bookings.booking_by_number(other, info.number),
        lambda: town.bookings.confirm(other, info.id, actor="person:2"),
        lambda: town.cancel(other, info.id),
        lambda: town.bookings.reschedule(other, info.id, town.slot(hour=10).slot_id, "k", actor="person:2"),
        lambda: town.bookings.booking(other, 999_999),
    ):
        with pytest.raises(UnknownBooking):
            act()


def test_moving_keeps_the_number_and_frees_the_old_place(town):
    person = town.people[0]
    info = town.book(person, town.slot().slot_id)
    moved = town.bookings.reschedule(person, info.id, town.slot(hour=10).slot_id, "move", actor="person:1")
    assert (moved.state, moved.number, moved.starts_at) == ("confirmed", info.number, at(TUESDAY, 10))
    assert town.bookings.reschedule(person, info.id, moved.slot_id, "move", actor="person:1") == moved
    assert town.bookings.booking(person, info.id).state == "moved"
    assert town.slot().free == 2


def test_a_move_that_fails_leaves_the_old_booking_as_it_was(town):
    person, target = town.people[0], town.slot(hour=10)
    info = town.book(person, town.slot().slot_id)
    for other in town.people[1:3]:
        town.book(other, target.slot_id)
    with pytest.raises(SlotTaken):
        town.bookings.reschedule(person, info.id, target.slot_id, "move", actor="person:1")
    assert town.bookings.open_bookings(person) == [info]


def test_a_booking_moves_within_its_service_only(town):
    info = town.book(town.people[0], town.slot().slot_id)
    video = town.slots("video_check")[0].slot_id
    with pytest.raises(WrongService):
        town.bookings.reschedule(town.people[0], info.id, video, "move", actor="person:1")


def test_cancelling_frees_the_place_and_may_be_repeated(town):
    person, slot = town.people[0], town.slot()
    info = town.book(person, slot.slot_id)
    assert town.cancel(person, info.id).state == "cancelled"
    assert town.cancel(person, info.id).state == "cancelled"
    assert town.slot().free == 2
    with pytest.raises(NotOpen):
        town.bookings.confirm(person, info.id, actor="person:1")


def test_a_released_hold_frees_its_place(town):
    held = town.hold(town.people[0], town.slot().slot_id)
    town.bookings.release(town.people[0], held.id)
    assert town.slot().free == 2


def test_a_booking_cannot_be_cancelled_after_its_time(town):
    info = town.book(town.people[0], town.slot().slot_id)
    town.clock.moment = at(TUESDAY, 9)
    with pytest.raises(PastSlot):
        town.cancel(town.people[0], info.id)


def test_who_comes_is_certified_once(town):
    info = town.book(town.people[0], town.slot().slot_id)
    with pytest.raises(TooEarly):
        town.bookings.attended(info.id, "staff:1")
    town.clock.moment = at(TUESDAY, 9, 10)
    for _ in range(2):
        assert town.bookings.attended(info.id, "staff:1").state == "attended"
    with UnitOfWork(town.engine, reads_only=True) as work:
        rows = work.session.scalars(select(Certification)).all()
    assert [(row.person_id, row.certified_on, row.channel) for row in rows] == [(town.people[0], TUESDAY, "counter")]


def test_who_does_not_come_is_missed_when_the_time_is_over(town):
    info = town.book(town.people[0], town.slot().slot_id)
    town.clock.moment = at(TUESDAY, 9, 10)
    with pytest.raises(TooEarly):
        town.bookings.no_show(info.id, "staff:1")
    town.clock.forward(hours=1)
    assert town.bookings.no_show(info.id, "staff:1").state == "no_show"
    with pytest.raises(NotOpen):
        town.bookings.attended(info.id, "staff:1")


def test_everything_is_audited_without_anything_personal(town):
    person = town.people[0]
    info = town.book(person, town.slot().slot_id)
    town.bookings.cancel(person, info.id, "我闺女住院了", actor="person:1", conversation_id="c" * 32)
    with UnitOfWork(town.engine, reads_only=True) as work:
        entries = work.session.scalars(select(AuditEntry).order_by(AuditEntry.number)).all()
    assert [entry.event for entry in entries] == ["booking:held", "booking:confirmed", "booking:cancelled"]
    assert entries[-1].details == {"booking": info.id, "reason": "other"}
    assert town.audit_faults() == []


def test_a_home_visit_has_half_days_a_team_and_the_address_on_record(town):
    windows = town.slots("home_visit")
    assert [(slot.starts_at, slot.ends_at) for slot in windows] == [
        (at(TUESDAY, 8, 30), at(TUESDAY, 11, 30)), (at(TUESDAY, 13), at(TUESDAY, 16)),
    ]  # fmt: skip
    info = town.book(town.people[1], windows[1].slot_id)
    assert (info.half_day, info.team, info.address_masked) == ("afternoon", "第2组（王敏、李强）", "某某区人民路****")


def test_an_address_is_sealed_and_can_be_given_for_one_visit(town):
    person, slot = town.people[0], town.slots("home_visit")[0]
    held = town.hold(person, slot.slot_id, address="女儿家：黄河路5号2单元")
    assert held.address_masked == "女儿家：黄河路****"
    town.bookings.set_visit_address(person, held.id, "某某区长江街9号1单元")
    with UnitOfWork(town.engine, reads_only=True) as work:
        sealed = work.session.scalar(select(HomeVisit.address_sealed))
    assert "长江" not in sealed
    assert town.vault.open(sealed, "home_visit.address") == "某某区长江街9号1单元"


@pytest.mark.parametrize("address", ["", "路", "很" * 101, "某某路\x00一号楼"])
def test_an_address_that_is_too_short_or_too_long_is_refused_without_repeating_it(town, address):
    with pytest.raises(BadAddress) as caught:
        town.hold(town.people[0], town.slots("home_visit")[0].slot_id, address=address)
    assert not address or address not in f"{caught.value!r} {caught.value.detail}"


def test_a_home_visit_without_any_address_is_held_but_not_confirmed(town):
    person = town.people[0]
    with UnitOfWork(town.engine) as work:
        work.session.get(Person, person).address_sealed = None
        work.commit()
    held = town.hold(person, town.slots("home_visit")[0].slot_id)
    with pytest.raises(NeedsAddress):
        town.bookings.confirm(person, held.id, actor="person:1")
    town.bookings.set_visit_address(person, held.id, "某某区长江街9号1单元")
    assert town.bookings.confirm(person, held.id, actor="person:1").state == "confirmed"


def test_each_team_visits_its_own_communities_only(town):
    slot, [first, _, third, *_] = town.slots("home_visit")[0], town.people  # first and third live in community-1
    town.book(first, slot.slot_id)
    assert slot.slot_id not in [free.slot_id for free in town.slots("home_visit", area="community-1")]
    assert slot.slot_id in [free.slot_id for free in town.slots("home_visit", area="community-2")]
    with pytest.raises(SlotTaken):
        town.hold(third, slot.slot_id)
    assert town.book(town.people[1], slot.slot_id).team.startswith("第2组")


def test_the_offices_of_a_person_are_found_in_the_tree(town):
    assert town.bookings.offices_for(town.people[0], "counter_check") == [OFFICE]


def test_no_message_holds_an_identity_number_and_each_names_the_time(town):
    town.book(town.people[0], town.slot().slot_id)
    [text] = town.texts()
    assert "明天 11月24日 周二 上午9:00" in text
    assert "某某街道" in text


def test_the_number_of_a_booking_is_on_one_row_only(town):
    person = town.people[0]
    info = town.book(person, town.slot().slot_id)
    town.bookings.reschedule(person, info.id, town.slot(hour=10).slot_id, "move", actor="person:1")
    assert town.count(Booking.number == info.number) == 1


def test_who_has_a_part_in_a_full_slot_hears_about_it_and_not_that_it_is_full(town):
    slot = town.slot()
    first, second, stranger = town.people[:3]
    booked, held = town.book(first, slot.slot_id), town.hold(second, slot.slot_id, "second")
    with pytest.raises(AlreadyBooked) as caught:
        town.hold(first, slot.slot_id, "again")
    assert caught.value.info.id == booked.id
    assert {town.hold(second, slot.slot_id, key).id for key in ("second", "another key")} == {held.id}
    with pytest.raises(SlotTaken):
        town.hold(stranger, slot.slot_id)


def test_a_full_slot_that_has_begun_is_past_and_not_taken(town):
    slot = town.slot()
    for person in town.people[:2]:
        town.book(person, slot.slot_id)
    town.clock.moment = at(TUESDAY, 9)
    with pytest.raises(PastSlot):
        town.hold(town.people[2], slot.slot_id)


def test_a_hold_that_ran_out_does_not_make_a_slot_full(town):
    slot = town.slot()
    for person in town.people[:2]:
        town.hold(person, slot.slot_id)
    town.clock.forward(minutes=10)
    assert town.hold(town.people[2], slot.slot_id).state == "held"
