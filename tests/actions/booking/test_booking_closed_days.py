"""An office that closes after all: its bookings are cancelled and the people are told, by day."""

from datetime import timedelta

from booking_town import MONDAY, TUESDAY, at
from sqlalchemy import select

from actions.database.unit_of_work import UnitOfWork
from actions.messages.model import OutgoingMessage

WEDNESDAY = TUESDAY + timedelta(days=1)


def send_times(town):
    query = select(OutgoingMessage.send_after).where(OutgoingMessage.kind == "booking_cancelled")
    with UnitOfWork(town.engine, reads_only=True) as work:
        return list(work.session.scalars(query))


def test_bookings_on_a_day_that_closed_are_cancelled_once_and_the_others_stay(town):
    gone, kept = town.book(town.people[0], town.slot().slot_id), town.book(town.people[1], town.slot(day=WEDNESDAY).slot_id)
    assert town.bookings.cancel_on_closed_days() == 0
    town.close_office(TUESDAY)
    assert (town.bookings.cancel_on_closed_days(), town.bookings.cancel_on_closed_days()) == (1, 0)
    assert town.bookings.booking(gone.person_id, gone.id).state == "cancelled"
    assert town.bookings.booking(kept.person_id, kept.id).state == "confirmed"
    assert town.events("booking:cancelled") == [("system:booking", {"booking": gone.id, "reason": "office_closed"})]
    assert town.audit_faults() == []


def test_the_message_says_what_happened_and_how_to_book_again(town):
    town.book(town.people[0], town.slot().slot_id)
    town.close_office(TUESDAY)
    town.bookings.cancel_on_closed_days()
    [text] = [text for text in town.texts() if "不办公" in text]
    assert "明天 11月24日 周二 上午9:00" in text and "取消" in text and "重新约" in text and "12333" in text


def test_nobody_is_woken_for_it(town):
    town.book(town.people[0], town.slot(day=WEDNESDAY).slot_id)
    town.close_office(WEDNESDAY)
    town.clock.moment = at(MONDAY, 23)
    assert town.bookings.cancel_on_closed_days() == 1
    assert send_times(town) == [at(TUESDAY, 8)]
    assert not any("不办公" in text for text in town.texts())


def test_who_only_held_a_place_gets_no_message(town):
    held = town.hold(town.people[0], town.slot().slot_id)
    town.close_office(TUESDAY)
    assert town.bookings.cancel_on_closed_days() == 1
    assert town.bookings.booking(held.person_id, held.id).state == "cancelled"
    assert send_times(town) == []
