"""The hand-made people: their situations are true whatever the day."""

from datetime import date

import pytest
from sqlalchemy import func, select

from actions.audit.service import Audit
from actions.clock import today
from actions.database.unit_of_work import UnitOfWork
from actions.demo.loading import DEMO_STAFF_NUMBER, DEMO_STAFF_PIN, load_demo_people
from actions.demo.people import build_retiree, demo_months, list_demo_people, told_people
from actions.demo.retiree import lines_of
from actions.eligibility.model import BenefitSuspension, Certification
from actions.family.model import FamilyGrant
from actions.identity.staff import StaffMembers
from actions.offices.model import Office
from actions.personal_data.identity_number import normal_identity_number
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.records.model import Payment, Person, RetirementFact

BY_KEY = {person.key: person for person in list_demo_people()}
DAYS = [date(2026, 11, 23), date(2026, 12, 1), date(2027, 1, 4), date(2027, 1, 31), date(2028, 2, 29)]


@pytest.fixture
def load(empty_engine, tmp_path):
    keyring = Keyring(tmp_path)
    return lambda: load_demo_people(empty_engine, Vault(keyring), Audit(keyring))


@pytest.fixture
def find(empty_engine, tmp_path):
    """A demo person's row of a table."""
    vault = Vault(Keyring(tmp_path))

    def fetch(key, model, *order):
        index = vault.index(BY_KEY[key].id_number, "person.id_number")
        with UnitOfWork(empty_engine, reads_only=True) as work:
            person = work.session.scalars(select(Person).where(Person.id_number_index == index)).one()
            return work.session.scalars(select(model).where(model.person_id == person.id).order_by(*order)).all()

    return fetch


def test_everybody_has_a_number_a_situation_and_a_place_that_exists(load, empty_engine):
    load()
    with UnitOfWork(empty_engine, reads_only=True) as work:
        offices = set(work.session.scalars(select(Office.id)))
        people = work.session.scalars(select(Person)).all()
    assert len(people) == len(BY_KEY) >= 14
    assert {person.community_id for person in people} | {person.street_id for person in people} <= offices
    for person in BY_KEY.values():
        assert normal_identity_number(person.id_number) == person.id_number
        assert person.situation.endswith("。")


def test_a_second_load_changes_nothing(load, empty_engine):
    load()
    models = (Person, Payment, Certification, FamilyGrant, BenefitSuspension)

    def counted():
        with UnitOfWork(empty_engine, reads_only=True) as work:
            return [work.session.scalar(select(func.count()).select_from(model)) for model in models]

    before = counted()
    load()
    assert counted() == before


def test_the_situations_are_in_the_records(load, find):
    load()
    newest = find("returned", Payment, Payment.month.desc())[0]
    assert newest.month == today().year * 100 + today().month
    assert newest.state == ("returned" if today().day >= 5 else "planned")
    this, last = find("back_pay_last_month", Payment, Payment.month.desc())[:2]
    assert last.total - this.total == last.back_pay > 0
    assert find("missing_index", RetirementFact)[0].average_index is None
    assert find("suspended", BenefitSuspension)[0].reason == "certification_overdue"
    assert find("deceased", FamilyGrant)[0].scopes == "grant"
    assert find("silent", Certification, Certification.certified_on.desc())[0].channel == "data_match"


def test_the_demo_clerk_may_vouch(load, empty_engine, tmp_path):
    load()
    keyring = Keyring(tmp_path)
    assert StaffMembers(empty_engine, Vault(keyring), Audit(keyring)).check(DEMO_STAFF_NUMBER, DEMO_STAFF_PIN).name


@pytest.mark.parametrize("on", DAYS)
def test_who_is_due_is_due_within_sixty_days_whatever_the_day(on):
    told = {person["key"]: person for person in told_people()}
    for key in ("due_soon", "home_visit"):
        last = max(day for day, _ in build_retiree(told[key], on).certifications)
        assert 0 < (last.replace(year=last.year + 1) - on).days <= 60
    last = max(day for day, _ in build_retiree(told["overdue"], on).certifications)
    assert last.replace(year=last.year + 1) < on


@pytest.mark.parametrize("on", DAYS)
def test_this_month_is_always_there_and_nothing_is_paid_in_the_future(on):
    for told in told_people():
        person = build_retiree(told, on)
        paid = [line for kind, line in lines_of(person, demo_months(on)) if kind == "payments"]
        if person.died_on is None:
            assert paid[-1]["month"] == on.year * 100 + on.month
        assert [line for line in paid if line["paid_on"] and line["paid_on"] > on] == []
        assert all(day <= on for day, _ in person.certifications)


def test_nobody_dead_is_paid_after_the_month_of_the_death():
    told = next(person for person in told_people() if person["key"] == "deceased")
    person = build_retiree(told, DAYS[0])
    months = [line["month"] for kind, line in lines_of(person, demo_months(DAYS[0])) if kind == "payments"]
    assert max(months) == person.died_on.year * 100 + person.died_on.month
