"""A named clerk clears or confirms, and only a confirmation stops a payment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from actions.audit.model import AuditEntry
from actions.database.unit_of_work import UnitOfWork
from actions.eligibility.errors import AlreadyClosed, DayNeeded, NoteNeeded, StaffNeeded, UnknownInvestigation
from actions.eligibility.investigations import InvestigationService
from actions.records.model import Person

DAY = date(2026, 10, 31)
NOTE = "2026-11-20 10:30 电话问过社区，属实"


@pytest.fixture
def clerk(house) -> str:
    return house.staff()


def doubt(house, kind, day=DAY, **person):
    """A person looked into for `kind`; (person id, investigation id)."""
    who = house.person(**person)
    house.apply(house.list((who, kind, day)))
    return who, house.investigations.open_list()[-1].id


def died_on(house, person):
    with UnitOfWork(house.engine, reads_only=True) as work:
        return work.session.get(Person, person).died_on


def test_a_cleared_doubt_leaves_everything(house, clerk):
    person, number = doubt(house, "death")
    cleared = house.investigations.clear(number, clerk, NOTE)
    assert (cleared.state, cleared.closed_by, cleared.note) == ("cleared", clerk, NOTE)
    assert (house.suspensions(), died_on(house, person)) == ([], None)
    assert house.events()[-1] == "certification:investigation:closed"
    assert not house.certification.standing(person).investigation_open


def test_what_the_dead_left_open_ends_after_the_death_stands_and_for_nobody_else(house, clerk):
    ended = []
    house.investigations = InvestigationService(
        house.engine, house.audit, lambda: house.now,
        lambda person, actor: ended.append((person, actor, died_on(house, person))),
    )  # fmt: skip
    _, cleared = doubt(house, "death")
    house.investigations.clear(cleared, clerk, NOTE)
    _, moved = doubt(house, "moved_away")
    house.investigations.confirm(moved, clerk, NOTE)
    assert ended == []
    person, number = doubt(house, "death")
    house.investigations.confirm(number, clerk, NOTE)
    assert ended == [(person, clerk, DAY)]


def test_a_line_that_waited_counts_once_the_doubt_is_cleared(house, clerk):
    person = house.person()
    house.suspend(person, date(2026, 8, 1))
    house.apply(house.list((person, "alive", DAY, "health"), (person, "death", DAY, "police")))
    assert house.certification.standing(person).state == "suspended"
    house.investigations.clear(house.investigations.open_list()[0].id, clerk, NOTE)
    standing = house.certification.standing(person)
    assert (standing.state, standing.due_on) == ("silent", date(2027, 10, 31))
    assert house.events()[-2:] == ["certification:investigation:closed", "certification:benefit:resumed"]


def test_a_confirmed_death_stops_payment_from_the_month_after(house, clerk):
    person, number = doubt(house, "death")
    house.investigations.confirm(number, clerk, NOTE)
    assert died_on(house, person) == DAY
    assert house.suspensions() == [("investigation_confirmed", date(2026, 11, 1), None)]
    assert house.events()[-2:] == ["certification:investigation:closed", "certification:benefit:suspended"]
    entries = house.all(AuditEntry)
    assert {entry.actor for entry in entries[-2:]} == {clerk}
    assert NOTE not in str([entry.details for entry in entries])


def test_the_clerk_may_have_found_another_day_of_death(house, clerk):
    person, number = doubt(house, "death")
    house.investigations.confirm(number, clerk, NOTE, died_on=date(2026, 9, 30))
    assert died_on(house, person) == date(2026, 9, 30)
    assert house.suspensions() == [("investigation_confirmed", date(2026, 10, 1), None)]


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(1949, 1, 1)])
def test_nobody_died_tomorrow_or_before_birth(house, clerk, day):
    person, number = doubt(house, "death")
    with pytest.raises(DayNeeded):
        house.investigations.confirm(number, clerk, NOTE, died_on=day)
    assert (died_on(house, person), house.open_reasons()) == (None, ["death"])


def test_a_death_before_a_later_certification_needs_the_clerks_own_day(house, clerk):
    person, number = doubt(house, "death")
    house.certify(person, date(2026, 11, 10), "face")
    with pytest.raises(DayNeeded) as refused:
        house.investigations.confirm(number, clerk, NOTE)
    assert "又有认证记录" in refused.value.detail
    assert house.suspensions() == []
    house.investigations.confirm(number, clerk, NOTE, died_on=DAY)
    assert house.suspensions() == [("investigation_confirmed", date(2026, 11, 1), None)]


def test_imprisonment_stops_from_the_day_the_clerk_names_and_from_no_other(house, clerk):
    person, number = doubt(house, "imprisonment")
    with pytest.raises(DayNeeded):
        house.investigations.confirm(number, clerk, NOTE)
    assert house.open_reasons() == ["imprisonment"]
    house.investigations.confirm(number, clerk, NOTE, stops_on=date(2026, 12, 1))
    assert house.suspensions() == [("investigation_confirmed", date(2026, 12, 1), None)]
    assert died_on(house, person) is None


def test_moving_away_never_stops_a_payment(house, clerk):
    _, number = doubt(house, "moved_away")
    house.investigations.confirm(number, clerk, NOTE, stops_on=date(2026, 12, 1))
    assert house.suspensions() == []


def test_the_living_entered_as_dead_are_paid_again(house, clerk):
    person, number = doubt(house, "death")
    house.investigations.confirm(number, clerk, NOTE)
    house.apply(house.list((person, "alive", date(2026, 11, 15))))
    (again,) = house.investigations.open_list()
    house.investigations.confirm(again.id, clerk, "本人到窗口来了，登记有误")
    assert died_on(house, person) is None
    assert house.suspensions() == [("investigation_confirmed", date(2026, 11, 1), date(2026, 11, 23))]
    assert house.certification.standing(person).state == "silent"
    assert house.events()[-2:] == ["certification:investigation:closed", "certification:benefit:resumed"]


@pytest.mark.parametrize("result", ["clear", "confirm"])
def test_closing_twice_is_closing_once(house, clerk, result):
    _, number = doubt(house, "death")
    close = getattr(house.investigations, result)
    first = close(number, clerk, NOTE)
    events = house.events()
    assert close(number, clerk, "再来一次") == first
    assert house.events() == events


def test_a_conclusion_is_not_turned_round(house, clerk):
    _, number = doubt(house, "death")
    house.investigations.clear(number, clerk, NOTE)
    with pytest.raises(AlreadyClosed):
        house.investigations.confirm(number, clerk, NOTE)
    assert house.suspensions() == []


def test_two_confirmed_losses_stop_the_payment_once_from_the_earlier_day(house, clerk):
    person = house.person()
    house.apply(house.list((person, "imprisonment", DAY), (person, "death", DAY)))
    prison, death = sorted(house.investigations.open_list(), key=lambda found: found.reason == "death")
    house.investigations.confirm(prison.id, clerk, NOTE, stops_on=date(2026, 12, 1))
    house.investigations.confirm(death.id, clerk, NOTE)
    assert house.suspensions() == [("investigation_confirmed", date(2026, 11, 1), None)]


@pytest.mark.parametrize(
    "note", ["", "   ", "字" * 301, "身份证 210201195003010023", "打 199 0000 1234 问的", "卡号 6222-0000-1111-2222"]
)
def test_a_decision_says_why_without_personal_numbers(house, clerk, note):
    _, number = doubt(house, "death")
    with pytest.raises(NoteNeeded):
        house.investigations.clear(number, clerk, note)
    assert house.open_reasons() == ["death"]


@pytest.mark.parametrize("actor", ["", "system:import", "person:1"])
def test_only_staff_decides(house, actor):
    _, number = doubt(house, "death")
    with pytest.raises(StaffNeeded):
        house.investigations.confirm(number, actor, NOTE)


def test_a_number_that_is_not_of_active_staff_names_nobody(house):
    with pytest.raises(StaffNeeded):
        house.staff("D0009", active=False)
    with pytest.raises(StaffNeeded):
        house.investigations.staff_actor("D0404")


def test_an_unknown_investigation_cannot_be_closed(house, clerk):
    with pytest.raises(UnknownInvestigation):
        house.investigations.clear(4711, clerk, NOTE)


def test_open_ones_are_listed_oldest_first_page_by_page(house):
    numbers = [doubt(house, "death")[1] for _ in range(3)]
    first = house.investigations.open_list(limit=2)
    assert [found.id for found in first] == numbers[:2]
    assert [found.id for found in house.investigations.open_list(after=first[-1].id)] == numbers[2:]
    assert house.investigations.count_open() == 3
    assert (first[0].label, first[0].person_name, first[0].happened_on) == ("去世", "张秀兰", DAY)


def test_two_clerks_at_once_close_it_once(house, clerk):
    _, number = doubt(house, "death")

    def close(result):
        try:
            return getattr(house.investigations, result)(number, clerk, NOTE).state
        except AlreadyClosed:
            return "refused"

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(close, ["clear", "confirm", "clear", "confirm"]))
    assert results.count("refused") == 2
    assert house.events().count("certification:investigation:closed") == 1
    assert len(house.suspensions()) == results.count("confirmed") // 2
