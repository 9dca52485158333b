"""Call-backs: noted once, called on the right number, done once."""

import pytest
from records_house import RELATIVE_PHONE

from actions.database.unit_of_work import UnitOfWork
from actions.records.errors import UnknownCallback
from actions.records.model import CallbackRequest


@pytest.fixture
def callbacks(house):
    return house.counter.records.callbacks


@pytest.fixture
def person(house):
    return house.person()


def test_asking_twice_for_the_same_thing_is_one_call(house, callbacks, person):
    viewer = house.viewer(person)
    assert callbacks.ask(viewer, "查缴费年限") == callbacks.ask(viewer, "查缴费年限")
    assert callbacks.ask(viewer, "查个人账户余额") != callbacks.ask(viewer, "查缴费年限")
    assert [callback.matter for callback in callbacks.open()] == ["查缴费年限", "查个人账户余额"]
    assert len(house.audited("records:callback")) == 2


def test_the_person_is_called_on_the_number_on_record(house, callbacks, person):
    callbacks.ask(house.viewer(person), "查缴费年限")
    (callback,) = callbacks.open()
    assert callback.person_id == person and callback.phone is None


def test_a_relative_is_called_on_their_own_number(house, callbacks, person):
    relative = house.viewer(person, house.allow(person))
    assert callbacks.ask(relative, "查缴费年限") == callbacks.ask(relative, "查缴费年限")
    (callback,) = callbacks.open()
    assert callback.phone == RELATIVE_PHONE and RELATIVE_PHONE not in repr(callback)


def test_the_number_left_by_a_visitor_is_sealed(house, callbacks):
    callbacks.ask_by_phone("19900009999", "查个人记录", house.visit().id)
    with UnitOfWork(house.engine, reads_only=True) as work:
        row = work.session.query(CallbackRequest).one()
        assert "19900009999" not in row.phone_sealed
    assert callbacks.open()[0].phone == "19900009999"
    assert "19900009999" not in str([entry.details for entry in house.audited("records:callback")])


def test_a_call_is_made_once(house, callbacks, person):
    wanted = callbacks.ask(house.viewer(person), "查缴费年限")
    callbacks.done(wanted, "staff:7")
    assert callbacks.open() == []
    for again in (wanted, 999):
        with pytest.raises(UnknownCallback):
            callbacks.done(again, "staff:7")
    assert house.audited("records:callback:done")[0].actor == "staff:7"


def test_after_the_call_the_same_matter_may_be_asked_again(house, callbacks, person):
    first = callbacks.ask(house.viewer(person), "查缴费年限")
    callbacks.done(first, "staff:7")
    assert callbacks.ask(house.viewer(person), "查缴费年限") != first


def test_a_matter_of_any_length_is_noted(house, callbacks, person):
    callbacks.ask(house.viewer(person), "查" * 500)
    assert len(callbacks.open()[0].matter) == 60


def test_the_list_says_which_number_to_call_and_reading_it_whole_is_written_down(house, callbacks, person):
    callbacks.ask(house.viewer(person, house.allow(person)), "查缴费年限")
    (callback,) = callbacks.show_numbers("staff:7")
    assert callback.number == RELATIVE_PHONE
    assert callback.number not in repr(callback) and callback.name and callback.name not in repr(callback)
    shown = house.audited("records:callback:shown")[0]
    assert (shown.actor, shown.details) == ("staff:7", {"count": 1})
