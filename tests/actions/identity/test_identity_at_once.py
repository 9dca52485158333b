"""Several at the same moment: guesses are counted one by one, and nobody gets two proofs or two messages."""

import threading

from visitors import XIULAN, XIULAN_PHONE

from actions.identity.errors import IdentityError
from actions.identity.model import IdentityChallenge, IdentityLock


def at_once(*calls):
    """Runs all calls at the same moment; returns what came out, errors by their code."""
    results, start = [], threading.Barrier(len(calls))

    def run(call):
        start.wait()
        try:
            results.append(call())
        except IdentityError as error:
            results.append(error.code)

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_guesses_at_the_same_moment_are_counted_one_by_one(desk):
    desk.add_person()
    visit = desk.visit()
    desk.identity.begin(visit, XIULAN, "张秀兰")
    wrong = desk.wrong_code(visit)
    results = at_once(*[lambda: desk.identity.verify(visit, wrong)] * 8)
    assert results.count("wrong-code") == 2
    assert set(results) == {"wrong-code", "code-burnt", "identity-locked"}
    assert desk.rows(IdentityChallenge)[0].wrong_tries == 3


def test_asking_at_the_same_moment_sends_one_message(desk):
    desk.add_person()
    visits = [desk.visit() for _ in range(5)]
    results = at_once(*[lambda visit=visit: desk.identity.begin(visit, XIULAN, "张秀兰") for visit in visits])
    assert results.count("resend-too-soon") == 4
    assert len(desk.messages_to(XIULAN_PHONE)) == 1
    assert {row.scope: row.failures for row in desk.rows(IdentityLock)} == {"code": 1, "sender": 1}


def test_a_right_code_entered_twice_at_once_proves_once(desk):
    desk.add_person()
    visit = desk.visit()
    desk.identity.begin(visit, XIULAN, "张秀兰")
    code = desk.code(visit)
    results = at_once(*[lambda: desk.identity.verify(visit, code)] * 4)
    assert results.count("code-expired") == 3
    assert desk.events().count("identity:proof:given") == 1


def test_wrong_pins_of_a_clerk_at_the_same_moment_are_counted_one_by_one(desk):
    desk.identity.staff.add("G017", "刘芳", None, "740912")
    results = at_once(*[lambda: desk.identity.staff.check("G017", "740913", terminal="hall 1")] * 8)
    assert set(results) == {"wrong-staff-pin", "identity-locked"}
    counted = {row.scope: (row.rounds, row.failures) for row in desk.rows(IdentityLock)}
    assert counted == {"staff": (1, 3), "terminal": (1, 3)}  # the fifth locked both, and the three after it count on
    assert desk.events().count("identity:proof:failed") == 8
    assert at_once(lambda: desk.identity.staff.check("G017", "740912")) == ["identity-locked"]


def test_a_right_pin_among_many_wrong_ones_does_not_undo_their_lock(desk):
    desk.identity.staff.add("G017", "刘芳", None, "740912")
    at_once(*[lambda: desk.identity.staff.check("G017", "740913")] * 5)
    assert set(at_once(*[lambda: desk.identity.staff.check("G017", "740912")] * 4)) == {"identity-locked"}
    assert [(row.rounds, row.failures) for row in desk.rows(IdentityLock)] == [(1, 0)]
