"""LocalRecords: the same answers from SQLite and PostgreSQL, each with the day it was true."""

from datetime import date
from decimal import Decimal

import pytest
from records_house import AS_OF, ASSESSED, paid

from actions.database.engine import build_engine
from actions.records.errors import RecordsUnavailable
from actions.records.gateway import AccountBalance, PaymentPlace
from actions.records.local import LocalRecords


@pytest.fixture
def known(any_house):
    raised = {"year": 2025, "fixed": 2_700, "by_years": 2_700, "by_pension": 960, "tilt": 2_000, "total": 8_360}
    payments = [paid(202609), paid(202611), paid(202610)]
    person = any_house.person(payments, ASSESSED, [raised], marks=["高龄", "独居"])
    return any_house.local(), person


def test_payments_come_newest_first_and_no_more_than_asked(known):
    records, person = known
    assert [payment.month for payment in records.payments(person)] == [202611, 202610, 202609]
    assert [payment.month for payment in records.payments(person, 1)] == [202611]
    assert records.payments(person)[0].computed_total == 521_681


def test_everything_carries_the_day_it_was_true(known):
    records, person = known
    told = [records.profile(person), *records.payments(person), records.retirement(person), *records.adjustments(person)]
    assert {item.as_of for item in told} == {AS_OF}
    assert records.account(person) == AccountBalance(1_234_567, date(2026, 9, 30))


def test_the_assessment_keeps_its_exact_figures(known):
    records, person = known
    facts = records.retirement(person)
    assert facts.average_index == Decimal("1.0000") and facts.total_months == 420


def test_of_the_bank_account_only_the_tail_leaves_the_tables(known):
    records, person = known
    assert records.payment_account(person) == PaymentPlace("中国银行", "1234", AS_OF)


def test_the_profile_holds_no_number(known):
    records, person = known
    profile = records.profile(person)
    assert profile.care_marks == ("独居", "高龄") and "210201" not in repr(profile)


def test_of_an_unknown_person_nothing_is_known(known):
    records, _ = known
    assert records.profile(999) is None and records.retirement(999) is None and records.account(999) is None
    assert records.payments(999) == () and records.adjustments(999) == () and records.payment_account(999) is None


def test_a_database_that_does_not_answer_is_unavailable_and_not_empty(house, tmp_path):
    engine = build_engine(f"sqlite:///{tmp_path / 'without_tables.db'}")
    with pytest.raises(RecordsUnavailable) as caught:
        LocalRecords(engine, house.counter.vault).payments(1)
    assert caught.value.code == "records-unavailable"
    engine.dispose()
