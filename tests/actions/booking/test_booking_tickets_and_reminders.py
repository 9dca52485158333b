"""Walk-in numbers, and the reminder of the day before."""

from datetime import timedelta

import pytest
from booking_town import MONDAY, OFFICE, TUESDAY, at

from actions.booking.errors import BadKey, KeyInUse, NotCalled, NotOffered, OfficeClosed, UnknownTicket
from actions.booking.model import QueueTicket
from actions.database.unit_of_work import UnitOfWork


def test_numbers_follow_each_other_and_start_anew_every_day_and_service(town):
    town.clock.moment = at(MONDAY, 9)
    taken = [town.bookings.take_ticket(OFFICE, "counter_check", f"k{n}") for n in range(3)]
    assert [(ticket.number, ticket.ahead) for ticket in taken] == [("A001", 0), ("A002", 1), ("A003", 2)]
    assert town.bookings.take_ticket(OFFICE, "video_check", "v").number == "C001"
    town.clock.moment = at(TUESDAY, 9)
    assert town.bookings.take_ticket(OFFICE, "counter_check", "next day").number == "A001"


def test_the_same_key_gives_the_same_number_and_who_was_called_is_not_ahead(town):
    town.clock.moment = at(MONDAY, 9)
    town.bookings.take_ticket(OFFICE, "counter_check", "a")
    mine = town.bookings.take_ticket(OFFICE, "counter_check", "b")
    with UnitOfWork(town.engine) as work:
        work.session.get(QueueTicket, 1).called_at = town.clock()
        work.commit()
    again = town.bookings.take_ticket(OFFICE, "counter_check", "b")
    assert (again.number, again.ahead, mine.ahead) == (mine.number, 0, 1)


def test_there_are_no_numbers_when_the_office_is_closed_or_does_not_offer_it(town):
    town.clock.moment = at(MONDAY, 7)
    with pytest.raises(OfficeClosed):
        town.bookings.take_ticket(OFFICE, "counter_check", "early")
    town.clock.moment = at(MONDAY, 9)
    with pytest.raises(NotOffered):
        town.bookings.take_ticket(OFFICE, "no_such_service", "k")
    with pytest.raises(BadKey):
        town.bookings.take_ticket(OFFICE, "counter_check", "")
    town.bookings.take_ticket(OFFICE, "counter_check", "k")
    with pytest.raises(KeyInUse):
        town.bookings.take_ticket(OFFICE, "video_check", "k")


def test_staff_call_the_numbers_in_their_order_each_once(town):
    town.clock.moment = at(MONDAY, 9)
    first, second = (town.bookings.take_ticket(OFFICE, "counter_check", key) for key in "ab")
    town.bookings.take_ticket(OFFICE, "video_check", "another queue")
    called = [town.bookings.call_next(OFFICE, "counter_check", actor="staff:1") for _ in range(3)]
    assert [info and info.number for info in called] == [first.number, second.number, None]
    with pytest.raises(NotOffered):
        town.bookings.call_next(OFFICE, "no_such_service", actor="staff:1")
    assert town.events("ticket:called") == [("staff:1", {"ticket": info.id, "office": OFFICE}) for info in (first, second)]


def test_yesterdays_numbers_are_not_called(town):
    town.clock.moment = at(MONDAY, 9)
    town.bookings.take_ticket(OFFICE, "counter_check", "a")
    town.clock.moment = at(TUESDAY, 9)
    assert town.bookings.call_next(OFFICE, "counter_check", actor="staff:1") is None


def test_a_number_is_done_once_it_was_called_and_only_then(town):
    town.clock.moment = at(MONDAY, 9)
    ticket = town.bookings.take_ticket(OFFICE, "counter_check", "a")
    with pytest.raises(NotCalled):
        town.bookings.ticket_done(ticket.id, actor="staff:1")
    town.bookings.call_next(OFFICE, "counter_check", actor="staff:1")
    for _ in range(2):
        assert town.bookings.ticket_done(ticket.id, actor="staff:1").number == ticket.number
    assert town.events("ticket:done") == [("staff:1", {"ticket": ticket.id, "office": OFFICE})]
    with pytest.raises(UnknownTicket):
        town.bookings.ticket_done(999_999, actor="staff:1")
    assert town.audit_faults() == []


def test_a_reminder_goes_out_once_the_day_before(town):
    wednesday = TUESDAY + timedelta(days=1)
    town.book(town.people[0], town.slot(day=wednesday).slot_id)
    assert town.bookings.remind() == 0
    town.clock.moment = at(TUESDAY, 9, 59)
    assert town.bookings.remind() == 0
    town.clock.moment = at(TUESDAY, 10)
    assert (town.bookings.remind(), town.bookings.remind()) == (1, 0)
    reminder = next(text for text in town.texts() if text.startswith("提醒您"))
    assert "明天 11月25日 周三 上午9:00" in reminder


def test_a_reminder_that_was_missed_is_caught_up_but_never_after_the_time(town):
    wednesday = TUESDAY + timedelta(days=1)
    for person, hour in zip(town.people, (9, 10), strict=False):
        town.book(person, town.slot(day=wednesday, hour=hour).slot_id)
    town.clock.moment = at(wednesday, 9, 30)
    assert town.bookings.remind() == 1
    assert "今天 11月25日 周三 上午10:00" in next(text for text in town.texts() if text.startswith("提醒您"))


def test_who_books_late_or_cancels_is_not_reminded(town):
    wednesday = TUESDAY + timedelta(days=1)
    cancelled = town.book(town.people[0], town.slot(day=wednesday).slot_id)
    town.clock.moment = at(TUESDAY, 11)
    town.book(town.people[1], town.slot(day=wednesday).slot_id)
    town.cancel(town.people[0], cancelled.id)
    assert town.bookings.remind() == 0
