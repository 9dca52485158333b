"""比上个月少了/多了: the component that changed, in plain words."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.records.explaining.change import change_of
from actions.records.gateway import MonthlyPayment

TODAY = date(2026, 11, 23)
NOVEMBER = MonthlyPayment(202611, 300_000, 0, 100_000, 0, 0, 0, 0, 400_000, "paid", date(2026, 11, 15), TODAY)
OCTOBER = replace(NOVEMBER, month=202610, paid_on=date(2026, 10, 15))


def change(october: dict, november: dict):
    return change_of((replace(NOVEMBER, **november), replace(OCTOBER, **october)), TODAY)


def test_nothing_changed_has_no_cause():
    same = change({}, {})
    assert same.difference == 0 and same.causes == ()


@pytest.mark.parametrize(
    ("october", "november", "difference", "named"),
    [
        ({"back_pay": 50_000, "total": 450_000}, {}, -50_000, "10月补发了500.00元，11月没有补发了。"),
        ({}, {"back_pay": 50_000, "total": 450_000}, 50_000, "11月补发了500.00元，10月没有。"),
        ({}, {"adjustment": 8_090, "total": 408_090}, 8_090, "养老金调整，从11月起每月多80.90元。"),
        ({"adjustment": 8_090, "total": 408_090}, {}, -8_090, "历年调整增加的，11月比10月少80.90元"),
        ({}, {"deduction": 3_000, "total": 397_000}, -3_000, "11月扣回了30.00元，10月没有。"),
        ({"deduction": 3_000, "total": 397_000}, {}, 3_000, "10月扣回了30.00元，11月没有扣回了。"),
        ({}, {"state": "returned"}, -400_000, "11月的养老金被银行退回来了，没有到账。"),
        ({}, {"state": "suspended"}, -400_000, "11月的养老金暂停发放。"),
        ({"state": "suspended"}, {"back_pay": 400_000, "total": 800_000}, 800_000, "10月的养老金暂停发放。"),
        ({}, {"state": "planned", "paid_on": None}, -400_000, "11月的养老金还没有发。"),
        ({}, {"paid_on": date(2026, 11, 25)}, -400_000, "11月的养老金还没有发。"),
        ({}, {"basic": 310_000, "total": 410_000}, 10_000, "基础养老金，11月比10月多100.00元"),
        ({"back_pay": 5_000, "total": 405_000}, {"back_pay": 7_000, "total": 407_000}, 2_000, "补发，10月是50.00元，11月是70.00元。"),
    ],
)  # fmt: skip
def test_what_changed_is_named(october, november, difference, named):
    told = change(october, november)
    assert told.difference == difference and any(cause.startswith(named) for cause in told.causes)


def test_the_first_month_has_nothing_to_be_compared_with():
    told = change_of((NOVEMBER,), TODAY)
    assert told.previous is None and told.difference is None and told.causes == ()


def test_a_gap_is_not_taken_for_the_month_before():
    assert change_of((NOVEMBER, replace(OCTOBER, month=202609)), TODAY).previous is None


def test_january_is_compared_with_december():
    january, december = replace(NOVEMBER, month=202701), replace(OCTOBER, month=202612, total=390_000)
    assert change_of((january, december), date(2027, 1, 20)).difference == 10_000


def test_no_payment_is_no_change():
    assert change_of((), TODAY) is None


def test_a_suspended_month_is_not_explained_by_its_parts():
    told = change({}, {"state": "suspended", "basic": 0, "account": 0, "total": 0})
    assert told.causes == ("11月的养老金暂停发放。",)


@given(
    name=st.sampled_from(["basic", "transitional", "account", "adjustment", "other", "back_pay"]),
    moved=st.integers(1, 100_000),
)
def test_every_moved_part_is_named_and_no_other(name, moved):
    told = change({}, {name: getattr(NOVEMBER, name) + moved, "total": 400_000 + moved})
    assert told.difference == moved and len(told.causes) == 1
