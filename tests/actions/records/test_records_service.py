"""RecordsService: who may see what, the audit of every view, and the fault that is never dressed as an answer."""

import threading
import time

import pytest
from records_house import ASSESSED, paid

from actions.audit.service import Audit
from actions.database.unit_of_work import UnitOfWork
from actions.records.errors import ConsentMissing, NotAllowed, PersonDeceased, RecordsUnavailable
from actions.records.timed import MOST_AT_ONCE, TimedRecords

VIEWS = {
    "payments": "payments", "reason": "payments", "contributions": "payments", "account": "payments",
    "payment_account": "payments", "adjustments": "payments", "archive": "own", "medical": "own", "profile": "own",
}  # fmt: skip


class DownRecords:
    """A city's system that refuses every connection."""

    def __getattr__(self, name):
        def ask(*_):
            raise ConnectionRefusedError("10.0.0.1 19900001111")

        return ask


class HangingRecords:
    """A city's system that takes the question and says nothing."""

    def __init__(self):
        self.let_go = threading.Event()

    def __getattr__(self, name):
        return lambda *_: self.let_go.wait(30)


@pytest.fixture
def person(house):
    return house.person([paid(202611), paid(202610)], ASSESSED)


@pytest.mark.parametrize("view", VIEWS)
def test_the_person_sees_everything_of_their_own(house, person, view):
    assert getattr(house.counter.records, view)(house.viewer(person)) is not None


@pytest.mark.parametrize(("view", "scope"), VIEWS.items())
def test_a_relative_sees_what_was_opened_to_them_and_nothing_else(house, person, view, scope):
    relative = house.viewer(person, house.allow(person, "payments"))
    if scope == "payments":
        getattr(house.counter.records, view)(relative)
        return
    with pytest.raises(NotAllowed):
        getattr(house.counter.records, view)(relative)
    assert not house.audited("records:view")


def test_certification_is_a_scope_of_its_own(house, person):
    records = house.counter.records
    for_certification = house.viewer(person, house.allow(person, "certification"))
    assert records.certification(for_certification, lambda person_id: person_id) == person
    with pytest.raises(NotAllowed):
        records.certification(house.viewer(person, house.allow(person, "payments")), lambda person_id: person_id)


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_shown_before_consent(house, person, view):
    with pytest.raises(ConsentMissing):
        getattr(house.counter.records, view)(house.viewer(person, consent=False))


def test_the_records_of_the_dead_stay_closed(house, person):
    dead = house.viewer(person)
    object.__setattr__(dead, "deceased", True)
    with pytest.raises(PersonDeceased):
        house.counter.records.payments(dead)


def test_every_view_of_a_relative_is_in_the_audit_and_shown_to_the_person(house, person):
    relative = house.viewer(person, house.allow(person))
    for view in ("payments", "reason", "contributions", "account", "payment_account", "adjustments"):
        getattr(house.counter.records, view)(relative)
    entries = house.audited("records:view")
    assert len(entries) == 6
    assert {(entry.actor, entry.person_id, entry.conversation_id) for entry in entries} == {
        (relative.actor, person, relative.conversation_id)
    }
    assert entries[0].details == {"months": [202611, 202610]}
    seen = [view.what for view in house.counter.family.views(person)]
    assert {"看了养老金发放记录", "看了养老金是怎么算的", "看了缴费年限"} <= set(seen)
    assert not any("详情请问" in what for what in seen)


def test_a_view_that_cannot_be_written_down_is_not_handed_out(house, person, monkeypatch):
    viewer = house.viewer(person)

    def full_disk(*_, **__):
        raise OSError("disk full")

    monkeypatch.setattr(Audit, "record", full_disk)
    with pytest.raises(OSError, match="disk full"):
        house.counter.records.payments(viewer)


def test_the_audit_chain_holds_after_views(house, person):
    house.counter.records.payments(house.viewer(person))
    with UnitOfWork(house.engine, reads_only=True) as work:
        assert not list(house.counter.audit.verify(work.session))


def test_a_month_that_is_not_there_has_no_reason(house, person):
    assert house.counter.records.reason(house.viewer(person), 202601) is None
    assert house.counter.records.reason(house.viewer(person), 202610).payment.month == 202610


@pytest.mark.parametrize("view", VIEWS)
def test_a_system_that_is_down_is_an_error_and_never_an_empty_answer(house, person, view):
    records = house.with_gateway(DownRecords()).records
    with pytest.raises(RecordsUnavailable):
        getattr(records, view)(house.viewer(person))
    assert not house.audited("records:view")  # nothing was seen


def test_a_system_that_hangs_is_given_up_soon(house, person):
    hanging = HangingRecords()
    started = time.monotonic()
    with pytest.raises(RecordsUnavailable):
        house.with_gateway(hanging, patience=0.05).records.payments(house.viewer(person))
    assert time.monotonic() - started < 2
    hanging.let_go.set()


def test_no_earlier_answer_is_given_when_the_system_goes_down(house, person):
    class Failing:
        """Answers once."""

        def __init__(self, gateway):
            self.gateway, self.answers = gateway, 1

        def retirement(self, person_id):
            self.answers -= 1
            if self.answers < 0:
                raise ConnectionResetError
            return self.gateway.retirement(person_id)

    records, viewer = house.with_gateway(Failing(house.local())).records, house.viewer(person)
    assert records.contributions(viewer)
    with pytest.raises(RecordsUnavailable):
        records.contributions(viewer)


def test_many_hanging_questions_do_not_pile_up():
    hanging = HangingRecords()
    records = TimedRecords(hanging, seconds=0.01)
    before = threading.active_count()
    for _ in range(3 * MOST_AT_ONCE):
        with pytest.raises(RecordsUnavailable):
            records.profile(1)
    assert threading.active_count() - before <= MOST_AT_ONCE
    hanging.let_go.set()


def test_a_fault_of_our_own_is_not_called_an_outage():
    class Broken:
        def profile(self, person_id):
            raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        TimedRecords(Broken()).profile(1)


def test_the_error_says_nothing_of_the_system_behind(house, person):
    with pytest.raises(RecordsUnavailable) as caught:
        house.with_gateway(DownRecords()).records.payments(house.viewer(person))
    assert "10.0.0.1" not in f"{caught.value}{caught.value.detail}" and "12333" not in str(caught.value)
    assert "回电话" in caught.value.detail
