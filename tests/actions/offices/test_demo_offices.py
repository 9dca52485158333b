"""The fictional offices are whole, marked, and loaded as often as one likes."""

from sqlalchemy import select

from actions.booking.model import VisitTeam
from actions.database.unit_of_work import UnitOfWork
from actions.offices.demo import load_demo_offices
from actions.offices.model import Closure, Office, OfficeService, OpeningHours
from actions.offices.service import OfficeDirectory


def contents(engine):
    with UnitOfWork(engine, reads_only=True) as work:
        return {
            table.__tablename__: sorted(
                str([getattr(row, column.key) for column in table.__table__.columns if column.key != "id" or table is Office])
                for row in work.session.scalars(select(table))
            )
            for table in (Office, OfficeService, OpeningHours, Closure, VisitTeam)
        }


def test_loading_again_gives_the_same_offices(empty_engine):
    count = load_demo_offices(empty_engine)
    first = contents(empty_engine)
    assert load_demo_offices(empty_engine) == count == len(first["office"])
    assert contents(empty_engine) == first


def test_every_demo_office_is_marked_fictional(empty_engine):
    load_demo_offices(empty_engine)
    for office in OfficeDirectory(empty_engine).offices():
        assert office.demo
        assert "示范" in office.name
        assert "示范" in office.address
        assert office.phone.startswith("0411-0000")
        assert 38.85 < office.latitude < 39.0
        assert 121.45 < office.longitude < 121.7


def test_every_street_visits_all_its_communities(empty_engine):
    load_demo_offices(empty_engine)
    directory = OfficeDirectory(empty_engine)
    with UnitOfWork(empty_engine, reads_only=True) as work:
        teams = work.session.scalars(select(VisitTeam)).all()
    for office in directory.offering("home_visit"):
        served = [area for team in teams if team.office_id == office.id for area in team.areas.split()]
        assert sorted(served) == [child.id for child in sorted(directory.children(office.id), key=lambda one: one.id)]


def test_an_office_a_real_import_took_over_stays_real(empty_engine):
    load_demo_offices(empty_engine)
    with UnitOfWork(empty_engine) as work:
        office = work.session.get(Office, "demo-city")
        office.name, office.demo = "真的", False
        work.commit()
    load_demo_offices(empty_engine)
    office = OfficeDirectory(empty_engine).office("demo-city")
    assert (office.name, office.demo) == ("真的", False)
