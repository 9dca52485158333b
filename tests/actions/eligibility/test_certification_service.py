"""Standings read from the database, and successes recorded in it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from actions.audit.model import AuditEntry
from actions.eligibility.errors import FutureCertification, PersonDeceased, UnknownChannel, UnknownPerson
from actions.eligibility.model import Certification
from tests.actions.eligibility.conftest import TODAY


def test_the_last_success_counts(house):
    person = house.person()
    house.certify(person, date(2024, 5, 1), "face")
    house.certify(person, date(2026, 5, 1), "data_match")
    standing = house.certification.standing(person)
    assert (standing.state, standing.last_channel, standing.due_on) == ("silent", "data_match", date(2027, 5, 1))


def test_a_standing_is_judged_on_the_day_asked_for(house):
    person = house.person()
    house.certify(person, date(2024, 5, 1))
    house.certify(person, date(2026, 5, 1))
    assert house.certification.standing(person, date(2025, 4, 20)).state == "due_soon"
    assert house.certification.standing(person, date(2025, 6, 1)).state == "overdue"


def test_nobody_has_no_standing(house):
    with pytest.raises(UnknownPerson):
        house.certification.standing(4711)


def test_a_success_begins_a_new_cycle_and_is_audited(house):
    person = house.person()
    standing = house.record(person)
    assert (standing.state, standing.due_on) == ("fine", date(2027, 11, 23))
    (entry,) = house.all(AuditEntry)
    assert (entry.event, entry.actor, entry.person_id) == ("certification:extended", "staff:1", person)
    assert entry.details == {"channel": "counter", "until": "2027-11-23"}


def test_the_same_success_twice_is_one(house):
    person = house.person()
    assert house.record(person) == house.record(person)
    assert len(house.all(Certification)) == 1
    assert house.events() == ["certification:extended"]


def test_a_success_ends_a_suspension_for_a_missed_certification(house):
    person = house.person()
    house.certify(person, date(2025, 3, 1))
    house.suspend(person, date(2026, 5, 1))
    assert house.certification.standing(person).state == "suspended"
    assert house.record(person).state == "fine"
    assert house.suspensions() == [("certification_overdue", date(2026, 5, 1), TODAY)]
    assert house.events() == ["certification:extended", "certification:benefit:resumed"]


def test_a_success_told_late_ends_the_suspension_where_it_began(house):
    person = house.person()
    house.suspend(person, date(2026, 11, 1))
    assert house.record(person, day=date(2026, 10, 20)).state == "fine"
    assert house.suspensions() == [("certification_overdue", date(2026, 11, 1), date(2026, 11, 1))]


def test_a_success_of_years_ago_ends_no_suspension(house):
    person = house.person()
    house.suspend(person, date(2026, 5, 1))
    assert house.record(person, day=date(2024, 5, 2)).state == "suspended"


def test_a_success_does_not_end_what_an_investigation_stopped(house):
    person = house.person()
    house.suspend(person, date(2026, 5, 1), "investigation_confirmed")
    standing = house.record(person)
    assert (standing.state, standing.suspension_reason) == ("suspended", "investigation_confirmed")


def test_an_older_success_never_shortens_the_cycle(house):
    person = house.person()
    house.certify(person, date(2026, 10, 1))
    assert house.record(person, day=date(2026, 9, 1)).due_on == date(2027, 10, 1)
    assert house.all(AuditEntry)[0].details["until"] == "2027-10-01"


@pytest.mark.parametrize(
    ("channel", "day", "error"),
    [("fax", TODAY, UnknownChannel), ("counter", date(2026, 11, 24), FutureCertification)],
)
def test_what_cannot_have_happened_is_refused(house, channel, day, error):
    person = house.person()
    with pytest.raises(error) as refused:
        house.record(person, channel, day)
    assert refused.value.detail.endswith("。")
    assert house.all(Certification) == []


def test_the_dead_and_the_unknown_are_not_certified(house):
    with pytest.raises(PersonDeceased):
        house.record(house.person(died_on=date(2026, 1, 1)))
    with pytest.raises(UnknownPerson):
        house.record(4711)


def test_the_history_names_channels_in_words_newest_first(house):
    person = house.person()
    house.certify(person, date(2024, 5, 1), "data_match")
    house.certify(person, date(2025, 4, 1), "face")
    assert [(row.day.year, row.label) for row in house.certification.history(person)] == [(2025, "手机刷脸"), (2024, "大数据比对")]


def test_a_care_mark_from_the_records_suggests_a_visit(house):
    person = house.person("失能", "党员")
    house.certify(person, date(2025, 11, 1))
    assert house.certification.standing(person).needs_visit


def test_the_same_success_from_eight_windows_at_once_is_one(house):
    person = house.person()
    with ThreadPoolExecutor(8) as pool:
        states = {standing.state for standing in pool.map(lambda _: house.record(person), range(8))}
    assert states == {"fine"}
    assert len(house.all(Certification)) == 1
    assert house.events() == ["certification:extended"]
