"""At a registered kiosk the office one stands in counts: its queue number, and what is near it."""

import pytest
from booking_talk import Talk
from sqlalchemy import update

from actions.counter import Counter
from actions.database.unit_of_work import UnitOfWork
from actions.dialogue.booking.codes import COUNTER_CHECK
from actions.dialogue.booking.places import places
from actions.identity.staff import StaffMembers
from actions.offices.model import Office, OfficeService


@pytest.fixture
def at_the_neighbours(counter: Counter, visitor: Talk) -> Talk:
    """Somebody of the first street stands at the second street's machine; a third place lies just behind it."""
    with UnitOfWork(counter.engine) as work:
        work.session.add(Office(id="street-3", level="street", parent_id="district-1", name="青泥街道", latitude=38.9, longitude=121.63))
        work.session.add(Office(id="street-4", level="street", parent_id="district-1", name="桂林街道", latitude=38.9, longitude=121.59))
        work.session.flush()
        for office in ("street-3", "street-4"):
            work.session.add(OfficeService(office_id=office, service=COUNTER_CHECK, slot_minutes=30, capacity=1))
        work.session.execute(update(Office).where(Office.id == "street-1").values(longitude=121.60))
        work.commit()
    clerk = StaffMembers(counter.engine, counter.vault, counter.audit).add("7", "陈静", "street-2", "840261")
    devices = counter.devices
    devices.note_visit(visitor.visit.id, devices.register(devices.make_code(clerk, "street-2", "一号机").code).device)
    return visitor


def test_the_queue_number_is_of_the_office_the_machine_stands_in(at_the_neighbours: Talk) -> None:
    assert "石葵路街道" in at_the_neighbours.says("取号", "queue_ticket").text


def test_on_a_phone_it_is_of_the_own_street(visitor: Talk) -> None:
    assert "春海街道" in visitor.says("取号", "queue_ticket").text


def test_what_is_near_is_near_the_machine_and_the_own_street_stays_first(at_the_neighbours: Talk) -> None:
    counter, person = at_the_neighbours.counter, at_the_neighbours.person_id
    here = counter.devices.office_of_conversation(at_the_neighbours.visit.id)
    named = [office.id for office in places(counter, person, COUNTER_CHECK, here)]
    assert named == ["street-1", "street-2", "street-3", "street-4"]
    assert [office.id for office in places(counter, person, COUNTER_CHECK)][:2] == ["street-1", "street-4"]
