"""What stands in one's own records is not asked, is shown in private only, and never gets into a slot."""

import pytest
from estimate_talk import Talk
from records_house import ASSESSED, House, paid

DECEMBER = paid(202412)
CONTRIBUTION = 35 * 12


@pytest.fixture
def house(empty_engine, tmp_path) -> House:
    return House(empty_engine, tmp_path / "home")


@pytest.fixture
def own(house: House, knowledge) -> Talk:
    """A retiree who has proven who she is."""
    talk = Talk(house.counter, knowledge)
    house.counter.consents.agree(talk.visit.id)
    house.prove(talk.visit, house.person(payments=[DECEMBER], assessed=ASSESSED))
    return talk


def test_what_stands_in_the_records_is_not_asked(own: Talk, house: House) -> None:
    own.says("2025年涨工资我72岁涨多少，帮我算", "estimate_adjustment")
    reply = own.replies[-1]
    assert (reply.card["calculator"], reply.private) == ("adjustment", True)
    assert reply.card["facts"]["contribution"] == CONTRIBUTION
    assert reply.card["facts"]["december_pension"] == DECEMBER["total"]
    assert "元" not in reply.speech
    assert {entry.event for entry in house.audited()} >= {"records:view:contributions", "records:view:payments"}


def test_figures_of_the_records_stay_out_of_slots_and_choices(own: Talk) -> None:
    own.says("2025年涨工资我72岁涨多少，帮我算", "estimate_adjustment")
    kept = f"{own.slots}{[choice.payload for choice in own.replies[-1].choices]}"
    assert not [figure for figure in (str(DECEMBER["total"]), str(CONTRIBUTION)) if figure in kept]


def test_a_stranger_is_asked_for_everything(house: House, knowledge) -> None:
    talk = Talk(house.counter, knowledge)
    reply = talk.says("2025年涨工资我72岁涨多少，帮我算", "estimate_adjustment")
    assert reply.outcome == "ask"
    assert "缴费年限" in reply.text
    assert house.audited() == []


def test_the_records_of_the_living_are_not_taken_for_the_dead(own: Talk, house: House) -> None:
    own.says("我老伴没了，帮我算算", "grant_estimate")
    assert "contribution" not in own.facts
    assert not own.slots.get("estimate_own")
    assert house.audited() == []


def test_when_the_proof_ends_meanwhile_the_rest_is_asked(own: Talk, house: House) -> None:
    own.says("2025年的涨工资帮我算算", "estimate_adjustment")
    house.counter.identity.end(own.visit.id, "left")
    reply = own.says("72岁")
    assert (reply.outcome, reply.private) == ("ask", False)

