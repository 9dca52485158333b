"""A hall is shared: its failures ease with time, and nobody rings a whole list of people from it."""

import pytest
from visitors import fictional_number

from actions.identity.errors import IdentityLocked, WrongCode, WrongStaffPin
from actions.identity.model import IdentityLock
from actions.identity.rules import LOCKS

HALL = "hall 1"


def one_wrong_code(desk, sequence):
    visit = desk.visit()
    desk.identity.begin(visit, fictional_number(sequence=sequence), "王丽", terminal=HALL)
    desk.identity.verify(visit, desk.wrong_code(visit), terminal=HALL)


def test_a_slip_every_quarter_of_an_hour_never_locks_the_hall(sqlite_desk):
    for sequence in range(20, 40):
        with pytest.raises(WrongCode):
            one_wrong_code(sqlite_desk, sequence)
        sqlite_desk.clock.forward(minutes=15)


def test_five_slips_of_five_people_at_once_still_do(sqlite_desk):
    for sequence in range(20, 24):
        with pytest.raises(WrongCode):
            one_wrong_code(sqlite_desk, sequence)
    with pytest.raises(IdentityLocked):
        one_wrong_code(sqlite_desk, 24)


def test_codes_for_a_whole_list_of_people_are_refused(desk):
    with_row = LOCKS["sender"].failures
    desk.identity.begin(desk.visit(), fictional_number(sequence=1), "王丽", terminal=HALL)
    row = next(row for row in desk.rows(IdentityLock) if row.scope == "sender")
    assert row.failures == 1
    desk.set_failures("sender", with_row - 1)
    desk.identity.begin(desk.visit(), fictional_number(sequence=2), "王丽", terminal=HALL)
    with pytest.raises(IdentityLocked):
        desk.identity.begin(desk.visit(), fictional_number(sequence=3), "王丽", terminal=HALL)
    desk.identity.begin(desk.visit(), fictional_number(sequence=4), "王丽", terminal="hall 2")


def test_a_clerk_helps_whoever_a_stranger_locked_out(desk):
    number = fictional_number(sequence=7)
    desk.add_person(number, "赵德海", "19900000011")
    desk.identity.staff.add("G017", "刘芳", None, "740912")
    for round_ in range(2):
        visit = desk.visit("web")
        desk.identity.begin(visit, number, "没有这个名字", terminal=f"away {round_}")
        for _ in range(3 - round_):
            with pytest.raises(Exception, match=r"wrong-code|code-burnt|identity-locked"):
                desk.identity.verify(visit, desk.wrong_code(visit), terminal=f"away {round_}")
        desk.clock.forward(seconds=61)
    with pytest.raises(IdentityLocked):
        desk.identity.begin(desk.visit(), number, "赵德海", terminal=HALL)
    visit = desk.visit()
    vouched = desk.identity.vouch(visit, number, "赵德海", "G017", "740912", "收不到短信", terminal=HALL)
    assert vouched.method == "clerk"
    desk.identity.begin(desk.visit(), number, "赵德海", terminal=HALL)  # and the lock is gone


def test_a_reset_pin_opens_what_wrong_ones_locked_and_a_disabled_clerk_vouches_no_more(desk):
    staff = desk.identity.staff
    staff.add("G017", "刘芳", None, "740912")
    for _ in range(5):
        with pytest.raises((WrongStaffPin, IdentityLocked)):
            staff.check("G017", "111222")
    with pytest.raises(IdentityLocked):
        staff.check("G017", "740912")
    staff.reset_pin("G017", "830427")
    assert staff.check("G017", "830427").active
    assert not staff.disable("G017").active
    with pytest.raises(WrongStaffPin):
        staff.check("G017", "830427")
    assert [event for event in desk.events() if event.startswith("staff:")] == [
        "staff:member:added", "staff:pin:reset", "staff:member:disabled",
    ]  # fmt: skip
