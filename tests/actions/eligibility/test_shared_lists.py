"""Lists of other departments confirm silently or open investigations, and stop nobody."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event

from actions.audit.model import AuditEntry
from actions.eligibility.model import Certification, Investigation
from actions.eligibility.shared_lists import Applied

DAY = date(2026, 11, 1)


def test_who_is_called_alive_is_confirmed_without_being_asked(house):
    person = house.person()
    house.certify(person, date(2025, 6, 1), "face")
    assert house.apply(house.list((person, "alive", DAY))) == Applied(confirmed=1, opened=0, resumed=0)
    standing = house.certification.standing(person)
    assert (standing.state, standing.due_on) == ("silent", date(2027, 11, 1))


def test_a_list_of_many_leaves_one_audit_entry(house):
    people = [house.person() for _ in range(5)]
    batch = house.list(*((person, "alive", DAY) for person in people))
    house.apply(batch)
    (entry,) = house.all(AuditEntry)
    assert (entry.event, entry.details) == ("certification:extended:batch", {"batch": batch, "count": 5})


def test_two_departments_that_say_the_same_confirm_once(house):
    person = house.person()
    assert house.apply(house.list((person, "alive", DAY, "police"), (person, "alive", DAY, "health"))).confirmed == 1


def test_applying_a_list_again_changes_nothing(house):
    alive, dead = house.person(), house.person()
    batch = house.list((alive, "alive", DAY), (dead, "death", DAY))
    house.apply(batch)
    before = (house.events(), len(house.all(Certification)), len(house.all(Investigation)))
    assert house.apply(batch) == Applied(0, 0, 0)
    assert (house.events(), len(house.all(Certification)), len(house.all(Investigation))) == before


def test_a_match_ends_a_suspension_for_a_missed_certification(house):
    person = house.person()
    house.suspend(person, date(2026, 8, 1))
    assert house.apply(house.list((person, "alive", DAY))).resumed == 1
    assert house.suspensions() == [("certification_overdue", date(2026, 8, 1), date(2026, 11, 23))]
    assert house.events() == ["certification:extended:batch", "certification:benefit:resumed"]


def test_a_match_of_years_ago_is_history_only(house):
    person = house.person()
    house.suspend(person, date(2026, 8, 1))
    assert house.apply(house.list((person, "alive", date(2024, 1, 1)))) == Applied(confirmed=1, opened=0, resumed=0)
    assert house.certification.standing(person).state == "suspended"


def test_a_line_of_a_day_to_come_confirms_nobody(house):
    assert house.apply(house.list((house.person(), "alive", date(2026, 12, 1)))).confirmed == 0


def test_the_day_is_counted_in_dalian(house):
    house.now = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # past midnight there
    assert house.apply(house.list((house.person(), "alive", date(2026, 11, 24)))).confirmed == 1


@pytest.mark.parametrize("kind", ["death", "imprisonment", "moved_away"])
def test_a_suspected_loss_is_looked_into_and_stops_nobody(house, kind):
    person = house.person()
    house.certify(person, date(2026, 6, 1))
    before = house.certification.standing(person)
    assert house.apply(house.list((person, kind, DAY, "justice"))) == Applied(confirmed=0, opened=1, resumed=0)
    after = house.certification.standing(person)
    assert (after.state, after.due_on, after.investigation_open) == (before.state, before.due_on, True)
    assert (house.suspensions(), after.deceased) == ([], False)
    (entry,) = house.all(AuditEntry)
    assert entry.details == {"reason": kind, "source": "justice"}


def test_a_death_that_two_departments_tell_is_looked_into_once(house):
    person = house.person()
    assert house.apply(house.list((person, "death", DAY, "police"), (person, "death", DAY, "health"))).opened == 1
    assert house.apply(house.list((person, "death", DAY, "civil_affairs"))).opened == 0


def test_a_death_before_a_later_certification_is_looked_into_like_any(house):
    person = house.person()
    house.certify(person, date(2026, 11, 10), "data_match")
    assert house.apply(house.list((person, "death", DAY))).opened == 1
    (open_one,) = house.investigations.open_list()
    assert open_one.later_success == date(2026, 11, 10)
    assert house.certification.standing(person).state == "silent"


def test_who_is_called_alive_and_dead_at_once_is_looked_into_and_not_confirmed(house):
    person = house.person()
    batch = house.list((person, "alive", DAY, "health"), (person, "death", DAY, "police"))
    assert house.apply(batch) == Applied(confirmed=0, opened=1, resumed=0)


def test_moving_away_is_no_reason_against_a_match(house):
    person = house.person()
    batch = house.list((person, "alive", DAY, "health"), (person, "moved_away", DAY, "police"))
    assert house.apply(batch) == Applied(confirmed=1, opened=1, resumed=0)


def test_the_known_dead_are_not_looked_into_again_nor_confirmed(house):
    person = house.person(died_on=date(2026, 10, 1))
    assert house.apply(house.list((person, "death", date(2026, 10, 1)))).opened == 0
    assert house.apply(house.list((person, "alive", date(2026, 9, 1)))) == Applied(0, 0, 0)


def test_a_known_dead_person_called_alive_later_is_looked_into(house):
    person = house.person(died_on=date(2026, 10, 1))
    assert house.apply(house.list((person, "alive", DAY))) == Applied(confirmed=0, opened=1, resumed=0)
    assert house.open_reasons() == ["alive_though_dead"]
    assert house.certification.standing(person).deceased


def test_a_doubt_that_was_cleared_can_come_back_with_a_new_list(house):
    person, clerk = house.person(), house.staff()
    house.apply(house.list((person, "death", DAY)))
    house.investigations.clear(house.investigations.open_list()[0].id, clerk, "本人到窗口来了")
    assert house.apply(house.list((person, "death", date(2026, 11, 20)))).opened == 1


def statements(house, lines):
    """How many statements applying a list of so many living people takes."""
    batch, seen = house.list(*((house.person(), "alive", DAY) for _ in range(lines))), []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(house.engine, "before_cursor_execute", note)
    assert house.apply(batch).confirmed == lines
    event.remove(house.engine, "before_cursor_execute", note)
    return len(seen)


def test_a_longer_list_of_the_living_takes_no_more_statements(house):
    statements(house, 1)  # the audit chain begins with the first entry
    assert statements(house, 20) == statements(house, 2)
