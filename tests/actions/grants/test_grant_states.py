"""The state machine: every state, every move, every role, against a table written out by hand."""

import pytest
from grant_hall import CITY, COMMUNITY, DISTRICT, STREET

from actions.grants.errors import GrantError, IllegalMove, NotYourLevel
from actions.grants.states import LEVEL_LABELS, ORIGIN, STAFF_LEVELS, find_move, moves, objection, states, words_of_step
from knowledge_base.guides.files import load_facts

ROLES = ("applicant", "system", *STAFF_LEVELS)
# (move, from) -> (to, who may).
_S, _D = ("street", "district", "city"), ("district", "city")
_C = ("community", *_S)
ALLOWED = {
    ("open", ""): ("draft", ("applicant",)),
    ("submit", "draft"): ("submitted", ("applicant",)),
    ("accept", "submitted"): ("accepted", _C),
    ("forward", "accepted"): ("reviewing", _C),
    ("forward", "reviewing"): ("deciding", _S),
    ("return", "submitted"): ("returned", _C),
    ("return", "accepted"): ("returned", _C),
    ("return", "reviewing"): ("returned", _S),
    ("return", "deciding"): ("returned", _D),
    ("resubmit", "returned"): (ORIGIN, ("applicant", *_C)),
    ("refuse", "reviewing"): ("refused", _S),
    ("refuse", "deciding"): ("refused", _D),
    ("decide", "deciding"): ("decided", _D),
    ("pay", "decided"): ("paid", _D),
    ("withdraw", "draft"): ("withdrawn", ("applicant",)),
    ("withdraw", "submitted"): ("withdrawn", ("applicant",)),
    ("withdraw", "accepted"): ("withdrawn", ("applicant",)),
    ("withdraw", "returned"): ("withdrawn", ("applicant",)),
    ("expire", "draft"): ("expired", ("system",)),
    ("step_back", "accepted"): ("submitted", _C),
    ("step_back", "reviewing"): ("accepted", _S),
    ("step_back", "deciding"): ("reviewing", _D),
}
NAMES = sorted({name for name, _ in ALLOWED})
OFFICE_OF = {"community": COMMUNITY, "street": STREET, "district": DISTRICT, "city": CITY}
STAFF_MOVES = ("accept", "forward", "return", "refuse", "decide", "pay", "resubmit", "step_back")
REACHED = ("submitted", "accepted", "reviewing", "deciding", "decided", "paid", "returned", "refused", "withdrawn")


def found(name, source, role):
    """Where the move leads, or the error that refuses it."""
    try:
        return find_move(name, source, role).target
    except (IllegalMove, NotYourLevel) as error:
        return type(error)


def told(name, source, role):
    target, who = ALLOWED.get((name, source), (IllegalMove, ROLES))
    return target if role in who else NotYourLevel


@pytest.mark.parametrize("name", NAMES)
def test_a_move_is_possible_exactly_where_the_table_says(name):
    tried = [(name, source, role) for source in ("", *states()) for role in ROLES]
    assert {one: found(*one) for one in tried} == {one: told(*one) for one in tried}


@pytest.mark.parametrize("state", REACHED)
def test_clerks_do_in_every_state_what_the_table_says_and_nothing_else(small_hall, state):
    """Through the service, from the bottom and the top: a refused move changes nothing, an allowed one leads where it should."""
    serial = 1
    case = small_hall.at(state, serial)
    for name in STAFF_MOVES:
        for level in ("community", "city"):
            target, who = ALLOWED.get((name, state), (None, ()))
            version = small_hall.row(case.id).version
            if level in who:
                done = small_hall.do(name, OFFICE_OF[level], case, version)
                assert done.state == ("accepted" if target == ORIGIN else target)
                serial += 1
                case = small_hall.at(state, serial)
                continue
            with pytest.raises((IllegalMove, NotYourLevel)):
                small_hall.do(name, OFFICE_OF[level], case, version)
            row = small_hall.row(case.id)
            assert (row.state, row.decided_funeral is None) == (state, state not in ("decided", "paid"))


@pytest.mark.parametrize("state", ["draft", "expired", *REACHED])
def test_the_family_does_in_every_state_what_the_table_says_and_nothing_else(small_hall, state):
    me, case = small_hall.applicant(), small_hall.at(state)
    if state in ("draft", "returned"):
        assert small_hall.grants.submit(me, case.id, case.version, "k").state in ("submitted", "accepted")
        assert small_hall.grants.withdraw(me, case.id).state == "withdrawn"
    else:
        with pytest.raises(IllegalMove):
            small_hall.grants.submit(me, case.id, case.version, "k")
    if ("withdraw", state) in ALLOWED or state == "withdrawn":
        assert small_hall.grants.withdraw(me, case.id).state == "withdrawn"
    else:
        with pytest.raises(IllegalMove):
            small_hall.grants.withdraw(me, case.id)
        with pytest.raises(IllegalMove):
            small_hall.grants.delete_draft(me, case.id)


def test_what_a_page_offers_is_what_the_service_allows(small_hall):
    for serial, state in enumerate(("draft", *REACHED), 1):
        case = small_hall.at(state, serial)
        assert case.can_submit == (state in ("draft", "returned"))
        assert case.can_withdraw == (state in ("submitted", "accepted", "returned"))
        assert case.can_delete == (state == "draft")
        assert case.editable == (state in ("draft", "returned"))


def test_every_state_can_be_reached_and_only_the_last_ones_lead_nowhere():
    targets = {move.target for move in moves()}
    assert set(states()) <= targets
    ends = {code for code in states() if not [move for move in moves() if move.source == code]}
    assert ends == {"paid", "refused", "withdrawn", "expired"}
    assert {code for code, told in states().items() if told.holder == "nobody"} == ends


def test_every_possible_step_has_its_words():
    for move in moves():
        for target in ("submitted", "accepted", "reviewing", "deciding") if move.target == ORIGIN else (move.target,):
            assert words_of_step(move.source, target) == move.step


def test_the_words_are_plain_and_promise_nothing():
    words = [text for told in states().values() for text in (told.family, told.staff, told.next)]
    words += [text for move in moves() for text in (move.label, move.step, move.sms)] + [objection()]
    assert not [text for text in words if any(mark in text for mark in ("！", "!", "你", "尽快", "一定", "保证"))]
    assert set(LEVEL_LABELS) == set(STAFF_LEVELS)


def test_the_sources_of_the_states_are_facts_we_have():
    from actions.grants import states as module
    from knowledge_base.guides.files import read_yaml

    told, facts = read_yaml(module._FILE), load_facts()
    assert {fact for source in told["sources"] for fact in source["facts"]} <= set(facts)
    assert "8-24" in facts


def test_states_in_hand_are_those_the_database_counts(small_hall):
    from actions.grants.model import GrantCase

    [index] = [one for one in GrantCase.__table__.indexes if one.name == "uq_grant_case_in_hand"]
    where = str(index.dialect_options["sqlite"]["where"])
    assert {code for code in states() if f"'{code}'" in where} == {code for code, told in states().items() if told.in_hand}


def test_every_error_has_its_own_code_and_says_what_to_do():
    errors = list(GrantError.__subclasses__())
    assert len({error.code for error in errors}) == len(errors)
    assert all(error.detail.endswith("。") for error in errors)
