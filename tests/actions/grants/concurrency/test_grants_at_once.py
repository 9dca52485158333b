"""Two people at the same moment: one application for the same deceased, one move from the same state."""

from concurrent.futures import ThreadPoolExecutor

from grant_hall import COMMUNITY

from actions.grants.errors import GrantError


def outcomes(acts):
    """What each of `acts` came to, all begun at once."""

    def one(act):
        try:
            return act().state
        except GrantError as error:
            return error.code

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(one, acts))


def test_of_four_relatives_who_hand_in_at_once_one_does(hall):
    cases = {serial: hall.filled(serial, deceased=1) for serial in range(1, 5)}

    def handing_in(serial, case):
        return lambda: hall.grants.submit(hall.applicant(serial), case.id, case.version, f"submit-{serial}")

    found = outcomes([handing_in(serial, case) for serial, case in cases.items()])
    assert found == ["already-in-hand"] * 3 + ["submitted"]
    assert hall.faults() == []


def test_of_four_clicks_on_the_same_case_one_counts(hall):
    case, clerk = hall.submitted(), hall.clerk(COMMUNITY)
    found = outcomes([lambda: hall.grants.accept(clerk, case.number, case.version).info] * 4)
    assert found == ["accepted"] + ["stale-case"] * 3
    assert [step.to_state for step in hall.steps(case.id)] == ["draft", "submitted", "accepted"]


def test_the_same_opening_sent_four_times_at_once_is_one_case(hall):
    found = outcomes([lambda: hall.open(key="same")] * 4)
    assert found == ["draft"] * 4
    assert len(hall.grants.cases_of(hall.applicant())) == 1
