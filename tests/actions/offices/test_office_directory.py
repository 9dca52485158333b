"""The directory over the fictional offices, on both databases."""

from datetime import date

import pytest

from actions.database.unit_of_work import UnitOfWork
from actions.offices.demo import load_demo_offices
from actions.offices.errors import UnknownOffice
from actions.offices.model import Office
from actions.offices.service import OfficeDirectory
from actions.records.model import Person

STREET = "demo-zhongshan-wanghai"
COMMUNITY = f"{STREET}-2"


@pytest.fixture
def directory(any_engine) -> OfficeDirectory:
    load_demo_offices(any_engine)
    return OfficeDirectory(any_engine)


def test_a_community_knows_everything_above_it(directory):
    chain = directory.chain(COMMUNITY)
    assert [chain.community.id, chain.street.id, chain.district.id, chain.city.id] == [
        COMMUNITY, STREET, "demo-zhongshan", "demo-city",
    ]  # fmt: skip
    above = directory.chain("demo-zhongshan")
    assert (above.community, above.street, above.city.id) == (None, None, "demo-city")


def test_an_unknown_office_is_said_to_be_unknown(directory):
    for ask in (directory.office, directory.chain, directory.hours):
        with pytest.raises(UnknownOffice):
            ask("demo-nowhere")


def test_offices_offering_a_service_are_of_a_level_that_does_it(directory):
    assert {office.level for office in directory.offering("home_visit")} == {"street"}
    assert {office.level for office in directory.offering("counter_check")} == {"city", "district", "street", "community"}
    assert {office.level for office in directory.offering("video_check")} == {"city", "district"}


def test_the_nearest_office_comes_first(directory):
    here = directory.office(COMMUNITY)
    near = directory.nearest(here.latitude, here.longitude, "counter_check", limit=4)
    assert near[0].office.id == COMMUNITY
    assert near[0].metres == 0
    assert [found.metres for found in near] == sorted(found.metres for found in near)
    (visiting,) = directory.nearest(here.latitude, here.longitude, "home_visit", limit=1)
    assert visiting.office.id == STREET


@pytest.mark.parametrize(
    ("street", "community", "found"),
    [
        (STREET, None, STREET),
        (None, COMMUNITY, STREET),
        ("gone", COMMUNITY, STREET),
        (None, None, None),
        (None, "gone", None),
    ],
)
def test_a_person_is_served_by_the_street_they_live_in(directory, street, community, found):
    office = directory.for_person(Person(street_id=street, community_id=community))
    assert (office.id if office else None) == found


def test_hours_closures_and_the_calendar_come_together(directory):
    assert len(directory.spans(COMMUNITY, date(2026, 12, 7))) == 2
    assert directory.spans(COMMUNITY, date(2026, 12, 8)) == []
    assert directory.why_closed(COMMUNITY, date(2026, 12, 8)) == "12月8日这里不开门：换供暖管道。"
    assert directory.why_closed(STREET, date(2026, 12, 8)) is None
    assert not directory.day_kind(date(2027, 3, 1)).announced


def test_children_are_the_offices_right_below(directory):
    assert {office.id for office in directory.children(STREET)} == {f"{STREET}-1", COMMUNITY}


def test_an_office_without_coordinates_is_near_nobody(directory, any_engine):
    with UnitOfWork(any_engine) as work:
        work.session.get(Office, COMMUNITY).latitude = None
        work.commit()
    assert COMMUNITY not in {found.office.id for found in directory.nearest(38.9, 121.6, "counter_check", limit=99)}
